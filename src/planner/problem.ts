import { daysBetween } from '../calendar/index.js';
import { candidateFinder, type Candidate } from './candidates.js';
import type { Circumstances } from './circumstances.js';
import { countUp } from './counts.js';
import { overloadOutside, usage, weeklyLoad, type Assignment } from './evaluate.js';
import {
  isShared,
  LOAD_COST_EACH,
  loadCostOf,
  shortageGroupOf,
  slotCostOf,
  unplacedCostOf,
  usesOf,
  wholeDayOf,
} from './rules/index.js';
import { weekOf, type Slot, type Task } from './task.js';

/** One town's share of a planning: its tasks for a year, and all that the rules look at. */
export interface TownPlanning {
  readonly tasks: readonly Task[];
  readonly circumstances: Circumstances;
}

/**
 * What the rules leave to decide, in whole numbers: which choice each free task takes, or none. Plain typed arrays,
 * so that it crosses to a worker thread as it is. The choices of task `t` are numbered from `taskStart[t]` to
 * `taskStart[t + 1]`; those of one day stand side by side. What choice `c` uses up stands in `uses` from `useStart[c]`.
 */
export interface Problem {
  /** What the plan costs beside the free tasks' own costs; may be negative. */
  readonly constant: number;
  readonly taskStart: Int32Array;
  /** The tasks among whom shortage spreads: one group a village. */
  readonly taskGroup: Int32Array;
  /** 1 for a stall: of two halves that cost the same it takes the morning, when the market is full. */
  readonly early: Uint8Array;
  readonly choiceCost: Int32Array;
  readonly choiceDay: Int32Array;
  /** The week of the town that a choice loads; −1 for what is light. */
  readonly choiceWeek: Int32Array;
  readonly useStart: Int32Array;
  readonly uses: Int32Array;
  /** How much is left of each limited thing. */
  readonly capacity: Int32Array;
  /** For a thing that is there anew each half-day, one number for both its halves; −1 for any other. */
  readonly wholeDay: Int32Array;
  /** How many more each week holds in comfort; negative where it is over already. */
  readonly weekRoom: Int32Array;
  /** What each activity beyond that costs. */
  readonly overload: number;
  /** What the first, second, … task of a group without a slot costs. */
  readonly shortage: Int32Array;
}

/** The choice each free task takes, by number; −1 for none. */
export type Choices = Int32Array;

export interface CompiledProblem {
  readonly problem: Problem;
  /** For each town the slot of each task, of the free ones by `choices`. */
  readonly assignmentsFrom: (choices: Choices) => Assignment[];
}

/** Numbers for names, in the order in which they are first asked for. */
class Numbering {
  readonly #numbers = new Map<string, number>();
  of(name: string): number {
    const known = this.#numbers.get(name) ?? this.#numbers.size;
    this.#numbers.set(name, known);
    return known;
  }
  get size(): number {
    return this.#numbers.size;
  }
}

/** Light tasks that use up nothing stand in nobody's way: each takes its cheapest slot, and stays out of the problem. */
function standingOf(
  { tasks, circumstances: c }: TownPlanning,
  candidates: (task: Task) => readonly Candidate[],
): Map<string, Slot> {
  const standing = new Map(c.fixed);
  for (const task of tasks) {
    if (!task.light || standing.has(task.id)) continue;
    const all = candidates(task);
    if (all.some(({ slot }) => usesOf(task, slot, c.town).length > 0)) continue;
    const best = all.reduce<Candidate | undefined>((a, b) => (a && a.cost <= b.cost ? a : b), undefined);
    if (best) standing.set(task.id, best.slot);
  }
  return standing;
}

/** 1, 2, … up to the size of the largest group. */
function largestGroup(groups: readonly number[]): number[] {
  const sizes = new Map<number, number>();
  for (const group of groups) countUp(sizes, group);
  return Array.from({ length: Math.max(0, ...sizes.values()) }, (_, index) => index + 1);
}

const EPOCH = '1970-01-01';

/** The decisions that the rules leave open for one town, or for several that share lawyers. */
export function problemOf(plannings: readonly TownPlanning[]): CompiledProblem {
  const things = new Numbering();
  const wholeDays = new Numbering();
  const groups = new Numbering();
  const weeks = new Numbering();
  const capacity: number[] = [];
  const wholeDay: number[] = [];
  const weekRoom: number[] = [];
  const taskStart = [0];
  const taskGroup: number[] = [];
  const early: number[] = [];
  const choiceCost: number[] = [];
  const choiceDay: number[] = [];
  const choiceWeek: number[] = [];
  const useStart = [0];
  const uses: number[] = [];
  const slots: Slot[] = [];
  let constant = 0;

  const scoped = (key: string, { town }: Circumstances): string =>
    isShared(key) ? key : `${town.id}/${key}`;
  const towns = plannings.map((planning) => {
    const { tasks, circumstances: c } = planning;
    const candidates = candidateFinder(c);
    const standing = standingOf(planning, candidates);
    return { tasks, c, candidates, standing, free: tasks.filter(({ id }) => !standing.has(id)) };
  });
  // A lawyer whom another town has fixed is taken here as well.
  const used = new Map<string, number>();
  for (const { tasks, c, standing } of towns)
    for (const [key, count] of usage(tasks, standing, c)) countUp(used, scoped(key, c), count);

  for (const { tasks, c, candidates, standing, free } of towns) {
    const load = weeklyLoad(tasks, standing, c);
    const { comfortablePerWeek } = c.town.limits;
    const touched = new Set<string>();
    const weekNumber = (week: string): number => {
      const number = weeks.of(`${c.town.id}/${week}`);
      weekRoom[number] ??= comfortablePerWeek - (load.get(week) ?? 0);
      touched.add(week);
      return number;
    };
    for (const task of free) {
      for (const { slot, cost } of candidates(task)) {
        const first = uses.length;
        let open = true;
        for (const use of usesOf(task, slot, c.town)) {
          const name = scoped(use.key, c);
          const number = things.of(name);
          capacity[number] ??= Math.max(0, use.capacity - (used.get(name) ?? 0));
          const whole = wholeDayOf(name);
          wholeDay[number] ??= whole === name ? -1 : wholeDays.of(whole);
          uses.push(number);
          open &&= capacity[number] > 0;
        }
        if (!open) {
          uses.length = first;
          continue;
        }
        useStart.push(uses.length);
        choiceCost.push(cost);
        choiceDay.push(daysBetween(EPOCH, slot.date));
        choiceWeek.push(task.light ? -1 : weekNumber(weekOf(slot)));
        slots.push(slot);
      }
      taskStart.push(choiceCost.length);
      taskGroup.push(groups.of(`${c.town.id}/${shortageGroupOf(task)}`));
      early.push(task.market === 'require' ? 1 : 0);
    }
    for (const task of tasks) {
      const slot = standing.get(task.id);
      if (slot) constant += slotCostOf(task, slot, c);
    }
    // A week that a free task can load counts all that stands in it; what stands outside the plan is not its to answer for.
    for (const [week, count] of load)
      if (!touched.has(week)) constant += loadCostOf(count, comfortablePerWeek);
    constant -= overloadOutside(c);
  }

  return {
    problem: {
      constant,
      taskStart: Int32Array.from(taskStart),
      taskGroup: Int32Array.from(taskGroup),
      early: Uint8Array.from(early),
      choiceCost: Int32Array.from(choiceCost),
      choiceDay: Int32Array.from(choiceDay),
      choiceWeek: Int32Array.from(choiceWeek),
      useStart: Int32Array.from(useStart),
      uses: Int32Array.from(uses),
      capacity: Int32Array.from(capacity),
      wholeDay: Int32Array.from(wholeDay),
      weekRoom: Int32Array.from(weekRoom),
      overload: LOAD_COST_EACH,
      shortage: Int32Array.from(largestGroup(taskGroup), (n) => unplacedCostOf(n)),
    },
    assignmentsFrom: (choices) => {
      let task = 0;
      return towns.map(({ tasks, standing, free }) => {
        const assignment = new Map<string, Slot | null>(
          tasks.map(({ id }) => [id, standing.get(id) ?? null]),
        );
        for (const { id } of free) {
          const slot = slots[choices[task] ?? -1];
          if (slot) assignment.set(id, slot);
          task += 1;
        }
        return assignment;
      });
    },
  };
}
