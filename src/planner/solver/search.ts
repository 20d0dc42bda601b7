import { annealed } from '../anneal.js';
import type { Choices, Problem } from '../problem.js';
import { Best, type Finding } from './best.js';
import type { Highs } from './highs.js';
import { linearOptimum } from './linear.js';
import { optimumByMargins } from './margins.js';
import { choicesOf, placesOf, relaxationOf } from './relaxation.js';
import { rowsOf } from './rows.js';

/** The most places that one exact model may hold: more take minutes, and a gigabyte. */
const MOST_PLACES = 100_000;

/**
 * The cheapest plan, with a proof. Small moves give a good plan; then the linear relaxation, which is nearly whole for
 * such problems, gives a bound and prices; then exact models of the places that a cheaper plan could use at all, at
 * these prices, give the best plan and the proof. Days are planned with their halves laid together; where halves cannot
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
  best.offer(annealed(problem, start, () => secondsLeft() <= 0));
  const apart = new Set<number>();
  while (!best.proven && secondsLeft() > 0) {
    const relaxation = relaxationOf(problem, apart);
    const rows = rowsOf(relaxation);
    const linear = linearOptimum(highs, rows, secondsLeft, ({ bound }) => {
      best.raise(bound);
    });
    if (!linear.complete) break;
    const ended = optimumByMargins(highs, relaxation, linear.proof, {
      known: () => ({ cost: best.cost, places: placesOf(relaxation, best.choices) }),
      secondsLeft,
      mostPlaces: MOST_PLACES,
      onPlan: (places) => {
        best.offer(choicesOf(relaxation, places));
      },
      onBound: (bound) => {
        best.raise(bound);
      },
    });
    if (!ended) break;
    const before = apart.size;
    for (const whole of best.clashing) apart.add(whole);
    if (apart.size === before) break;
  }
  return best;
}
