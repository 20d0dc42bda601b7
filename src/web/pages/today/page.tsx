import { weekdayName, type Day } from '../../../calendar/index.js';
import type { Warning } from '../../../facts/index.js';
import type { Town } from '../../../town/index.js';
import { DaysOff } from '../daysOff.js';
import { htmlDocument } from '../layout.js';
import { phoneLink } from '../phoneLink.js';
import { StaffPage, type Staff } from '../staffNav/index.js';
import { dayText } from '../year/wording.js';
import { QrCode } from './qrCode.js';
import type { Sheet, SheetMessage, SheetNote } from './sheet.js';

const clock = (dueAt: string): string => `${dayText(dueAt.slice(0, 10))} ${dueAt.slice(11, 16)}`;

const Message = ({ ids, to, dueAt, text, links }: SheetMessage) => (
  <li class="message" data-to={to}>
    <h3>
      发给 {to} <small>{clock(dueAt)}</small>
    </h3>
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
    {links.length > 0 && (
      <details class="codes">
        <summary>二维码：当面扫一扫就能回复</summary>
        {links.map(({ title, url }) => (
          <figure key={url}>
            <QrCode text={url} label={`${title}的回复页`} />
            <figcaption>{title}</figcaption>
          </figure>
        ))}
      </details>
    )}
  </li>
);

/** What a list is called, and what to do about it. */
const LISTS = [
  { key: 'difficulties', name: '有困难', hint: '请联系他们，能改期就改期：改了会自动通知。' },
  { key: 'failed', name: '没发出', hint: '联系人的地址改对后会自动再发；来不及就打电话。' },
  { key: 'unanswered', name: '没回复', hint: '到时会自动催；着急就打电话。' },
  { key: 'late', name: '漏发', hint: '最近七天里过了时限、没有发出的。' },
  { key: 'answered', name: '已回复', hint: '最近七天里回了“收到”、活动还没办的。' },
] as const;

interface NotesProps {
  readonly id: string;
  readonly name: string;
  readonly hint: string;
  readonly notes: readonly SheetNote[];
}

const listOf = (key: (typeof LISTS)[number]['key'], sheet: Sheet): NotesProps => {
  const { name = '', hint = '' } = LISTS.find((list) => list.key === key) ?? {};
  return { id: key, name, hint, notes: sheet[key] };
};

const Notes = ({ id, name, hint, notes }: NotesProps) =>
  notes.length === 0 ? null : (
    <section aria-labelledby={id}>
      <h2 id={id}>
        {name}（{notes.length}）
      </h2>
      <p class="hint">{hint}</p>
      <ul class="notes">
        {notes.map(({ key, title, when, who, what, phone }) => (
          <li key={key}>
            <p>
              <b>{who}</b>
              {phone !== null && <a href={phoneLink(phone)}>打电话</a>}
            </p>
            <p class="note-what">{what}</p>
            <p class="note-about">
              {title}，{when}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );

/** The day in one look; each figure leads to its list. */
const Figures = ({ sheet }: { sheet: Sheet }) => (
  <ul class="figures">
    {[{ key: 'waiting', name: '待转发' } as const, ...LISTS].map(({ key, name }) => (
      <li key={key} class={sheet[key].length === 0 ? 'none' : key}>
        <a {...(sheet[key].length > 0 ? { href: `#${key}` } : {})}>
          <b data-count={key}>{sheet[key].length}</b>
          <span>{name}</span>
        </a>
      </li>
    ))}
  </ul>
);

interface TodayProps {
  readonly staff: Staff;
  readonly town: Pick<Town, 'id' | 'name'>;
  readonly today: Day;
  readonly sheet: Sheet;
  readonly daysOff: readonly Warning[];
}

/** The day's sheet as a page. */
export const todayPage = ({ staff, town, today, sheet, daysOff }: TodayProps): string =>
  htmlDocument(
    <StaffPage
      staff={staff}
      town={town}
      current="today"
      title="今日提醒"
      on={`${dayText(today)} ${weekdayName(today)}`}
      styles={['column', 'sheet']}
      scripts={['islands/today']}
    >
      <main id="main" class="narrow">
        <Figures sheet={sheet} />
        {/* Somebody waits for an answer: that comes before what is only to be passed on. */}
        <Notes {...listOf('difficulties', sheet)} />
        <section aria-labelledby="waiting">
          <h2 id="waiting">
            待转发（<span data-count="waiting">{sheet.waiting.length}</span>）
          </h2>
          <p class="hint">
            {sheet.waiting.length === 0
              ? '现在没有要转发的提醒。到时会出现在这里。'
              : '复制文字，发到对应的微信群或本人，再按“已发送”。'}
            {sheet.sentToday > 0 && `今天已转发 ${sheet.sentToday} 条。`}
          </p>
          <ol class="messages">
            {sheet.waiting.map((message) => (
              <Message key={message.ids[0]} {...message} />
            ))}
          </ol>
        </section>
        {LISTS.slice(1).map(({ key }) => (
          <Notes key={key} {...listOf(key, sheet)} />
        ))}
        <DaysOff warnings={daysOff} />
      </main>
    </StaffPage>,
  );
