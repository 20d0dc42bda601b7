import type { Choices, Problem } from './problem.js';

/** The ends of a list in one of a problem's arrays of starts. */
export const spanOf = (starts: Int32Array, index: number): readonly [number, number] => [
  starts[index]!,
  starts[index + 1]!,
];

export const taskCount = ({ taskGroup }: Pick<Problem, 'taskGroup'>): number => taskGroup.length;

/** What some choices use up and cost together, kept up to date as choices are taken and given back. */
export class Tally {
  readonly choices: Choices;
  readonly #used: Int32Array;
  /** The tasks that use each thing, as many as there is of it. */
  readonly #users: Int32Array;
  readonly #userStart: Int32Array;
  readonly #load: Int32Array;

  constructor(readonly problem: Problem) {
    this.choices = new Int32Array(taskCount(problem)).fill(-1);
    this.#used = new Int32Array(problem.capacity.length);
    this.#userStart = new Int32Array(problem.capacity.length + 1);
    for (const [thing, room] of problem.capacity.entries())
      this.#userStart[thing + 1] = this.#userStart[thing]! + room;
    this.#users = new Int32Array(this.#userStart[problem.capacity.length]!);
    this.#load = new Int32Array(problem.weekRoom.length);
  }

  /** Whether there is enough of everything that a choice uses. */
  fits(choice: number): boolean {
    const { useStart, uses, capacity } = this.problem;
    const [first, end] = spanOf(useStart, choice);
    for (let at = first; at < end; at += 1) {
      const thing = uses[at]!;
      if (this.#used[thing]! >= capacity[thing]!) return false;
    }
    return true;
  }

  /**
   * A task that stands in a choice's way; −1 when it fits. Of several that use a thing up, `turn` says which.
   */
  blockerOf(choice: number, turn: number): number {
    const { useStart, uses, capacity } = this.problem;
    const [first, end] = spanOf(useStart, choice);
    for (let at = first; at < end; at += 1) {
      const thing = uses[at]!;
      const room = capacity[thing]!;
      if (this.#used[thing]! >= room) return this.#users[this.#userStart[thing]! + Math.floor(turn * room)]!;
    }
    return -1;
  }

  /** What a choice would add to the cost, its week's load included. */
  price(choice: number): number {
    const { choiceCost, choiceWeek, weekRoom, overload } = this.problem;
    const week = choiceWeek[choice]!;
    const over = week >= 0 && this.#load[week]! >= weekRoom[week]!;
    return choiceCost[choice]! + (over ? overload : 0);
  }

  take(task: number, choice: number): void {
    this.choices[task] = choice;
    this.#count(task, choice, 1);
  }

  giveBack(task: number): void {
    this.#count(task, this.choices[task]!, -1);
    this.choices[task] = -1;
  }

  /** The task's cheapest choice that fits; −1 for none. */
  cheapest(task: number): number {
    let best = -1;
    let least = Infinity;
    const [first, end] = spanOf(this.problem.taskStart, task);
    for (let choice = first; choice < end; choice += 1) {
      const price = this.price(choice);
      if (price >= least || !this.fits(choice)) continue;
      least = price;
      best = choice;
    }
    return best;
  }

  #count(task: number, choice: number, by: 1 | -1): void {
    const { useStart, uses, choiceWeek } = this.problem;
    const [first, end] = spanOf(useStart, choice);
    for (let at = first; at < end; at += 1) {
      const thing = uses[at]!;
      const count = this.#used[thing]! + by;
      const start = this.#userStart[thing]!;
      this.#used[thing] = count;
      if (by > 0) this.#users[start + count - 1] = task;
      else {
        // The last one takes the place of the one that goes.
        let user = start;
        while (this.#users[user] !== task) user += 1;
        this.#users[user] = this.#users[start + count]!;
      }
    }
    const week = choiceWeek[choice]!;
    if (week >= 0) this.#load[week] = this.#load[week]! + by;
  }
}

/** What choices cost, all that is settled beside them included: the cost of the plan. */
export function costOfChoices(problem: Problem, choices: Choices): number {
  const load = new Int32Array(problem.weekRoom.length);
  const short = new Map<number, number>();
  let cost = problem.constant;
  for (const [task, choice] of choices.entries()) {
    if (choice < 0) {
      const group = problem.taskGroup[task]!;
      const before = short.get(group) ?? 0;
      short.set(group, before + 1);
      cost += problem.shortage[before]!;
      continue;
    }
    cost += problem.choiceCost[choice]!;
    const week = problem.choiceWeek[choice]!;
    if (week >= 0) load[week] = load[week]! + 1;
  }
  for (const [week, count] of load.entries())
    cost += problem.overload * Math.max(0, count - problem.weekRoom[week]!);
  return cost;
}
