import { isDeepStrictEqual } from 'node:util';
import type { Day } from '../calendar/index.js';
import { byStart, endDayOf, startDayOf, type Activity } from '../facts/index.js';

/** An activity with its days, worked out once. */
export interface Entry {
  readonly activity: Activity;
  readonly startDay: Day;
  readonly endDay: Day;
  /** The day it was cancelled, or changed after that; null while it stands. */
  readonly cancelledOn: Day | null;
}

/** How the activities differ from what they were. */
export interface BoardChange {
  /** New or changed. */
  readonly put: readonly Activity[];
  readonly removed: number;
}

const entryOf = (activity: Activity): Entry => ({
  activity,
  startDay: startDayOf(activity),
  endDay: endDayOf(activity),
  cancelledOn: activity.status === 'cancelled' ? activity.updatedAt.slice(0, 10) : null,
});

/** Stores may give the same fact as another object. */
const isSame = (a: Activity, b: Activity): boolean =>
  a === b || (a.revision === b.revision && isDeepStrictEqual(a, b));

/** Two lists in order made one. */
function merged(a: readonly Entry[], b: readonly Entry[]): readonly Entry[] {
  if (b.length === 0) return a;
  const all: Entry[] = [];
  let next = 0;
  for (const entry of a) {
    for (let other = b[next]; other && byStart(other.activity, entry.activity) < 0; other = b[next]) {
      all.push(other);
      next += 1;
    }
    all.push(entry);
  }
  return [...all, ...b.slice(next)];
}

/** All of a town's activities by start, kept in order from one state of the facts to the next. */
export class Board {
  #byId = new Map<string, Entry>();
  #sorted: readonly Entry[] = [];

  /** By start, then id. */
  get entries(): readonly Entry[] {
    return this.#sorted;
  }

  /** Takes over a new state; an activity that did not change keeps its entry. */
  update(activities: readonly Activity[]): BoardChange {
    const fresh: Entry[] = [];
    const byId = new Map<string, Entry>();
    let met = 0;
    for (const activity of activities) {
      const known = this.#byId.get(activity.id);
      if (known) met += 1;
      const entry = known && isSame(known.activity, activity) ? known : entryOf(activity);
      if (entry !== known) fresh.push(entry);
      byId.set(activity.id, entry);
    }
    const kept = activities.length - fresh.length;
    const removed = this.#byId.size - met;
    if (fresh.length > 0 || removed > 0) {
      const rest =
        kept === this.#sorted.length
          ? this.#sorted
          : this.#sorted.filter((entry) => byId.get(entry.activity.id) === entry);
      this.#sorted = merged(
        rest,
        fresh.sort((a, b) => byStart(a.activity, b.activity)),
      );
      this.#byId = byId;
    }
    return { put: fresh.map(({ activity }) => activity), removed };
  }
}
