import { contains, type Day } from '../../calendar/index.js';
import type { Circumstances } from '../circumstances.js';
import type { Task } from '../task.js';

/** A rule that refuses days; never a score. */
export interface Filter {
  readonly name: 'window' | 'past' | 'workday' | 'blackout' | 'market';
  /** Why `task` may not stand on `day`, in a few words; null when it may. */
  refuses(
    task: Pick<Task, 'window' | 'weekend' | 'market' | 'village'>,
    day: Day,
    c: Circumstances,
  ): string | null;
}

/** Inside the task's own window. */
export const windowFilter: Filter = {
  name: 'window',
  refuses: ({ window }, day) => (contains(window, day) ? null : `不在 ${window.start} 至 ${window.end} 之内`),
};

/** Not before the plan begins. */
export const pastFilter: Filter = {
  name: 'past',
  refuses: (_task, day, { from }) => (day < from ? `早于 ${from}` : null),
};

/** On a day of work; a form with `weekend` also on a weekend that is no public holiday. */
export const workdayFilter: Filter = {
  name: 'workday',
  refuses: ({ weekend }, day, { workday }) => {
    const { usually, holiday } = workday(day);
    if (usually === 'work' || (weekend && !holiday)) return null;
    return holiday ? '法定节假日' : '周末';
  },
};

/** Not on days on which nothing is held. */
export const blackoutFilter: Filter = {
  name: 'blackout',
  refuses: ({ village }, day, { blackouts }) => {
    const hit = blackouts.find(
      (blackout) =>
        contains(blackout, day) &&
        (blackout.villages === null || (village !== null && blackout.villages.includes(village))),
    );
    return hit ? `停办：${hit.reason}` : null;
  },
};

/** On a market day where the form requires one; on none where it avoids them. */
export const marketFilter: Filter = {
  name: 'market',
  refuses: ({ market }, day, { isMarketDay }) => {
    if (market === 'require' && !isMarketDay(day)) return '不是圩日';
    if (market === 'avoid' && isMarketDay(day)) return '是圩日';
    return null;
  },
};

/** In the order in which a refusal is named. */
export const FILTERS: readonly Filter[] = [
  windowFilter,
  pastFilter,
  blackoutFilter,
  workdayFilter,
  marketFilter,
];

/** The first filter that refuses `day`, with its reason; null when it is allowed. */
export function refusalOf(
  task: Pick<Task, 'window' | 'weekend' | 'market' | 'village'>,
  day: Day,
  circumstances: Circumstances,
): { readonly filter: Filter; readonly reason: string } | null {
  for (const filter of FILTERS) {
    const reason = filter.refuses(task, day, circumstances);
    if (reason !== null) return { filter, reason };
  }
  return null;
}
