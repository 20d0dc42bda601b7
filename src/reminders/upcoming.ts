import { addDays, type Day } from '../calendar/index.js';
import { startDayOf } from '../facts/index.js';
import { appliesTo, duesOf, type Due } from './dues.js';
import type { Look } from './look.js';
import { derive, owedIn } from './owed.js';

/** Days of the town, `from` inclusive, `to` exclusive, held against the due instant. */
export interface DueRange {
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
}

/** What the town's rules will want later, of the activities as they stand now. */
function later(look: Look, { from, to }: DueRange): Due[] {
  const dues: Due[] = [];
  for (const activity of look.activities.values())
    for (const rule of look.town.rules) {
      const day = addDays(startDayOf(activity), rule.offsetDays);
      if ((from !== undefined && day < from) || (to !== undefined && day >= to)) continue;
      if (!appliesTo(rule, activity, look) || look.hours.times(rule, startDayOf(activity)).dueAt <= look.now)
        continue;
      dues.push(...duesOf(rule, activity, look).filter(({ id }) => !look.deliveries.has(id)));
    }
  return dues;
}

/** What will be sent: what the quiet hours hold, what waits for its turn, and what falls due later. By due instant, then id. */
export function upcoming(look: Look, range: DueRange): Due[] {
  const within = ({ dueAt }: Due): boolean =>
    (range.from === undefined || dueAt >= range.from) && (range.to === undefined || dueAt < range.to);
  const position = ({ dueAt, id }: Due): string => `${dueAt} ${id}`;
  return [...owedIn(look, derive(look)).due, ...later(look, range)]
    .filter(within)
    .sort((a, b) => (position(a) < position(b) ? -1 : 1));
}
