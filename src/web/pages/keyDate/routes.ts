import { Router } from 'express';
import { FIRST_YEAR, LAST_YEAR, occurrencesOf, yearOf } from '../../../calendar/index.js';
import { feedSpecAt } from '../../../feeds/index.js';
import { todayOf, type WebContext } from '../../context.js';
import { otherLanguage, wordsFor } from '../../language.js';
import { activitiesOf, wholeIn } from '../home.js';
import { PageShelf } from '../shelf.js';
import { dayFactsOf } from '../year/index.js';
import { keyDatePage } from './page.js';

/** `/key-dates/{id}?year=`. */
export function keyDateRoutes(context: WebContext): Router {
  const { calendars, baseUrl } = context;
  const { town } = calendars;
  const days = dayFactsOf(calendars);
  const shelf = new PageShelf(context);
  const router = Router();
  router.get('/key-dates/:id', async (request, response, next) => {
    const { keyDates } = calendars;
    const keyDate = keyDates.find(({ id }) => id === request.params.id);
    if (!keyDate) {
      next();
      return;
    }
    const t = wordsFor(request, response);
    const today = todayOf(context);
    const year = wholeIn(request.query.year, FIRST_YEAR, LAST_YEAR) ?? yearOf(today);
    const other = otherLanguage(request, t);
    const key = JSON.stringify([keyDate.id, t.lang, other, year]);
    await shelf.send(request, response, key, async () =>
      keyDatePage({
        keyDate,
        feed: feedSpecAt(`campaigns/${keyDate.id}`, town, keyDates) !== undefined,
        calendar: {
          t,
          otherLanguage: other,
          town,
          baseUrl,
          year,
          mode: 'list',
          month: 1,
          village: null,
          department: null,
          campaign: keyDate.id,
          today,
          occurrences: occurrencesOf(keyDates, year),
          keyDates,
          days,
          activities: await activitiesOf(context, year),
          nextKeyDate: null,
        },
      }),
    );
  });
  return router;
}
