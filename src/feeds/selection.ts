import { addDays, occurrencesTouching, type Day, type KeyDate, type Occurrence } from '../calendar/index.js';
import type { Entry } from './board.js';

/** Days a feed reaches back and ahead. */
const WINDOW_BACK = 90;
const WINDOW_AHEAD = 400;
/** Days a cancelled activity stays, so that every client hears of it. */
const CANCELLED_SHOWN = 30;

/** The days a feed shows on `today`. */
const windowOn = (today: Day): { start: Day; end: Day } => ({
  start: addDays(today, -WINDOW_BACK),
  end: addDays(today, WINDOW_AHEAD),
});

/** Whether an activity stands in feeds on `today`; the days are worked out once, for it is asked of every one. */
export function shownOn(today: Day): (entry: Entry) => boolean {
  const { start, end } = windowOn(today);
  const cancelledFrom = addDays(today, -CANCELLED_SHOWN);
  return ({ startDay, endDay, cancelledOn }) =>
    endDay >= start && startDay <= end && (cancelledOn === null || cancelledOn >= cancelledFrom);
}

/** The enabled key dates that touch the days a feed shows on `today`. */
export function shownKeyDates(keyDates: readonly KeyDate[], today: Day): Occurrence[] {
  return occurrencesTouching(keyDates, windowOn(today)).filter(({ enabled }) => enabled);
}

/** The next enabled key date that begins on `today` or after; null when there is none within two years. */
export function nextKeyDate(keyDates: readonly KeyDate[], today: Day): Occurrence | null {
  return (
    occurrencesTouching(keyDates, { start: today, end: addDays(today, 730) }).find(
      ({ enabled, start }) => enabled && start >= today,
    ) ?? null
  );
}
