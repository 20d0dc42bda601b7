import { placeGreedily } from '../greedy.js';
import type { Choices, Problem } from '../problem.js';
import { costOfChoices, spanOf, Tally } from '../tally.js';
import { wholeBound } from './bound.js';
import { splitDays } from './split.js';

/** What a search tells on its way. */
export interface Finding {
  readonly choices: Choices;
  readonly cost: number;
  readonly bound: number;
}

/** The best plan and the best bound so far. */
export class Best implements Finding {
  choices: Choices;
  cost: number;
  bound = -Infinity;
  /** Things, by their whole-day numbers, whose halves could not be told apart in a plan that was found. */
  readonly clashing = new Set<number>();

  constructor(
    readonly problem: Problem,
    start: Choices,
    readonly tell: (finding: Finding) => void,
  ) {
    this.choices = start;
    this.cost = costOfChoices(problem, start);
  }

  get proven(): boolean {
    return this.bound >= this.cost;
  }

  /** No bound is above the best plan, for that one can be had. */
  raise(bound: number): void {
    const whole = Math.min(this.cost, wholeBound(bound));
    if (whole <= this.bound) return;
    this.bound = whole;
    this.tell(this);
  }

  /** A plan whose days are settled: its halves are told apart, and whoever finds none is placed anew. */
  offer(days: Choices): void {
    const { choices, failed } = splitDays(this.problem, days);
    const plan = failed.length === 0 ? choices : this.#repaired(choices, failed.flat());
    const cost = costOfChoices(this.problem, plan);
    if (cost >= this.cost) return;
    this.choices = plan;
    this.cost = cost;
    this.tell(this);
  }

  #repaired(choices: Choices, clashing: readonly number[]): Choices {
    const tally = new Tally(this.problem);
    const again = new Set(clashing);
    for (const [task, choice] of choices.entries())
      if (choice >= 0 && !again.has(task)) tally.take(task, choice);
    for (const task of clashing) this.#noteClash(choices[task]!);
    for (const task of clashing) if (tally.fits(choices[task]!)) tally.take(task, choices[task]!);
    placeGreedily(
      tally,
      [...tally.choices.keys()].filter((task) => tally.choices[task]! < 0),
    );
    return tally.choices;
  }

  #noteClash(choice: number): void {
    const { useStart, uses, wholeDay } = this.problem;
    const [first, end] = spanOf(useStart, choice);
    for (let at = first; at < end; at += 1) {
      const whole = wholeDay[uses[at]!]!;
      if (whole >= 0) this.clashing.add(whole);
    }
  }
}
