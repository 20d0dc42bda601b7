import type { Circumstances, PlanResult, SmallestChange, Task } from '../../src/planner/index.js';
import type { Calendars } from '../../src/town/index.js';
import { checkPlan } from './planOracle.js';

/**
 * What the oracle finds wrong once a change is made and the task stands where the change says, everything else as it
 * was: nothing, when the change is true.
 */
export function faultsAfter(
  plan: PlanResult,
  id: string,
  { slot, changes }: SmallestChange,
  circumstances: Circumstances,
  { holidays, keyDates }: Calendars,
): string[] {
  const task = plan.tasks.find((candidate) => candidate.id === id);
  if (!task) throw new Error(`no task ${id}`);
  const start: { task: Task; circumstances: Circumstances } = { task, circumstances };
  const after = changes.reduce((before, change) => change.apply(before), start);
  const { town, blackouts } = after.circumstances;
  const { violations } = checkPlan(
    {
      ...plan,
      limits: {
        ...town.limits,
        teams: Object.fromEntries(town.departments.map(({ id: name, teams }) => [name, teams])),
      },
      tasks: plan.tasks.map((other) =>
        other.id === id ? { ...after.task, slot, reasons: [] } : { ...other },
      ),
    },
    { town, holidays, keyDates },
    { blackouts },
  );
  // The change may lead to a day whose notice is not out, which the plan had no reason to warn of.
  return violations.filter((violation) => !violation.includes('not-announced without a warning'));
}
