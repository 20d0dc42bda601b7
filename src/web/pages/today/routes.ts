import { Router, urlencoded } from 'express';
import { NotFoundError, onDaysOff } from '../../../activities/index.js';
import { linksIn, lookAt } from '../../../reminders/index.js';
import { actorFor, pageFor } from '../../auth.js';
import { nowOf, todayOf, type WebContext } from '../../context.js';
import { markSentByHand } from '../../sentByHand.js';
import { textsOf, valuesIn } from '../editing/index.js';
import { signInSheet } from '../signIn/index.js';
import { staffIn, whoIn } from '../staffNav/index.js';
import { todayPage } from './page.js';
import { sheetOf } from './sheet.js';

/** `/today`, and the sign-in sheets to print. */
export function todayRoutes(context: WebContext): Router {
  const { store, calendars, baseUrl, clock } = context;
  const { town } = calendars;
  const router = Router();
  router.get('/today', pageFor(context, 'office'), async (request, response) => {
    const staff = staffIn(request, response);
    const today = todayOf(context);
    const { sheet, ahead } = await store.read(async (transaction) => {
      const look = await lookAt(transaction, calendars, clock());
      const linkFor = await linksIn(transaction, town, baseUrl);
      return {
        sheet: sheetOf(look, linkFor, staff.t),
        ahead: await transaction.find('activities', { town: town.id, from: today }),
      };
    });
    const daysOff = onDaysOff(ahead, calendars, today);
    response
      .set('Cache-Control', 'no-store')
      .type('html')
      .send(todayPage({ staff, town, today, sheet, daysOff }));
  });
  router.get('/today/sign-in/:id', pageFor(context, 'office'), async (request, response) => {
    const id = String(request.params.id);
    const activity = await store.read((transaction) => transaction.get('activities', town.id, id));
    if (!activity) throw new NotFoundError(id);
    response.set('Cache-Control', 'no-store').type('html').send(signInSheet(activity, town));
  });
  router.post(
    '/today/sent',
    pageFor(context, 'office'),
    urlencoded({ extended: false, limit: '16kb' }),
    async (request, response) => {
      await store.write(actorFor(whoIn(response), request, { via: 'page' }), async (transaction) => {
        for (const id of textsOf(valuesIn(request.body), 'id'))
          await markSentByHand(transaction, town.id, id, nowOf(context));
      });
      // A script stays where it is.
      if (request.accepts(['html', 'json']) === 'json') response.status(204).end();
      else response.redirect(303, '/today');
    },
  );
  return router;
}
