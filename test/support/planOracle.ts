import {
  addDays,
  contains,
  daysBetween,
  eachDay,
  isMarketDay,
  weekdayOf,
  type Day,
} from '../../src/calendar/index.js';
import type { Blackout } from '../../src/planner/circumstances.js';
import type { PlannedTask, PlanResult } from '../../src/planner/index.js';
import type { Slot, Task } from '../../src/planner/task.js';
import type { Calendars } from '../../src/town/index.js';
import { workdaysOf } from './smallTown.js';

/*
 * A second reading of the planning contract. It shares no rule with the planner: what that builds from declared
 * rules into a model, this recounts from the finished plan, in the words of the contract.
 */

export interface OracleOptions {
  readonly blackouts?: readonly Blackout[];
  /** Where released activities stood before, by task. */
  readonly released?: ReadonlyMap<string, Slot>;
  /** What is pinned, confirmed or done, by task. */
  readonly fixed?: ReadonlyMap<string, Slot>;
}

export interface Verdict {
  /** Each rule that the plan breaks, with the task or the place; empty for a sound plan. */
  readonly violations: string[];
  readonly cost: PlanResult['cost'];
  /** What no plan of these tasks can undercut: each at its cheapest allowed slot, as if it were alone. */
  readonly lowerBound: number;
}

type Placed = PlannedTask & { readonly slot: Slot };

const SATURDAY = 6;

export function checkPlan(
  plan: PlanResult,
  { town, holidays }: Calendars,
  { blackouts = [], released = new Map(), fixed = new Map() }: OracleOptions = {},
): Verdict {
  const workday = workdaysOf(holidays);
  const { market } = town;
  const onMarket = (day: Day): boolean => market !== undefined && isMarketDay(market, day);
  const endOfWeek = (day: Day): boolean => weekdayOf(day) >= SATURDAY && workday(day).answer !== 'work';

  /** The filters that keep a task off a day. */
  const refusals = (task: Task, day: Day): string[] => {
    const { answer, holiday } = workday(day);
    const off = answer === 'off' || (answer === 'not-announced' && weekdayOf(day) >= SATURDAY);
    const stopped = blackouts.some(
      ({ villages, ...range }) =>
        contains(range, day) && (villages?.some((village) => village === task.village) ?? true),
    );
    return [
      ...(contains(task.window, day) ? [] : ['window']),
      ...(day < plan.from ? ['past'] : []),
      ...(off && holiday ? ['holiday'] : []),
      ...(off && !holiday && !task.weekend ? ['weekend'] : []),
      ...(stopped ? ['blackout'] : []),
      ...(task.market === 'require' && !onMarket(day) ? ['market-require'] : []),
      ...(task.market === 'avoid' && onMarket(day) ? ['market-avoid'] : []),
    ];
  };
  const halves = (task: Task): Slot['half'][] => (task.hours >= 8 ? ['day'] : ['am', 'pm']);
  const startOf = ({ date, half }: Slot): string => `${date}T${town.hours[half].start}`;

  /** What a task costs by standing in a slot, term by term. */
  const costAt = (task: Task, slot: Slot) => {
    const old = released.get(task.id);
    return {
      distance: Math.abs(daysBetween(task.keyDay, slot.date)),
      weekend: endOfWeek(slot.date) ? 3 : 0,
      market: task.market === 'prefer' && !onMarket(slot.date) ? 5 : 0,
      moved: old && startOf(old) !== startOf(slot) ? 20 + Math.abs(daysBetween(old.date, slot.date)) : 0,
    };
  };
  const sumAt = (task: Task, slot: Slot): number =>
    Object.values(costAt(task, slot)).reduce((sum, term) => sum + term, 0);

  const placed = plan.tasks.filter((task): task is Placed => task.slot !== null);
  return {
    violations: [
      ...placed.flatMap((task) => slotFaults(task)),
      ...crowded(placed, town, fixed),
      ...[...fixed].flatMap(([id, slot]) => {
        const task = plan.tasks.find((candidate) => candidate.id === id);
        return !task || (task.slot && startOf(task.slot) === startOf(slot)) ? [] : [`${id}: fixed`];
      }),
      ...unwarned(plan, placed, (day) => workday(day).answer === 'not-announced'),
      ...limitFaults(plan, town),
    ],
    cost: cost(),
    get lowerBound() {
      return lowerBound();
    },
  };

  function slotFaults(task: Placed): string[] {
    if (fixed.has(task.id)) return [];
    const faults = refusals(task, task.slot.date);
    if (!halves(task).includes(task.slot.half)) faults.push('half');
    return faults.map((fault) => `${task.id} on ${task.slot.date}: ${fault}`);
  }

  function cost(): PlanResult['cost'] {
    const terms = { unplaced: shortageCost(plan.tasks.filter(({ slot }) => slot === null)) };
    const sums = { distance: 0, weekend: 0, market: 0, load: 0, moved: 0 };
    for (const task of placed) {
      const at = costAt(task, task.slot);
      for (const term of ['distance', 'weekend', 'market', 'moved'] as const) sums[term] += at[term];
    }
    const weeks = grouped(
      placed.filter(({ light }) => !light).map((task) => [mondayOf(task.slot.date), task]),
    );
    for (const tasks of weeks.values())
      sums.load += 2 * Math.max(0, tasks.length - town.limits.comfortablePerWeek);
    const all = { ...terms, ...sums };
    return { total: Object.values(all).reduce((sum, term) => sum + term, 0), ...all };
  }

  function lowerBound(): number {
    const cheapest = plan.tasks.map((task) => {
      const stays = fixed.get(task.id);
      if (stays) return { task, cost: sumAt(task, stays) };
      const { start, end } = task.window;
      const costs = eachDay({ start: start < plan.from ? plan.from : start, end })
        .filter((date) => refusals(task, date).length === 0)
        .flatMap((date) => halves(task).map((half) => sumAt(task, { date, half })));
      return { task, cost: Math.min(...costs) };
    });
    const hopeless = cheapest.filter((item) => item.cost === Infinity).map(({ task }) => task);
    return cheapest
      .filter((item) => item.cost !== Infinity)
      .reduce((sum, item) => sum + Math.min(item.cost, 10_000), shortageCost(hopeless));
  }
}

const mondayOf = (day: Day): Day => addDays(day, 1 - weekdayOf(day));

function grouped<T>(entries: readonly (readonly [string, T])[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const [key, item] of entries) groups.set(key, [...(groups.get(key) ?? []), item]);
  return groups;
}

/** The n-th of a village without a slot costs 10 000 + 2 000 (n − 1); town-wide tasks are one village more. */
function shortageCost(tasks: readonly Task[]): number {
  const villages = grouped(tasks.map((task) => [task.village ?? '', task]));
  return [...villages.values()].reduce((sum, { length: n }) => sum + 10_000 * n + 1_000 * n * (n - 1), 0);
}

/** Villages, lawyers and departments of whom more is asked than there is; what is fixed is nobody's fault. */
function crowded(
  placed: readonly Placed[],
  town: Calendars['town'],
  fixed: ReadonlyMap<string, Slot>,
): string[] {
  const halfDays = ({ slot }: Placed): string[] =>
    slot.half === 'day' ? [`${slot.date} am`, `${slot.date} pm`] : [`${slot.date} ${slot.half}`];
  const visits = placed.flatMap((task) =>
    task.village === null || task.light ? [] : [[task.village, task] as const],
  );
  const lawyers = placed.flatMap((task) => (task.lawyer === null ? [] : [[task.lawyer, task] as const]));
  const teams = placed.flatMap((task) => {
    const wanted = [task.lead, ...(task.village === null ? task.partners : [])];
    return task.light ? [] : [...new Set(wanted)].flatMap((id) => (id === null ? [] : [[id, task] as const]));
  });
  const over = (
    name: string,
    claims: readonly (readonly [string, Placed])[],
    times: (task: Placed) => string[],
    capacity: (id: string) => number,
  ): string[] =>
    [...grouped(claims.flatMap(([id, task]) => times(task).map((time) => [`${id} ${time}`, { id, task }])))]
      .filter(
        ([, group]) =>
          group.length > capacity(group[0]?.id ?? '') && group.some(({ task }) => !fixed.has(task.id)),
      )
      .map(([key, group]) => `${key}: ${name} (${group.map(({ task }) => task.id).join(', ')})`);
  return [
    ...over(
      'village-day',
      visits,
      ({ slot }) => [slot.date],
      () => 1,
    ),
    ...over(
      'village-week',
      visits,
      ({ slot }) => [mondayOf(slot.date)],
      () => town.limits.villagePerWeek,
    ),
    ...over('lawyer', lawyers, halfDays, () => 1),
    ...over('team', teams, halfDays, (id) => town.departments.find((d) => d.id === id)?.teams ?? 0),
  ];
}

/** Days whose notice is not out, used without a warning that names the day or the task. */
const unwarned = (plan: PlanResult, placed: readonly Placed[], open: (day: Day) => boolean): string[] =>
  placed
    .filter(({ id, slot }) => {
      const names = (text: string): boolean => text.includes(slot.date) || text.includes(id);
      return open(slot.date) && !plan.warnings.some(({ message, where }) => names(message) || names(where));
    })
    .map(({ id, slot }) => `${id} on ${slot.date}: not-announced without a warning`);

/** The limits a plan prints are those of its town. */
function limitFaults({ limits }: PlanResult, town: Calendars['town']): string[] {
  const teams = town.departments.every((department) => limits.teams[department.id] === department.teams);
  const { villagePerWeek, comfortablePerWeek } = town.limits;
  return teams && limits.villagePerWeek === villagePerWeek && limits.comfortablePerWeek === comfortablePerWeek
    ? []
    : ['limits'];
}
