import type { Choices, Problem } from '../problem.js';
import { Best, type Finding } from './best.js';
import { blockOf, sharedRows, tasksByTown } from './block.js';
import { placesWithin, priceProof } from './bound.js';
import type { Highs } from './highs.js';
import { integerOptimum } from './integer.js';
import { linearOptimum, type LinearOptimum } from './linear.js';
import { optimumByMargins } from './margins.js';
import { choicesOf, relaxationOf, type Relaxation } from './relaxation.js';
import { rowsOf } from './rows.js';

/** A share this near to one is taken for the whole. */
const WHOLE = 0.999;

/** Tasks that the linear program left in pieces may take places this much dearer than its own. */
const NEARLY_AS_CHEAP = 30;

/** The most places that one exact model may hold: more take minutes, and a gigabyte. */
const MOST_PLACES = 20_000;

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

const debug = (...words: unknown[]) => process.env.DEBUG_LP && console.error(...words);

/**
 * The cheapest plan, with a proof. First the linear relaxation, which is nearly whole for such problems, gives a bound
 * and prices; then a small exact model of what it left in pieces gives a plan; then exact models of the places that a
 * cheaper plan could use at all give the proof, town by town where there are several. Days are planned with their
 * halves laid together; where halves cannot be told apart afterwards, they get halves of their own and it begins again.
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
  while (!best.proven && secondsLeft() > 0) {
    const relaxation = relaxationOf(problem, apart);
    const rows = rowsOf(relaxation);
    debug('places', relaxation.placeCost.length, 'rows', rows.count, 'apart', apart.size, 'left', secondsLeft());
    const linear = linearOptimum(highs, rows, secondsLeft, ({ bound }) => {
      best.raise(bound);
    });
    debug('linear', linear.proof.bound, 'left', secondsLeft());
    if (!linear.complete) break;
    integerOptimum(highs, rows, roundedPlaces(relaxation, linear), {
      seconds: secondsLeft(),
      whole: true,
      onPlan: (taken) => {
        best.offer(choicesOf(relaxation, taken));
      },
      onBound: () => undefined,
    });
    debug('rounded', best.cost, best.bound, best.clashing.size, 'left', secondsLeft());
    if (best.proven) break;
    townByTown(highs, best, relaxation, linear, secondsLeft);
    debug('towns', best.cost, best.bound, best.clashing.size, 'left', secondsLeft());
    if (best.proven) break;
    const ended = optimumByMargins(highs, relaxation, linear.proof, {
      whole: true,
      known: () => best.cost,
      secondsLeft,
      mostPlaces: MOST_PLACES,
      onPlan: (taken) => {
        best.offer(choicesOf(relaxation, taken));
      },
      onBound: (bound) => {
        best.raise(bound);
      },
    });
    debug('exact', ended, best.cost, best.bound, best.clashing.size, 'left', secondsLeft());
    if (!ended) break;
    const before = apart.size;
    for (const whole of best.clashing) apart.add(whole);
    if (apart.size === before) break;
  }
  return best;
}

/** Each town exactly, where lawyers of several towns are paid for at their price; then each within what the others leave. */
function townByTown(
  highs: Highs,
  best: Best,
  relaxation: Relaxation,
  linear: LinearOptimum,
  secondsLeft: () => number,
): void {
  const towns = tasksByTown(best.problem);
  if (towns.length < 2) return;
  const shared = sharedRows(best.problem, relaxation);
  const { prices } = linear;
  let bound = best.problem.constant;
  for (const row of shared) bound -= Math.max(0, prices.limit[row] ?? 0) * (relaxation.capacity[row] ?? 0);
  const blocks = towns.map((tasks) => {
    const block = blockOf(relaxation, prices, tasks, shared, { left: () => null });
    return { tasks, block, proof: priceProof(block.relaxation, block.prices) };
  });
  const bounds = blocks.map(({ proof }) => proof.bound);
  const total = (): number => bounds.reduce((sum, part) => sum + part, bound);
  debug('blocks', total(), linear.proof.bound, 'shared', shared.size);
  const choices = Int32Array.from(best.choices);
  for (const [index, { tasks, block, proof }] of blocks.entries()) {
    const found: number[] = [];
    const ended = optimumByMargins(highs, block.relaxation, proof, {
      whole: shared.size === 0,
      known: () => Infinity,
      secondsLeft,
      mostPlaces: MOST_PLACES,
      onPlan: (places) => {
        found.splice(0, Infinity, ...places);
      },
      onBound: (lower) => {
        bounds[index] = Math.max(bounds[index] ?? -Infinity, lower);
        best.raise(total());
      },
    });
    debug('  town', index, ended, proof.bound, bounds[index], 'left', secondsLeft());
    if (found.length === 0) continue;
    for (const task of tasks) choices[task] = -1;
    for (const place of found) {
      const own = block.places[place] ?? 0;
      choices[relaxation.placeTask[own] ?? 0] = relaxation.placeChoice[own] ?? -1;
    }
  }
  best.offer(choices);
  debug('union', best.cost, best.bound, 'left', secondsLeft());
}
