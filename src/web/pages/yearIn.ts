import { FIRST_YEAR, LAST_YEAR } from '../../calendar/index.js';

/** The year that is asked for; `otherwise` for what is none. The first and the last are not to be led to: a page leads to both years beside its own. */
export function yearIn(text: unknown, otherwise: number): number {
  const year = typeof text === 'string' && /^\d{4}$/.test(text) ? Number(text) : NaN;
  return year > FIRST_YEAR && year < LAST_YEAR ? year : otherwise;
}
