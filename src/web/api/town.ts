import { Router } from 'express';
import { z } from 'zod';
import { FIRST_YEAR, LAST_YEAR, occurrencesOf, unknownIn, yearOf } from '../../calendar/index.js';
import { todayOf, type WebContext } from '../context.js';
import { readQuery } from './list.js';

const yearError = `年份要写 ${FIRST_YEAR} 到 ${LAST_YEAR}`;
const yearQuery = z.strictObject({
  year: z.coerce
    .number(yearError)
    .int(yearError)
    .min(FIRST_YEAR, yearError)
    .max(LAST_YEAR, yearError)
    .optional(),
});

/** `/api/v1/town` and `/api/v1/key-dates`: what stands in the data files. */
export function townRoutes(context: WebContext): Router {
  const { town, keyDates } = context.calendars;
  const { id, name, villages, departments, lawyers, forms, campaigns, duties, rules } = town;
  const router = Router();
  router.get('/town', (_request, response) => {
    response.json({ id, name, villages, departments, lawyers, forms, campaigns, duties, rules });
  });
  router.get('/key-dates', (request, response) => {
    const { year = yearOf(todayOf(context)) } = readQuery(yearQuery, request.query);
    response.json({
      year,
      items: occurrencesOf(keyDates, year),
      unknown: unknownIn(keyDates, year),
      next: null,
    });
  });
  return router;
}
