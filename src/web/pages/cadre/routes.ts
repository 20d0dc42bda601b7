import { json, Router, urlencoded, type Request, type Response } from 'express';
import { acknowledgementIdOf } from '../../../facts/index.js';
import { activityFile, rendererFor } from '../../../feeds/index.js';
import { acknowledge, openLink } from '../../../reminders/index.js';
import { nowOf, type WebContext } from '../../context.js';
import { Problem, problemOf, sendProblem } from '../../problem.js';
import { photoAnswer } from '../../photoAnswer.js';
import { signInSheet } from '../signIn/index.js';
import { cadreDesk, isJson, refuseForeign } from './desk.js';
import { answerIn, type Sent } from './input.js';
import { recordRoute } from './recordRoute.js';

/** The longest summary and log that a record may have, each character of them in nine bytes. */
const BODY_LIMIT = '64kb';

/** Nothing of a secret page is kept, indexed, or told to the next page. */
const SECRET_PAGE = {
  'Cache-Control': 'no-store',
  'X-Robots-Tag': 'noindex, nofollow, noarchive',
  'Referrer-Policy': 'no-referrer',
};

/** `/r/{token}` and what is posted there. */
export function cadreRoutes(context: WebContext): Router {
  const { store, calendars, baseUrl, clock, photos } = context;
  const { town, keyDates } = calendars;
  const renderer = rendererFor(town, keyDates);
  const desk = cadreDesk(context);

  const router = Router();
  router.use('/r', (_request, response, next) => {
    response.set(SECRET_PAGE);
    next();
  });
  router.get('/r/:token', async (request, response) => {
    const link = await desk.open(request, response);
    if (link) await desk.show(request, response, link);
  });
  router.get('/r/:token/huodong.ics', async (request, response) => {
    const link = await desk.open(request, response);
    if (!link) return;
    response
      .set('Content-Disposition', 'inline; filename="huodong.ics"')
      .type('text/calendar')
      .send(activityFile([link.activity], { town, renderer, baseUrl }));
  });
  router.get('/r/:token/sign-in', async (request, response) => {
    const link = await desk.open(request, response);
    if (link) response.type('html').send(signInSheet(link.activity, town));
  });
  router.get('/r/:token/photos/:photo', async (request, response) => {
    const link = await desk.open(request, response);
    if (!link) return;
    const record = await store.read((transaction) => transaction.get('records', town.id, link.activity.id));
    const known = record?.photos.find(({ id }) => id === request.params.photo);
    const bytes = known ? await photos.read(known.id) : null;
    if (!known || bytes === null) throw new Problem(404, '没有这张照片');
    const { headers, body } = photoAnswer(known.id, bytes);
    response.set(headers).set('Cache-Control', SECRET_PAGE['Cache-Control']).send(body);
  });
  router.post(
    ['/r/:token/ack', '/r/:token/record'],
    urlencoded({ extended: false, limit: BODY_LIMIT }),
    json({ limit: BODY_LIMIT }),
  );
  router.post('/r/:token/ack', async (request, response) => {
    const link = await desk.open(request, response);
    if (!link) return;
    refuseForeign(request);
    const checked = answerIn(request.body);
    if (!checked.ok) {
      const values = (request.body ?? {}) as Sent['values'];
      await desk.refuse(request, response, link, { form: 'ack', faults: checked.faults, values });
      return;
    }
    const given = checked.value;
    const done = await store.write(desk.actor(request, link), async (transaction) => {
      const now = await openLink(transaction, town, request.params.token, clock());
      if (!now) return null;
      const { activity, contact } = now;
      const key = { town: town.id, activity: activity.id, start: activity.start, contact };
      const before = await transaction.get('acknowledgements', town.id, acknowledgementIdOf(key));
      const same = before?.answer === given.answer && before.reason === given.reason;
      const { answer, reason, at } = same
        ? before
        : await acknowledge(transaction, activity, contact, given, nowOf(context));
      return { answer, reason, at };
    });
    if (done === null) desk.gone(request, response);
    else desk.done(request, response, done);
  });
  router.post('/r/:token/record', recordRoute(context, desk));
  router.use('/r', (error: unknown, request: Request, response: Response, next: (error: unknown) => void) => {
    if (response.headersSent || !isJson(request)) next(error);
    else sendProblem(response, problemOf(error));
  });
  return router;
}
