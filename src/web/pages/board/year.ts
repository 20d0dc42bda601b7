import { FIRST_YEAR, LAST_YEAR } from '../../../calendar/index.js';

/** The year that is asked for; `otherwise` for what is none. The year after the last is not to be led to. */
export function yearIn(text: unknown, otherwise: number): number {
  const year = typeof text === 'string' && /^\d{4}$/.test(text) ? Number(text) : NaN;
  return year > FIRST_YEAR && year < LAST_YEAR ? year : otherwise;
}
