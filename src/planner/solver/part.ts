import type { Choices, Problem } from '../problem.js';
import { spanOf } from '../tally.js';

/** Some tasks of a problem as a problem of their own. */
export interface Part {
  readonly problem: Problem;
  /** Where these tasks stand now. */
  readonly start: Choices;
  /** `choices` of the whole with these tasks where `own` puts them. */
  put(choices: Choices, own: Choices): Choices;
}

/** What `tasks` decide among themselves while all others stay where `choices` put them. */
export function partOf(problem: Problem, tasks: readonly number[], choices: Choices): Part {
  const { taskStart, taskGroup, early, choiceCost, choiceDay, choiceWeek, useStart, uses } = problem;
  const inside = new Set(tasks);
  const capacity = Int32Array.from(problem.capacity);
  const weekRoom = Int32Array.from(problem.weekRoom);
  for (const [task, choice] of choices.entries()) {
    if (choice < 0 || inside.has(task)) continue;
    const [first, end] = spanOf(useStart, choice);
    for (let at = first; at < end; at += 1) {
      const thing = uses[at] ?? 0;
      capacity[thing] = (capacity[thing] ?? 0) - 1;
    }
    const week = choiceWeek[choice] ?? -1;
    if (week >= 0) weekRoom[week] = (weekRoom[week] ?? 0) - 1;
  }
  const wholeChoice: number[] = [];
  const ownTaskStart = [0];
  const ownUseStart = [0];
  const ownUses: number[] = [];
  const start = new Int32Array(tasks.length).fill(-1);
  for (const [own, task] of tasks.entries()) {
    const [first, end] = spanOf(taskStart, task);
    for (let choice = first; choice < end; choice += 1) {
      const used = uses.subarray(...spanOf(useStart, choice));
      if (used.some((thing) => (capacity[thing] ?? 0) <= 0)) continue;
      if (choices[task] === choice) start[own] = wholeChoice.length;
      wholeChoice.push(choice);
      for (const thing of used) ownUses.push(thing);
      ownUseStart.push(ownUses.length);
    }
    ownTaskStart.push(wholeChoice.length);
  }
  const ofChoices = (values: Int32Array): Int32Array =>
    Int32Array.from(wholeChoice, (choice) => values[choice] ?? 0);
  return {
    start,
    put: (all, own) => {
      const changed = Int32Array.from(all);
      for (const [index, task] of tasks.entries()) changed[task] = wholeChoice[own[index] ?? -1] ?? -1;
      return changed;
    },
    problem: {
      ...problem,
      taskStart: Int32Array.from(ownTaskStart),
      taskGroup: Int32Array.from(tasks, (task) => taskGroup[task] ?? 0),
      early: Uint8Array.from(tasks, (task) => early[task] ?? 0),
      choiceCost: ofChoices(choiceCost),
      choiceDay: ofChoices(choiceDay),
      choiceWeek: ofChoices(choiceWeek),
      useStart: Int32Array.from(ownUseStart),
      uses: Int32Array.from(ownUses),
      capacity: capacity.map((left) => Math.max(0, left)),
      weekRoom,
    },
  };
}
