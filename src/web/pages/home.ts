import type { RequestHandler } from 'express';
import {
  FIRST_YEAR,
  isMarketDay,
  LAST_YEAR,
  lunarOf,
  occurrencesOf,
  workdaysFrom,
  yearOf,
} from '../../calendar/index.js';
import { nextKeyDate } from '../../feeds/index.js';
import { todayOf, type WebContext } from '../context.js';
import { rememberDays, yearPage } from './year/index.js';

/** A whole number in the years the calendar computes, else undefined. */
const yearIn = (text: unknown): number | undefined => {
  const year = typeof text === 'string' && /^\d{4}$/.test(text) ? Number(text) : NaN;
  return year >= FIRST_YEAR && year <= LAST_YEAR ? year : undefined;
};

/** `GET /`: the public year page; `?year=` and `?village=` as its links write them. */
export function homePage(context: WebContext): RequestHandler {
  const { calendars, store, baseUrl } = context;
  const { town, keyDates, holidays } = calendars;
  const workday = workdaysFrom(holidays);
  const days = rememberDays((day) => ({
    workday: workday(day),
    market: town.market !== undefined && isMarketDay(town.market, day),
    lunar: lunarOf(day),
  }));
  return async (request, response) => {
    const today = todayOf(context);
    const year = yearIn(request.query.year) ?? yearOf(today);
    const village = town.villages.find(({ id }) => id === request.query.village)?.id ?? null;
    const activities = await store.read((transaction) =>
      transaction.find('activities', { town: town.id, from: `${year}-01-01`, to: `${year + 1}-01-01` }),
    );
    const occurrences = occurrencesOf(keyDates, year);
    response
      .set('Cache-Control', 'no-cache')
      .type('html')
      .send(
        yearPage({
          town,
          baseUrl,
          year,
          today,
          occurrences,
          keyDates,
          days,
          activities,
          village,
          nextKeyDate: nextKeyDate(keyDates, today),
        }),
      );
  };
}
