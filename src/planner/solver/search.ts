import { placeGreedily } from '../greedy.js';
import type { Choices, Problem } from '../problem.js';
import { costOfChoices, Tally } from '../tally.js';
import { placesWithin, wholeBound } from './bound.js';
import type { Highs } from './highs.js';
import { integerOptimum } from './integer.js';
import { linearOptimum, type LinearOptimum } from './linear.js';
import { choicesOf, relaxationOf, type Relaxation } from './relaxation.js';
import { rowsOf } from './rows.js';
import { splitDays } from './split.js';

/** What a search tells on its way. */
export interface Finding {
  readonly choices: Choices;
  readonly cost: number;
  readonly bound: number;
}

/** A share this near to one is taken for the whole. */
const WHOLE = 0.999;

/** Tasks that the linear program left in pieces may take places this much dearer than its own. */
const NEARLY_AS_CHEAP = 30;

/** The best plan and the best bound so far. */
class Best {
  choices: Choices;
  cost: number;
  bound = -Infinity;
  /** Whole-day numbers of those whose halves could not be told apart in a plan that was found. */
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

  /** A plan whose days are settled: its halves are told apart, and who finds none is placed anew. */
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
    const { useStart, uses, wholeDay } = this.problem;
    const tally = new Tally(this.problem);
    const again = new Set(clashing);
    for (const [task, choice] of choices.entries()) if (choice >= 0 && !again.has(task)) tally.take(task, choice);
    for (const task of clashing) {
      const choice = choices[task] ?? -1;
      for (let at = useStart[choice] ?? 0; at < (useStart[choice + 1] ?? 0); at += 1) {
        const whole = wholeDay[uses[at] ?? 0] ?? -1;
        if (whole >= 0) this.clashing.add(whole);
      }
    }
    placeGreedily(tally, clashing.filter((task) => {
      const choice = choices[task] ?? -1;
      if (!tally.fits(choice)) return true;
      tally.take(task, choice);
      return false;
    }));
    placeGreedily(tally, [...tally.choices.keys()].filter((task) => (tally.choices[task] ?? 0) < 0));
    return tally.choices;
  }
}

/** Places for a quick plan: what the linear program placed whole stays, the rest chooses among what is nearly as cheap. */
function roundedPlaces(relaxation: Relaxation, { shares, proof }: LinearOptimum): number[] {
  const { placeTask } = relaxation;
  const whole = new Map<number, number>();
  for (const [place, share] of shares) if (share > WHOLE) whole.set(placeTask[place] ?? 0, place);
  return placesWithin(relaxation, proof, proof.bound + NEARLY_AS_CHEAP).filter((place) => {
    const own = whole.get(placeTask[place] ?? 0);
    return own === undefined || own === place;
  });
}

/**
 * The cheapest plan, with a proof. First the linear relaxation, which is nearly whole for such problems, gives a bound
 * and prices; then a small exact model of what it left in pieces gives a plan; then an exact model of all places that a
 * cheaper plan could use at all gives the proof. Days are planned with their halves laid together; where halves cannot
 * be told apart afterwards, they get halves of their own and it begins again.
 */
export function search(
  highs: Highs,
  problem: Problem,
  start: Choices,
  secondsLeft: () => number,
  tell: (finding: Finding) => void,
): Finding {
  const best = new Best(problem, start, tell);
  const apart = new Set<number>();
  const debug = (...words: unknown[]) => process.env.DEBUG_LP && console.error(...words);
  while (!best.proven && secondsLeft() > 0) {
    const relaxation = relaxationOf(problem, apart);
    const rows = rowsOf(relaxation);
    debug('places', relaxation.placeCost.length, 'rows', rows.count, 'apart', apart.size, 'left', secondsLeft());
    const linear = linearOptimum(highs, rows, secondsLeft, ({ bound }) => {
      best.raise(bound);
    });
    debug('linear', linear.proof.bound, linear.shares.size, 'left', secondsLeft());
    if (!linear.complete) break;
    within(roundedPlaces(relaxation, linear), () => undefined);
    debug('rounded', best.cost, best.bound, best.clashing.size, 'left', secondsLeft());
    let ended = true;
    for (let margin = 2; ended && !best.proven; margin *= 2) {
      const most = Math.min(best.cost - 1, wholeBound(linear.proof.bound) + margin);
      const places = placesWithin(relaxation, linear.proof, most);
      debug('exact on', places.length, 'most', most);
      ended = within(places, (bound) => {
        best.raise(Math.min(bound, most + 1));
      });
      debug('   ->', ended, best.cost, best.bound, 'left', secondsLeft());
      if (ended && most + 1 >= best.cost) break;
    }
    debug('exact', ended, best.cost, best.bound, best.clashing.size, 'left', secondsLeft());
    if (!ended) break;
    const before = apart.size;
    for (const whole of best.clashing) apart.add(whole);
    if (apart.size === before) break;

    function within(open: readonly number[], onBound: (bound: number) => void): boolean {
      return integerOptimum(highs, rows, open, {
        seconds: secondsLeft(),
        onPlan: (taken) => {
          best.offer(choicesOf(relaxation, taken));
        },
        onBound,
      });
    }
  }
  return best;
}
