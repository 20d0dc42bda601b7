import { isWithin, MEASURE_NAMES, type Measure, type Period } from '../../../ledger/index.js';
import { yearOf, type Day } from '../../../calendar/index.js';
import { yearIn } from '../yearIn.js';

/** A number of the page that somebody wants to see behind: a figure of the period, a quarter or a village. */
export interface Behind {
  readonly figure: Measure;
  /** `all`, `q3`, `village:huohu`, `village:` for what was held for the whole town. */
  readonly of: string;
}

/** What an address of `/ledger` asks for. */
export interface Asked extends Period {
  readonly behind: Behind | null;
  /** Of the lawyers' logs: `2026-11`. */
  readonly month: string;
}

type Query = Readonly<Record<string, unknown>>;

/** The month of the logs where none is asked for: this one, or the period's last where it is over, its first where it is to come. */
function usualMonth({ year, quarter }: Period, today: Day): string {
  if (isWithin({ year, quarter }, today)) return today.slice(0, 7);
  const [first, last] = quarter === null ? [1, 12] : [quarter * 3 - 2, quarter * 3];
  const isOver = `${year}-${String(last).padStart(2, '0')}` < today.slice(0, 7);
  return `${year}-${String(isOver ? last : first).padStart(2, '0')}`;
}

/** What is asked for; what is not known asks for nothing. */
export function askedIn(query: Query, today: Day): Asked {
  const year = yearIn(query.year, yearOf(today));
  const quarter = /^[1-4]$/.test(String(query.quarter)) ? Number(query.quarter) : null;
  const figure = MEASURE_NAMES.find((name) => name === query.figure);
  const { of, month } = query;
  const isMonth = typeof month === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(month);
  return {
    year,
    quarter,
    behind: figure && typeof of === 'string' ? { figure, of } : null,
    month: isMonth && month.startsWith(`${year}-`) ? month : usualMonth({ year, quarter }, today),
  };
}

/** The address of a period's figures, and of what is behind one of them. */
export function figuresLink({ year, quarter }: Period, behind: Behind | null = null): string {
  const query = new URLSearchParams({
    year: String(year),
    ...(quarter === null ? {} : { quarter: String(quarter) }),
    ...(behind ? { figure: behind.figure, of: behind.of } : {}),
  });
  return `/ledger?${query.toString()}${behind ? '#behind' : ''}`;
}

/** The address of a month's logs, with the rest of the page as it is. */
export const logsLink = ({ year, quarter }: Period, month: string): string => {
  const query = new URLSearchParams({
    year: String(year),
    ...(quarter === null ? {} : { quarter: String(quarter) }),
    month,
  });
  return `/ledger?${query.toString()}#logs`;
};
