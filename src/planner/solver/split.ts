import type { Choices, Problem } from '../problem.js';
import { spanOf } from '../tally.js';

/** How many halves a group of tasks may be tried in before the search gives up; a group is mostly under ten tasks. */
const TRIES = 20_000;

/** The halves that suit a task on the day it was given: its choices there that cost no more than the cheapest. */
function halvesOn(problem: Problem, task: number, choice: number): number[] {
  const [first, end] = spanOf(problem.taskStart, task);
  const day = problem.choiceDay[choice];
  const cost = problem.choiceCost[choice];
  const halves: number[] = [];
  for (let other = first; other < end; other += 1)
    if (problem.choiceDay[other] === day && problem.choiceCost[other] === cost) halves.push(other);
  return halves;
}

/** What a choice uses of things that are there anew each half-day. */
function halfDayUses({ useStart, uses, wholeDay }: Problem, choice: number): number[] {
  const [first, end] = spanOf(useStart, choice);
  const found: number[] = [];
  for (let at = first; at < end; at += 1) {
    const thing = uses[at]!;
    if (wholeDay[thing]! >= 0) found.push(thing);
  }
  return found;
}

/** Placed tasks that meet in some person or team on their day, directly or by way of others. */
function meeting(problem: Problem, choices: Choices): number[][] {
  const parent = Int32Array.from(choices, (_, task) => task);
  const rootOf = (task: number): number => {
    let root = task;
    while (parent[root] !== root) root = parent[root]!;
    parent[task] = root;
    return root;
  };
  const taker = new Map<number, number>();
  for (const [task, choice] of choices.entries()) {
    if (choice < 0) continue;
    for (const thing of halfDayUses(problem, choice)) {
      const whole = problem.wholeDay[thing]!;
      const other = taker.get(whole);
      if (other === undefined) taker.set(whole, task);
      else parent[rootOf(task)] = rootOf(other);
    }
  }
  const groups = new Map<number, number[]>();
  for (const [task, choice] of choices.entries()) {
    if (choice < 0) continue;
    const root = rootOf(task);
    const group = groups.get(root);
    if (group) group.push(task);
    else groups.set(root, [task]);
  }
  return [...groups.values()];
}

export interface Split {
  readonly choices: Choices;
  /** Tasks, by group, for whom no halves were found: theirs are as given. */
  readonly failed: readonly (readonly number[])[];
}

/**
 * Finds mornings and afternoons for tasks whose days are settled: the choices given say the day, and are cheapest
 * there. Where tasks take a lawyer and one team, there always are such halves if the day holds them at all (a
 * bipartite graph's edges can be halved at every point at once); where one takes the teams of several departments, or
 * halves are taken by what is fixed, there may be none.
 */
export function splitDays(problem: Problem, days: Choices): Split {
  const choices = Int32Array.from(days);
  const failed: number[][] = [];
  for (const group of meeting(problem, days)) if (!splitGroup(problem, group, choices)) failed.push(group);
  return { choices, failed };
}

/** Settles the halves of one group in `choices`; false, and nothing changed, when it finds none. */
function splitGroup(problem: Problem, group: readonly number[], choices: Choices): boolean {
  const used = new Map<number, number>();
  const fits = (choice: number): boolean =>
    halfDayUses(problem, choice).every((thing) => (used.get(thing) ?? 0) < problem.capacity[thing]!);
  const count = (choice: number, by: number): void => {
    for (const thing of halfDayUses(problem, choice)) used.set(thing, (used.get(thing) ?? 0) + by);
  };
  const options = new Map(group.map((task) => [task, halvesOn(problem, task, choices[task]!)]));
  const settled = new Map<number, number>();
  let tries = TRIES;
  const next = (): { task: number; open: number[] } | undefined => {
    let best: { task: number; open: number[] } | undefined;
    for (const [task, halves] of options) {
      if (settled.has(task)) continue;
      const open = halves.filter(fits);
      const better =
        !best ||
        open.length < best.open.length ||
        (open.length === best.open.length && problem.early[task]! > problem.early[best.task]!);
      if (better) best = { task, open };
      if (open.length === 0) break;
    }
    return best;
  };
  const settle = (): boolean => {
    const chosen = next();
    if (!chosen) return true;
    for (const half of chosen.open) {
      if ((tries -= 1) < 0) return false;
      count(half, 1);
      settled.set(chosen.task, half);
      if (settle()) return true;
      settled.delete(chosen.task);
      count(half, -1);
    }
    return false;
  };
  if (!settle()) {
    // Where the search gave up, the halves given may still do.
    used.clear();
    return group.every((task) => {
      const given = choices[task]!;
      const room = fits(given);
      count(given, 1);
      return room;
    });
  }
  for (const [task, half] of settled) choices[task] = half;
  return true;
}
