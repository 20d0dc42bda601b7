import { Router, urlencoded } from 'express';
import { onDaysOff } from '../../activities/index.js';
import type { Warning } from '../../facts/index.js';
import { pageAdmin } from '../auth.js';
import { todayOf, type WebContext } from '../context.js';
import { markSentByHand } from '../sentByHand.js';
import { DaysOff } from './daysOff.js';
import { htmlDocument, Masthead, Page } from './layout.js';
import { sheetOf, type Sheet, type SheetItem } from './todaySheet.js';

const clock = (dueAt: string): string =>
  `${Number(dueAt.slice(5, 7))}月${Number(dueAt.slice(8, 10))}日 ${dueAt.slice(11, 16)}`;

const Item = ({ ids, to, dueAt, text }: SheetItem) => (
  <li class="message">
    <h2>
      发给 {to} <small>{clock(dueAt)}</small>
    </h2>
    <pre class="message-text">{text}</pre>
    <form method="post" action="/today/sent">
      {ids.map((id) => (
        <input type="hidden" name="id" value={id} />
      ))}
      <button class="button" type="button" data-copy hidden>
        复制文字
      </button>
      <button class="button primary" type="submit">
        已发送
      </button>
    </form>
  </li>
);

const Today = ({ org, sheet, daysOff }: { org: string; sheet: Sheet; daysOff: readonly Warning[] }) => (
  <Page title={`今日提醒 · ${org}普法日历`} styles={['column', 'sheet']}>
    <Masthead org={org} title="今日提醒" />
    <main id="main" class="narrow">
      <p class="sheet-state">
        待发 <b>{sheet.waiting.length}</b> 条，今天已发 <b>{sheet.sentToday}</b> 条
        {sheet.missed > 0 && (
          <>
            ，最近七天错过 <b>{sheet.missed}</b> 条
          </>
        )}
        。
      </p>
      {sheet.waiting.length === 0 ? (
        <p class="notice">现在没有要转发的提醒。到时会出现在这里。</p>
      ) : (
        <>
          <p>复制文字，发到对应的微信群或本人，再按“已发送”。</p>
          <ol class="messages">
            {sheet.waiting.map((item) => (
              <Item key={item.ids[0]} {...item} />
            ))}
          </ol>
        </>
      )}
      <DaysOff warnings={daysOff} />
      <p>
        <a href="/">回到日历</a>
      </p>
    </main>
    <script src="/assets/today.js" defer />
  </Page>
);

const idsIn = (body: unknown): string[] => {
  const { id } = (body ?? {}) as { id?: unknown };
  return (Array.isArray(id) ? id : [id]).filter((item): item is string => typeof item === 'string');
};

/** `/today`: what the office passes on by hand. */
export function todayRoutes(context: WebContext): Router {
  const { town } = context.calendars;
  const router = Router();
  router.get('/today', pageAdmin(context), async (_request, response) => {
    const today = todayOf(context);
    const { sheet, ahead } = await context.store.read(async (transaction) => ({
      sheet: await sheetOf(transaction, context.calendars, context.clock()),
      ahead: await transaction.find('activities', { town: town.id, from: today }),
    }));
    const daysOff = onDaysOff(ahead, context.calendars, today);
    response
      .set('Cache-Control', 'no-store')
      .type('html')
      .send(htmlDocument(<Today org={town.name} sheet={sheet} daysOff={daysOff} />));
  });
  router.post(
    '/today/sent',
    pageAdmin(context),
    urlencoded({ extended: false, limit: '16kb' }),
    async (request, response) => {
      for (const id of idsIn(request.body)) await markSentByHand(context, id);
      response.redirect(303, '/today');
    },
  );
  return router;
}
