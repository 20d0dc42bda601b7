import type { Day } from '../../../calendar/index.js';
import type { DayFacts, YearView } from './view.js';

// Some ten years; a caller that walks centuries must not grow the map for ever.
const MOST_DAYS = 4000;

/**
 * The same answers, each worked out once: a year's lunar dates take longer than all the rest of the page. Wrapped once for a
 * running server, so that the second visitor waits for nothing.
 */
export function rememberDays(days: YearView['days']): YearView['days'] {
  const known = new Map<Day, DayFacts>();
  return (day) => {
    const facts = known.get(day) ?? days(day);
    if (known.size >= MOST_DAYS) known.clear();
    known.set(day, facts);
    return facts;
  };
}
