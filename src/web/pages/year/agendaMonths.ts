import { yearOf } from '../../../calendar/index.js';
import type { AgendaDay } from './agenda.js';
import { monthId } from './links.js';
import type { YearView } from './view.js';
import { monthOf } from './wording.js';

/** A month of the list, or the part of the present month that is past or to come. */
export interface AgendaMonth {
  readonly id: string;
  readonly month: number;
  /** Activities not cancelled. */
  readonly count: number;
  readonly days: readonly AgendaDay[];
}

function byMonth(days: readonly AgendaDay[], idOf: (month: number) => string): AgendaMonth[] {
  const months = new Map<number, AgendaDay[]>();
  for (const day of days) months.set(monthOf(day.day), [...(months.get(monthOf(day.day)) ?? []), day]);
  return [...months].map(([month, its]) => ({
    id: idOf(month),
    month,
    count: its.reduce((sum, { count }) => sum + count, 0),
    days: its,
  }));
}

/**
 * The list from today on, and what is over. A year that is not the present one stands as it is: nobody looks
 * into last year for what is to come.
 */
export function splitAtToday(
  agenda: readonly AgendaDay[],
  { today, year }: Pick<YearView, 'today' | 'year'>,
): { coming: AgendaMonth[]; past: AgendaMonth[] } {
  if (yearOf(today) !== year) return { coming: byMonth(agenda, monthId), past: [] };
  const coming = byMonth(
    agenda.filter(({ day }) => day >= today),
    monthId,
  );
  const split = coming[0]?.month === monthOf(today) ? monthOf(today) : null;
  // The wall calendar leads to the month's coming part; its past part needs a name of its own.
  const past = byMonth(
    agenda.filter(({ day }) => day < today),
    (month) => (month === split ? `${monthId(month)}-past` : monthId(month)),
  );
  return { coming, past };
}
