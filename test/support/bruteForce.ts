import { eachDay, type Day } from '../../src/calendar/index.js';
import type { PlannedTask, PlanResult } from '../../src/planner/index.js';
import type { Slot } from '../../src/planner/task.js';
import type { Calendars } from '../../src/town/index.js';
import { checkPlan, type OracleOptions } from './planOracle.js';

/**
 * The least cost of all assignments of a plan's tasks, by trying them one by one and asking the oracle. A task more
 * never makes a plan cheaper or sounder, so a branch ends where it breaks a rule or costs as much as the best.
 */
export function cheapest(plan: PlanResult, calendars: Calendars, options: OracleOptions): number {
  const ask = (tasks: readonly PlannedTask[]): { sound: boolean; total: number } => {
    const { violations, cost } = checkPlan({ ...plan, tasks }, calendars, options);
    return { sound: violations.every((fault) => fault.includes('not-announced')), total: cost.total };
  };
  const choices = plan.tasks.map((task) =>
    slotsOf(task, plan.from)
      .map((slot) => ({ ...task, slot }))
      .filter((choice) => ask([choice]).sound),
  );
  let best = Infinity;
  const visit = (decided: readonly PlannedTask[]): void => {
    const { sound, total } = ask(decided);
    if (!sound || total >= best) return;
    const next = choices[decided.length];
    if (next) for (const choice of next) visit([...decided, choice]);
    else best = total;
  };
  visit([]);
  return best;
}

/** Every slot in what is left of a task's window, whoever forbids it, and none. */
const slotsOf = ({ window: { start, end } }: PlannedTask, from: Day): (Slot | null)[] => [
  ...eachDay({ start: start < from ? from : start, end }).flatMap((date) =>
    (['am', 'pm', 'day'] as const).map((half) => ({ date, half })),
  ),
  null,
];
