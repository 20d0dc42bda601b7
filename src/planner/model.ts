import { eachDay } from '../calendar/index.js';
import type { Circumstances } from './circumstances.js';
import { overloadOutside, usage, weeklyLoad, type Assignment } from './evaluate.js';
import {
  LOAD_COST_EACH,
  loadCostOf,
  refusalOf,
  shortageGroupOf,
  slotCostOf,
  unplacedCostOf,
  usesOf,
} from './rules/index.js';
import type { MixedIntegerProgram } from './solver/program.js';
import { halvesOf, openWindow, weekOf, type Slot, type Task } from './task.js';

/**
 * What all afternoons of a year's stalls together may weigh: of two slots that cost the same, a stall takes the
 * morning, when the market is full. Far below the least cost, so it never buys a dearer plan.
 */
const TIES = 1 / 4;

/** A slot that no filter refuses, and its cost by itself. */
export interface Candidate {
  readonly slot: Slot;
  readonly cost: number;
}

/** Every slot a task may take, in the order of the days; a fixed task has its own and no other. */
export function candidatesOf(task: Task, c: Circumstances): Candidate[] {
  const fixed = c.fixed.get(task.id);
  if (fixed) return [{ slot: fixed, cost: slotCostOf(task, fixed, c) }];
  const days = openWindow(task, c.from);
  if (days.start > days.end) return [];
  return eachDay(days)
    .filter((date) => refusalOf(task, date, c) === null)
    .flatMap((date) =>
      halvesOf(task).map((half) => {
        const slot = { date, half };
        return { slot, cost: slotCostOf(task, slot, c) };
      }),
    );
}

/** Light tasks that use up nothing stand in nobody's way: each takes its cheapest slot, and stays out of the model. */
function independent(
  tasks: readonly Task[],
  candidates: ReadonlyMap<string, readonly Candidate[]>,
  c: Circumstances,
): Map<string, Slot> {
  const slots = new Map<string, Slot>();
  for (const task of tasks) {
    if (!task.light || c.fixed.has(task.id)) continue;
    const all = candidates.get(task.id) ?? [];
    if (all.some(({ slot }) => usesOf(task, slot, c.town).length > 0)) continue;
    const best = all.reduce<Candidate | undefined>((a, b) => (a && a.cost <= b.cost ? a : b), undefined);
    if (best) slots.set(task.id, best.slot);
  }
  return slots;
}

/** A plan's program, and how to read an assignment out of its solution. */
export interface PlanModel {
  readonly program: MixedIntegerProgram;
  /** How much the program's cost may lie above the plan's, for breaking ties. */
  readonly slack: number;
  /** What the plan costs beside the program: what is fixed, and weeks that no free task can touch; may be negative. */
  readonly constant: number;
  assignmentFrom(values: ArrayLike<number>): Assignment;
}

/** Rows and columns as they are gathered. */
class Columns {
  readonly cost: number[] = [];
  readonly lower: number[] = [];
  readonly upper: number[] = [];
  readonly integral: boolean[] = [];
  readonly starts: number[] = [0];
  readonly rows: number[] = [];
  readonly values: number[] = [];
  readonly rowLower: number[] = [];
  readonly rowUpper: number[] = [];
  readonly #keyed = new Map<string, number>();

  row(lower: number, upper: number): number {
    this.rowLower.push(lower);
    return this.rowUpper.push(upper) - 1;
  }

  /** The row of a limited thing, made when it is first used. */
  limitRow(key: string, capacity: number): number {
    const known = this.#keyed.get(key) ?? this.row(-Infinity, capacity);
    this.#keyed.set(key, known);
    return known;
  }

  column(
    cost: number,
    upper: number,
    integral: boolean,
    entries: readonly (readonly [number, number])[],
  ): number {
    this.cost.push(cost);
    this.lower.push(0);
    this.upper.push(upper);
    this.integral.push(integral);
    for (const [row, value] of entries) {
      this.rows.push(row);
      this.values.push(value);
    }
    this.starts.push(this.rows.length);
    return this.cost.length - 1;
  }
}

/**
 * The planning rules as a mixed-integer program: a column for each task and slot, a row for each task, each limited
 * thing, each loaded week and each village's shortage. Fixed tasks and activities outside the plan have used up their
 * share before.
 */
export function modelOf(
  tasks: readonly Task[],
  candidates: ReadonlyMap<string, readonly Candidate[]>,
  c: Circumstances,
): PlanModel {
  const columns = new Columns();
  const placed = new Map([...c.fixed, ...independent(tasks, candidates, c)]);
  const free = tasks.filter(({ id }) => !placed.has(id));
  const used = usage(tasks, placed, c);
  const load = weeklyLoad(tasks, placed, c);
  const chosen: { task: Task; slot: Slot; column: number }[] = [];
  const stalls = free.filter(({ market }) => market === 'require').length;
  const tieOf = (task: Task, slot: Slot): number =>
    task.market === 'require' && slot.half === 'pm' ? TIES / stalls : 0;

  const groups = new Map<string, { row: number; size: number }>();
  for (const task of free) {
    const group = shortageGroupOf(task);
    const known = groups.get(group) ?? { row: columns.row(0, 0), size: 0 };
    groups.set(group, { ...known, size: known.size + 1 });
  }
  const weeks = new Map<string, number>();
  const weekRow = (week: string): number => {
    const row =
      weeks.get(week) ?? columns.row(-Infinity, c.town.limits.comfortablePerWeek - (load.get(week) ?? 0));
    weeks.set(week, row);
    return row;
  };

  for (const task of free) {
    const once = columns.row(-Infinity, 1);
    const shortage = groups.get(shortageGroupOf(task))?.row ?? once;
    for (const { slot, cost } of candidates.get(task.id) ?? []) {
      const limits = usesOf(task, slot, c.town).map(
        ({ key, capacity }) =>
          [columns.limitRow(key, Math.max(0, capacity - (used.get(key) ?? 0))), 1] as const,
      );
      const week = task.light ? [] : [[weekRow(weekOf(slot)), 1] as const];
      chosen.push({
        task,
        slot,
        column: columns.column(cost + tieOf(task, slot), 1, true, [
          [once, 1],
          [shortage, 1],
          ...week,
          ...limits,
        ]),
      });
    }
  }
  for (const row of weeks.values()) columns.column(LOAD_COST_EACH, Infinity, false, [[row, -1]]);
  // The n-th task of a village without a slot costs more than the one before, so a solver fills them in order.
  for (const { row, size } of groups.values()) {
    columns.rowLower[row] = columns.rowUpper[row] = size;
    for (let n = 1; n <= size; n += 1) columns.column(unplacedCostOf(n), 1, false, [[row, 1]]);
  }

  const { comfortablePerWeek } = c.town.limits;
  const constant =
    tasks.reduce((sum, task) => {
      const slot = placed.get(task.id);
      return sum + (slot ? slotCostOf(task, slot, c) : 0);
    }, 0) +
    [...load].reduce(
      (sum, [week, count]) => sum + (weeks.has(week) ? 0 : loadCostOf(count, comfortablePerWeek)),
      0,
    ) -
    // A loaded week's row counts what stands outside the plan too.
    overloadOutside(c);

  const assignmentFrom = (values: ArrayLike<number>): Assignment => {
    const assignment = new Map<string, Slot | null>(tasks.map(({ id }) => [id, placed.get(id) ?? null]));
    for (const { task, slot, column } of chosen)
      if ((values[column] ?? 0) > 0.5) assignment.set(task.id, slot);
    return assignment;
  };

  const { cost, lower, upper, integral, starts, rows, values, rowLower, rowUpper } = columns;
  return {
    program: {
      cost: Float64Array.from(cost),
      lower: Float64Array.from(lower),
      upper: Float64Array.from(upper),
      integral: Int32Array.from(integral, Number),
      starts: Int32Array.from(starts),
      rows: Int32Array.from(rows),
      values: Float64Array.from(values),
      rowLower: Float64Array.from(rowLower),
      rowUpper: Float64Array.from(rowUpper),
    },
    slack: stalls === 0 ? 0 : TIES,
    constant,
    assignmentFrom,
  };
}
