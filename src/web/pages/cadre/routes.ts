import { json, Router, urlencoded, type Request, type RequestHandler, type Response } from 'express';
import { acknowledgementIdOf, type Actor, type WriteTransaction } from '../../../facts/index.js';
import { activityFile, rendererFor } from '../../../feeds/index.js';
import { acknowledge, openLink, type OpenLink } from '../../../reminders/index.js';
import type { Checked } from '../../../town/index.js';
import { nowOf, todayOf, type WebContext } from '../../context.js';
import { Problem, problemOf, sendProblem } from '../../problem.js';
import { requestIdOf } from '../../requestId.js';
import { messagePage } from '../message.js';
import { answerIn, recordIn, type Sent } from './input.js';
import { cadrePage } from './page.js';
import { viewOf } from './view.js';

/** The same for a link that never was, one that is too old, and one that was revoked. */
const GONE = '链接已失效，请联系司法所。';

const BODY_LIMIT = '16kb';

/** Nothing of a secret page is kept, indexed, or told to the next page. */
const SECRET_PAGE = {
  'Cache-Control': 'no-store',
  'X-Robots-Tag': 'noindex, nofollow, noarchive',
  'Referrer-Policy': 'no-referrer',
};

/** Whether a program asks, and no browser's form. */
const isJson = (request: Request): boolean =>
  typeof request.is('json') === 'string' || request.accepts(['html', 'json']) === 'json';

/** `/r/{token}` and what is posted there. */
export function cadreRoutes(context: WebContext): Router {
  const { store, calendars, baseUrl, clock } = context;
  const { town, keyDates } = calendars;
  const renderer = rendererFor(town, keyDates);

  const gone = (request: Request, response: Response): void => {
    if (isJson(request)) sendProblem(response, new Problem(404, GONE));
    else
      response
        .status(404)
        .type('html')
        .send(messagePage({ org: town.name, title: '打不开', text: GONE }));
  };

  const open = (token: string): Promise<OpenLink | null> =>
    store.read((transaction) => openLink(transaction, town, token, clock()));

  const show = async (request: Request, response: Response, link: OpenLink, sent?: Sent): Promise<void> => {
    const view = await store.read((transaction) => viewOf(transaction, link, town, clock()));
    response
      .status(sent === undefined ? 200 : 422)
      .type('html')
      .send(cadrePage({ view, path: `/r/${String(request.params.token)}`, sent }));
  };

  /** Does what was posted, once: the same again changes nothing. */
  const take =
    <T>(
      form: Sent['form'],
      read: (body: unknown, link: OpenLink) => Checked<T>,
      act: (transaction: WriteTransaction, link: OpenLink, given: T) => Promise<unknown>,
    ): RequestHandler<{ token: string }> =>
    async (request, response) => {
      const link = await open(request.params.token);
      if (!link) {
        gone(request, response);
        return;
      }
      // The link is the secret, so a form elsewhere cannot know it; a browser that says so is refused all the same.
      if (request.get('sec-fetch-site') === 'cross-site') throw new Problem(403, '请在原来的页面上回复');
      const checked = read(request.body, link);
      if (!checked.ok) {
        if (isJson(request)) throw new Problem(422, '有内容不对，什么都没有保存', checked.faults);
        const values = (request.body ?? {}) as Sent['values'];
        await show(request, response, link, { form, faults: checked.faults, values });
        return;
      }
      const actor: Actor = {
        actor: `contact:${link.contact}`,
        via: 'link',
        address: request.ip ?? null,
        request: requestIdOf(request),
        reason: null,
      };
      const done = await store.write(actor, async (transaction) => {
        const now = await openLink(transaction, town, request.params.token, clock());
        return now === null ? null : await act(transaction, now, checked.value);
      });
      if (done === null) gone(request, response);
      else if (isJson(request)) response.json(done);
      else response.redirect(303, `/r/${request.params.token}`);
    };

  const router = Router();
  router.use('/r', (_request, response, next) => {
    response.set(SECRET_PAGE);
    next();
  });
  router.get('/r/:token', async (request, response) => {
    const link = await open(request.params.token);
    if (link) await show(request, response, link);
    else gone(request, response);
  });
  router.get('/r/:token/huodong.ics', async (request, response) => {
    const link = await open(request.params.token);
    if (!link) {
      gone(request, response);
      return;
    }
    response
      .set('Content-Disposition', 'inline; filename="huodong.ics"')
      .type('text/calendar')
      .send(activityFile([link.activity], { town, renderer, baseUrl }));
  });
  router.post(
    ['/r/:token/ack', '/r/:token/record'],
    urlencoded({ extended: false, limit: BODY_LIMIT }),
    json({ limit: BODY_LIMIT }),
  );
  router.post(
    '/r/:token/ack',
    take('ack', answerIn, async (transaction, { activity, contact }, given) => {
      const key = { town: town.id, activity: activity.id, start: activity.start, contact };
      const before = await transaction.get('acknowledgements', town.id, acknowledgementIdOf(key));
      const same = before?.answer === given.answer && before.reason === given.reason;
      const { answer, reason, at } = same
        ? before
        : await acknowledge(transaction, activity, contact, given, nowOf(context));
      return { answer, reason, at };
    }),
  );
  router.post(
    '/r/:token/record',
    take(
      'record',
      (body, { activity }) => recordIn(body, activity, todayOf(context)),
      async (transaction, { activity, contact }, recorded) => {
        if (activity.status === 'cancelled') throw new Problem(409, '这项活动已取消，不能填台账');
        const before = await transaction.get('records', town.id, activity.id);
        const same = Object.entries(recorded).every(
          ([name, value]) => before?.[name as keyof typeof before] === value,
        );
        const record = { ...recorded, id: activity.id, town: town.id, by: contact, at: nowOf(context) };
        if (!same) await transaction.put('records', record);
        return recorded;
      },
    ),
  );
  router.use('/r', (error: unknown, request: Request, response: Response, next: (error: unknown) => void) => {
    if (response.headersSent || !isJson(request)) next(error);
    else sendProblem(response, problemOf(error));
  });
  return router;
}
