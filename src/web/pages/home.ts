import type { Request, RequestHandler } from 'express';
import { FIRST_YEAR, LAST_YEAR, occurrencesOf, yearOf, type Day } from '../../calendar/index.js';
import type { Activity } from '../../facts/index.js';
import { nextKeyDate } from '../../feeds/index.js';
import { todayOf, type WebContext } from '../context.js';
import { otherLanguage, wordsFor } from '../language.js';
import type { Words } from '../words/index.js';
import { PageShelf } from './shelf.js';
import { calendarPage, dayFactsOf, filterIn, MODES } from './year/index.js';

/** A whole number from `first` to `last`, written out; else undefined. */
export const wholeIn = (text: unknown, first: number, last: number): number | undefined => {
  const number = typeof text === 'string' && /^\d{1,4}$/.test(text) ? Number(text) : NaN;
  return number >= first && number <= last ? number : undefined;
};

/** The activities of a year, every status. */
export const activitiesOf = ({ store, calendars }: WebContext, year: number): Promise<readonly Activity[]> =>
  store.read((transaction) =>
    transaction.find('activities', {
      town: calendars.town.id,
      from: `${year}-01-01`,
      to: `${year + 1}-01-01`,
    }),
  );

/** The month to open with: the present one, and of other years the first. */
const firstMonth = (today: Day, year: number): number =>
  yearOf(today) === year ? Number(today.slice(5, 7)) : 1;

/** `GET /`: the public calendar; `?year=`, `view=`, `month=` and the filter as its links and its form write them. */
export function homePage(context: WebContext): RequestHandler {
  const { calendars, baseUrl } = context;
  const { town } = calendars;
  const days = dayFactsOf(calendars);
  const shelf = new PageShelf(context);
  const page = async (t: Words, query: Request['query'], other: string): Promise<string> => {
    const { keyDates } = calendars;
    const today = todayOf(context);
    const year = wholeIn(query.year, FIRST_YEAR, LAST_YEAR) ?? yearOf(today);
    const occurrences = occurrencesOf(keyDates, year);
    return calendarPage({
      t,
      otherLanguage: other,
      town,
      baseUrl,
      year,
      mode: MODES.find((mode) => mode === query.view) ?? 'year',
      month: wholeIn(query.month, 1, 12) ?? firstMonth(today, year),
      ...filterIn(query, town, occurrences),
      today,
      occurrences,
      keyDates,
      days,
      nextKeyDate: nextKeyDate(keyDates, today),
      activities: await activitiesOf(context, year),
    });
  };
  return async (request, response) => {
    const t = wordsFor(request, response);
    const other = otherLanguage(request, t);
    // The other language's address holds all that was asked for.
    await shelf.send(request, response, `${t.lang} ${other}`, () => page(t, request.query, other));
  };
}
