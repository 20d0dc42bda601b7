import { daysBetween, eachDay, type Day } from '../../calendar/index.js';
import type { Circumstances } from '../circumstances.js';
import { countUp } from '../counts.js';
import { halvesOf, sameSlot, type Slot, type Task } from '../task.js';
import { HALF_NAMES, nameOf, slotWords } from '../words.js';
import { distanceCost, movedCost, weekendCost, type SlotCost } from './costs.js';
import { marketFilter, refusalOf, workdayFilter, type Filter } from './filters.js';
import { fullLimits, lawyerLimit, subjectOf, teamLimit, type Limit } from './limits.js';

/** What to say of a slot a task stands in, from what one rule finds there. */
interface Saying {
  readonly rule: SlotCost | Filter | Limit;
  says(task: Task, slot: Slot, c: Circumstances): readonly string[];
}

/** “离12·4还有1天”, “12·4当天”, “12·4过后2天”; `name` is what the key day is called. */
export function distanceReason(keyDay: Day, date: Day, name: string): string {
  const days = daysBetween(date, keyDay);
  if (days === 0) return `${name}当天`;
  return days > 0 ? `离${name}还有${days}天` : `${name}过后${-days}天`;
}

/** What a task's key day is called; a duty's is the middle of its month or quarter. */
const keyDayNameOf = (task: Task, { keyDayNames }: Circumstances): string =>
  (task.keyDate === null ? undefined : keyDayNames.get(task.keyDate)) ?? '本期正中';

/** Whom or what a limit is about in a slot: the lawyer, the departments. */
const subjectsIn = (limit: Limit, task: Task, slot: Slot, { town }: Circumstances): readonly string[] => [
  ...new Set(limit.uses(task, slot, town).map(({ key }) => subjectOf(key))),
];

/** In the order in which they are said. A rule that has nothing to say of a slot is silent. */
const SAYINGS: readonly Saying[] = [
  {
    rule: distanceCost,
    says: (task, { date }, c) => [distanceReason(task.keyDay, date, keyDayNameOf(task, c))],
  },
  {
    rule: marketFilter,
    says: (task, slot, c) => {
      if (task.market === 'any') return [];
      const onMarket = marketFilter.refuses({ ...task, market: 'avoid' }, slot.date, c) !== null;
      return [onMarket ? '圩日' : '不是圩日'];
    },
  },
  {
    rule: workdayFilter,
    says: (_task, { date }, { workday }) =>
      workday(date).answer === 'not-announced' ? ['调休安排待国务院通知'] : [],
  },
  { rule: weekendCost, says: (task, slot, c) => (weekendCost.of(task, slot, c) > 0 ? ['周末'] : []) },
  {
    rule: movedCost,
    says: (task, slot, c) => {
      const old = c.released.get(task.id);
      if (!old || sameSlot(old, slot)) return [];
      const refusal = refusalOf(task, old.date, c);
      return [`原定${slotWords(old)}，${refusal ? refusal.reason : '另有更合适的时段'}`];
    },
  },
  {
    rule: lawyerLimit,
    says: (task, slot, c) =>
      subjectsIn(lawyerLimit, task, slot, c).map(() => `律师当日${HALF_NAMES[slot.half]}有空`),
  },
  {
    rule: teamLimit,
    says: (task, slot, c) =>
      subjectsIn(teamLimit, task, slot, c).map(
        (id) => `${nameOf(c.town.departments, id)}${HALF_NAMES[slot.half]}派得出人`,
      ),
  },
];

/** Why a task stands where it stands: what each rule found there. */
export const placementReasons = (task: Task, slot: Slot, c: Circumstances): string[] =>
  c.fixed.has(task.id)
    ? [distanceReason(task.keyDay, slot.date, keyDayNameOf(task, c)), '已定，不再移动']
    : SAYINGS.flatMap((saying) => saying.says(task, slot, c));

/** Why a task stands nowhere: how many of its window's slots each rule refused. */
export function unplacedReasons(task: Task, c: Circumstances, used: ReadonlyMap<string, number>): string[] {
  const counts = new Map<string, number>();
  const halves = halvesOf(task);
  for (const date of eachDay(task.window)) {
    const refusal = refusalOf(task, date, c);
    for (const half of halves) {
      const [full] = refusal ? [] : fullLimits(task, { date, half }, c.town, used);
      const reason = refusal?.reason ?? full?.reason ?? '让给了更缺的任务';
      countUp(counts, reason);
    }
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([reason, slots]) => `${slots} 个时段：${reason}`);
}
