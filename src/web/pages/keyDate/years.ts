import {
  isUnknownIn,
  occurrenceOf,
  themeOf,
  FIRST_YEAR,
  LAST_YEAR,
  type KeyDate,
  type Occurrence,
  type Theme,
} from '../../../calendar/index.js';

/** How a key date stands in one year. */
export interface KeyDateYear {
  readonly year: number;
  /** Null when it is not marked, or nobody knows when. */
  readonly occurrence: Occurrence | null;
  readonly unknown: boolean;
  readonly theme: Theme | null;
}

const BEFORE = 2;
const AFTER = 3;

/** The years around `year`, and any other whose theme is known. */
export function yearsOf(keyDate: KeyDate, year: number): KeyDateYear[] {
  const around = Array.from({ length: BEFORE + AFTER + 1 }, (_, n) => year - BEFORE + n);
  const themed = Object.keys(keyDate.themes ?? {}).map(Number);
  return [...new Set([...around, ...themed])]
    .filter((one) => one >= FIRST_YEAR && one <= LAST_YEAR)
    .sort((a, b) => a - b)
    .map((one) => ({
      year: one,
      occurrence: occurrenceOf(keyDate, one),
      unknown: isUnknownIn(keyDate, one),
      theme: themeOf(keyDate, one),
    }));
}
