import { daysBetween, dayText } from '../calendar/index.js';
import type { Circumstances } from './circumstances.js';
import {
  blackoutFilter,
  FILTERS,
  fullLimits,
  LIMITS,
  subjectOf,
  type Filter,
  type Limit,
} from './rules/index.js';
import type { Slot, Task } from './task.js';
import { nameOf, slotWords } from './words.js';

/** A task among its circumstances: what a change changes. */
export interface Situation {
  readonly task: Task;
  readonly circumstances: Circumstances;
}

/** One rule that would have to give way, and by how much. */
export interface Change {
  readonly kind: ChangeKind;
  /** Whole; what the office would rather do is smaller. */
  readonly size: number;
  /** 把窗口向后放宽3天（到12月9日） */
  readonly words: string;
  apply(situation: Situation): Situation;
}

/**
 * How large a change is, in the order in which an office would rather give way: a date a few days off, then one more or
 * another person, then what the law, the market or the weather asks for. A day of the window counts one.
 */
export const CHANGE_SIZES = {
  window: 1,
  weekend: 4,
  'village-week': 6,
  team: 8,
  'other-lawyer': 9,
  lawyer: 10,
  market: 12,
  blackout: 20,
} as const;

type ChangeKind = keyof typeof CHANGE_SIZES;

const withTown = ({ task, circumstances }: Situation, town: Partial<Circumstances['town']>): Situation => ({
  task,
  circumstances: { ...circumstances, town: { ...circumstances.town, ...town } },
});

const withTask = ({ task, circumstances }: Situation, changed: Partial<Task>): Situation => ({
  task: { ...task, ...changed },
  circumstances,
});

type Relaxing = (situation: Situation, slot: Slot, used: ReadonlyMap<string, number>) => Change[] | null;

const never: Relaxing = () => null;

const change = (kind: ChangeKind, words: string, apply: Change['apply'], times = 1): Change => ({
  kind,
  size: CHANGE_SIZES[kind] * times,
  words,
  apply,
});

/** What would make each filter let the day pass; null where nothing an office may do would. */
const RELAX_FILTER: Readonly<Record<Filter['name'], Relaxing>> = {
  past: never,
  window: ({ task: { window } }, { date }) => {
    const later = date > window.end;
    const days = later ? daysBetween(window.end, date) : daysBetween(date, window.start);
    const words = later
      ? `把窗口向后放宽${days}天（到${dayText(date)}）`
      : `把窗口向前放宽${days}天（从${dayText(date)}起）`;
    const widened = later ? { ...window, end: date } : { ...window, start: date };
    return [change('window', words, (to) => withTask(to, { window: widened }), days)];
  },
  workday: ({ circumstances }, { date }) =>
    circumstances.workday(date).holiday
      ? null
      : [change('weekend', '允许这种形式在周末办', (to) => withTask(to, { weekend: true }))],
  blackout: ({ task, circumstances }, { date }) => {
    const covers = (blackout: Circumstances['blackouts'][number]): boolean =>
      blackoutFilter.refuses(task, date, { ...circumstances, blackouts: [blackout] }) !== null;
    return circumstances.blackouts.filter(covers).map((blackout) =>
      change('blackout', `取消停办（${blackout.reason}）`, ({ task: to, circumstances: c }) => ({
        task: to,
        circumstances: { ...c, blackouts: c.blackouts.filter((other) => other !== blackout) },
      })),
    );
  },
  market: ({ task: { market } }) => [
    change('market', market === 'require' ? '允许不在圩日办' : '允许在圩日办', (to) =>
      withTask(to, { market: 'any' }),
    ),
  ],
};

/** Somebody the town has no entry for yet. */
const HIRED = 'another-lawyer';

/** What would make room under each limit. */
const RELAX_LIMIT: Readonly<Record<Limit['name'], Relaxing>> = {
  // The village would have to move something else.
  'village-day': never,
  'village-week': (situation, slot, used) =>
    lackingIn('village-week', situation, slot, used).map(({ lack, capacity }) =>
      change(
        'village-week',
        `让每村每周可办${capacity + lack}场`,
        (to) =>
          withTown(to, {
            limits: { ...to.circumstances.town.limits, villagePerWeek: capacity + lack },
          }),
        lack,
      ),
    ),
  lawyer: (situation, slot, used) => {
    const { town } = situation.circumstances;
    const isFree = (lawyer: string): boolean =>
      lackingIn('lawyer', withTask(situation, { lawyer }), slot, used).length === 0;
    const other = town.lawyers.find(({ id }) => isFree(id));
    return other
      ? [
          change('other-lawyer', `${slotWords(slot)}改由${other.name}去`, (to) =>
            withTask(to, { lawyer: other.id }),
          ),
        ]
      : [change('lawyer', `${slotWords(slot)}再请一位律师`, (to) => withTask(to, { lawyer: HIRED }))];
  },
  team: (situation, slot, used) => {
    const most = new Map<string, number>();
    for (const { key, lack } of lackingIn('team', situation, slot, used)) {
      const department = subjectOf(key);
      most.set(department, Math.max(lack, most.get(department) ?? 0));
    }
    const { departments } = situation.circumstances.town;
    return [...most].map(([id, lack]) => {
      return change(
        'team',
        `让${nameOf(departments, id)}在${slotWords(slot)}多派${lack}组人`,
        (to) =>
          withTown(to, {
            departments: to.circumstances.town.departments.map((department) =>
              department.id === id ? { ...department, teams: department.teams + lack } : department,
            ),
          }),
        lack,
      );
    });
  },
};

/** The limited things of one rule that have no room for the task, and how much more of each it would take. */
const lackingIn = (
  name: Limit['name'],
  { task, circumstances: { town } }: Situation,
  slot: Slot,
  used: ReadonlyMap<string, number>,
) =>
  LIMITS.filter((limit) => limit.name === name)
    .flatMap((limit) => limit.uses(task, slot, town))
    .map((use) => ({ ...use, lack: (used.get(use.key) ?? 0) + 1 - use.capacity }))
    .filter(({ lack }) => lack > 0);

/** All that would have to change for a task to stand in a slot; null where it never could. */
export function changesFor(
  situation: Situation,
  slot: Slot,
  used: ReadonlyMap<string, number>,
): readonly Change[] | null {
  const { task, circumstances: c } = situation;
  const needed = [
    ...FILTERS.filter((filter) => filter.refuses(task, slot.date, c) !== null).map(
      ({ name }) => RELAX_FILTER[name],
    ),
    ...fullLimits(task, slot, c.town, used).map(({ limit }) => RELAX_LIMIT[limit.name]),
  ];
  const changes: Change[] = [];
  for (const relax of needed) {
    const more = relax(situation, slot, used);
    if (more === null) return null;
    changes.push(...more);
  }
  return changes;
}
