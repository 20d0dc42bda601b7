import type { Warning } from '../facts/index.js';
import type { Circumstances } from './circumstances.js';
import { addCosts, NO_COST, type Assignment } from './evaluate.js';
import { optimumOf, type PlanOptions } from './optimum.js';
import { described, limitsOf, type PlanResult } from './plan.js';
import type { TownPlanning } from './problem.js';
import type { PlannedTask } from './task.js';

/** One plan for several towns that may share lawyers. A task's id is `town/id`: two towns may use the same. */
export interface CountyPlanResult extends Omit<PlanResult, 'town' | 'limits' | 'tasks' | 'warnings'> {
  readonly town: readonly string[];
  readonly limits: readonly (PlanResult['limits'] & { readonly town: string })[];
  readonly tasks: readonly (PlannedTask & { readonly town: string })[];
  readonly warnings: readonly (Warning & { readonly town: string })[];
}

/** The id of a town's task in a county's plan. */
export const countyId = (town: string, id: string): string => `${town}/${id}`;

/**
 * A town's circumstances as they are beside the other towns' plans: its lawyers are taken where those have them. What
 * else the others do is no concern of it.
 */
function besideOthers(
  c: Circumstances,
  others: readonly { readonly planning: TownPlanning; readonly assignment: Assignment }[],
): Circumstances {
  const mine = new Set(c.town.lawyers.map(({ id }) => id));
  const taken = others.flatMap(({ planning, assignment }) =>
    planning.tasks.flatMap(({ id, lawyer }) => {
      const slot = assignment.get(id);
      return slot && lawyer !== null && mine.has(lawyer)
        ? [{ occupant: { village: null, lead: null, partners: [], lawyer, light: true }, slot }]
        : [];
    }),
  );
  return { ...c, occupied: [...c.occupied, ...taken] };
}

/**
 * The cheapest plan for several towns together: lawyers of one id are one person, all else is each town's own.
 *
 * @throws when the solver fails; nothing outside is touched
 */
export async function planTowns(
  plannings: readonly TownPlanning[],
  year: number,
  options: PlanOptions,
): Promise<CountyPlanResult> {
  const { assignments, costs, bound, gap, seconds } = await optimumOf(plannings, options);
  const solved = plannings.map((planning, index) => ({
    planning,
    assignment: assignments[index] ?? (new Map() as Assignment),
  }));
  const towns = solved.map((own) => {
    const { tasks, circumstances: c } = own.planning;
    const others = solved.filter((other) => other !== own);
    return { town: c.town.id, ...described(tasks, own.assignment, besideOthers(c, others)) };
  });
  return {
    town: towns.map(({ town }) => town),
    year,
    from: plannings[0]?.circumstances.from ?? '',
    limits: plannings.map(({ circumstances: c }) => ({ town: c.town.id, ...limitsOf(c) })),
    cost: costs.reduce(addCosts, NO_COST),
    bound,
    gap,
    seconds,
    tasks: towns.flatMap(({ town, tasks }) =>
      tasks.map((task) => ({ town, ...task, id: countyId(town, task.id) })),
    ),
    warnings: towns.flatMap(({ town, tasks, warnings }) => {
      const ids = new Set(tasks.map(({ id }) => id));
      return warnings.map(({ where, ...warning }) => ({
        town,
        ...warning,
        where: ids.has(where) ? countyId(town, where) : where,
      }));
    }),
  };
}
