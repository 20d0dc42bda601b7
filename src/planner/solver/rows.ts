import type { Relaxation } from './relaxation.js';
import { spanOf, taskCount } from '../tally.js';

/**
 * The rows of a relaxation's linear program: each task once, each group's shortage, each week's load, and each limited
 * thing that can run out at all. Columns are places; beside them stand those that say what is not placed and what is
 * too much (`slackColumns`).
 */
export interface Rows {
  readonly relaxation: Relaxation;
  readonly count: number;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** The row of each group; −1 for a group of one, in which no shortage is dearer than the first. */
  readonly groupRow: Int32Array;
  readonly weekRow: number;
  /** The row of each limited thing; −1 for one of which there is enough for everybody. */
  readonly limitRow: Int32Array;
  readonly groupSize: Int32Array;
}

/** Of each limited thing, how much would be used if each task took what uses most of it. */
function greatestUse({ placeStart, rowStart, rows, amounts, capacity, problem }: Relaxation): Int32Array {
  const total = new Int32Array(capacity.length);
  const most = new Int32Array(capacity.length);
  for (let task = 0; task < taskCount(problem); task += 1) {
    const [first, end] = spanOf(placeStart, task);
    const from = rowStart[first]!;
    const to = rowStart[end]!;
    for (let at = from; at < to; at += 1) {
      const row = rows[at]!;
      const more = amounts[at]! - most[row]!;
      if (more <= 0) continue;
      most[row] = most[row]! + more;
      total[row] = total[row]! + more;
    }
    for (let at = from; at < to; at += 1) most[rows[at]!] = 0;
  }
  return total;
}

export function rowsOf(relaxation: Relaxation): Rows {
  const { problem, capacity } = relaxation;
  const tasks = taskCount(problem);
  const lower = new Array<number>(tasks).fill(1);
  const upper = new Array<number>(tasks).fill(1);
  const add = (most: number): number => {
    lower.push(-Infinity);
    return upper.push(most) - 1;
  };
  const groups = problem.taskGroup.reduce((most, group) => Math.max(most, group + 1), 0);
  const groupSize = new Int32Array(groups);
  for (const group of problem.taskGroup) groupSize[group] = groupSize[group]! + 1;
  const groupRow = groupSize.map((size) => (size > 1 ? add(1) : -1));
  const weekRow = upper.length;
  for (const room of problem.weekRoom) add(room);
  const use = greatestUse(relaxation);
  const limitRow = capacity.map((most, row) => (use[row]! > most ? add(most) : -1));
  return {
    relaxation,
    count: upper.length,
    lower: Float64Array.from(lower),
    upper: Float64Array.from(upper),
    groupRow,
    weekRow,
    limitRow,
    groupSize,
  };
}

/** A matrix by columns. */
export interface SparseMatrix {
  readonly format: 'csc';
  readonly numCols: number;
  readonly numRows: number;
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
}

/** Columns as a solver takes them. */
export interface Columns {
  readonly cost: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly matrix: SparseMatrix;
}

/** Gathers columns one after another. */
class Gatherer {
  readonly #cost: number[] = [];
  readonly #upper: number[] = [];
  readonly #starts = [0];
  readonly #indices: number[] = [];
  readonly #values: number[] = [];

  /** An entry of the column that is gathered now; nothing for row −1. */
  entry(row: number, value: number): void {
    if (row < 0) return;
    this.#indices.push(row);
    this.#values.push(value);
  }

  close(cost: number, upper: number): void {
    this.#cost.push(cost);
    this.#upper.push(upper);
    this.#starts.push(this.#indices.length);
  }

  columns(numRows: number): Columns {
    const numCols = this.#cost.length;
    return {
      cost: Float64Array.from(this.#cost),
      lower: new Float64Array(numCols),
      upper: Float64Array.from(this.#upper),
      matrix: {
        format: 'csc',
        numCols,
        numRows,
        starts: Int32Array.from(this.#starts),
        indices: Int32Array.from(this.#indices),
        values: Float64Array.from(this.#values),
      },
    };
  }
}

/** A task without a place, each further one of its group, and each activity over a week's comfort. */
export function slackColumns({
  relaxation: { problem },
  count,
  groupRow,
  groupSize,
  weekRow,
}: Rows): Columns {
  const gatherer = new Gatherer();
  const [first = 0] = problem.shortage;
  for (const [task, group] of problem.taskGroup.entries()) {
    gatherer.entry(task, 1);
    gatherer.entry(groupRow[group]!, 1);
    gatherer.close(first, Infinity);
  }
  for (const [group, row] of groupRow.entries())
    for (let n = 1; n < groupSize[group]!; n += 1) {
      gatherer.entry(row, -1);
      gatherer.close(problem.shortage[n]! - first, 1);
    }
  for (let week = 0; week < problem.weekRoom.length; week += 1) {
    gatherer.entry(weekRow + week, -1);
    gatherer.close(problem.overload, Infinity);
  }
  return gatherer.columns(count);
}

export function placeColumns(
  { relaxation, count, weekRow, limitRow }: Rows,
  places: readonly number[],
): Columns {
  const gatherer = new Gatherer();
  const { placeTask, placeWeek, placeCost, rowStart, rows, amounts } = relaxation;
  for (const place of places) {
    gatherer.entry(placeTask[place]!, 1);
    const week = placeWeek[place]!;
    if (week >= 0) gatherer.entry(weekRow + week, 1);
    const [begin, end] = spanOf(rowStart, place);
    for (let at = begin; at < end; at += 1) gatherer.entry(limitRow[rows[at]!]!, amounts[at]!);
    gatherer.close(placeCost[place]!, Infinity);
  }
  return gatherer.columns(count);
}

/** One set of columns after another. */
export function joined(a: Columns, b: Columns): Columns {
  const floats = (x: Float64Array, y: Float64Array): Float64Array => Float64Array.from([...x, ...y]);
  const offset = a.matrix.indices.length;
  return {
    cost: floats(a.cost, b.cost),
    lower: floats(a.lower, b.lower),
    upper: floats(a.upper, b.upper),
    matrix: {
      ...a.matrix,
      numCols: a.matrix.numCols + b.matrix.numCols,
      starts: Int32Array.from([
        ...a.matrix.starts,
        ...b.matrix.starts.slice(1).map((start) => start + offset),
      ]),
      indices: Int32Array.from([...a.matrix.indices, ...b.matrix.indices]),
      values: floats(a.matrix.values, b.matrix.values),
    },
  };
}

/** The values of all columns, those of `slackColumns` first, for the plan that takes the places `taken` of `places`. */
export function columnValues(
  { relaxation, groupRow, groupSize }: Rows,
  places: readonly number[],
  taken: readonly number[],
): Float64Array {
  const { problem, placeTask, placeWeek } = relaxation;
  const unplaced = new Float64Array(taskCount(problem)).fill(1);
  const load = new Int32Array(problem.weekRoom.length);
  for (const place of taken) {
    unplaced[placeTask[place]!] = 0;
    const week = placeWeek[place]!;
    if (week >= 0) load[week] = load[week]! + 1;
  }
  const short = new Int32Array(groupRow.length);
  for (const [task, group] of problem.taskGroup.entries())
    if (unplaced[task] === 1) short[group] = short[group]! + 1;
  const further = [...groupSize.entries()].flatMap(([group, size]) =>
    Array.from({ length: Math.max(0, size - 1) }, (_, n) => (n + 1 < short[group]! ? 1 : 0)),
  );
  const over = [...load.entries()].map(([week, count]) => Math.max(0, count - problem.weekRoom[week]!));
  const own = new Set(taken);
  return Float64Array.from([
    ...unplaced,
    ...further,
    ...over,
    ...places.map((place) => (own.has(place) ? 1 : 0)),
  ]);
}
