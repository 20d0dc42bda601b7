import { daysBetween, eachDay, type Day } from '../../calendar/index.js';
import type { Circumstances } from '../circumstances.js';
import { halvesOf, type Slot, type Task } from '../task.js';
import { refusalOf } from './filters.js';
import { fullLimits } from './limits.js';

const HALF_NAMES = { am: '上午', pm: '下午', day: '全天' } as const;

/** “离12·4还有1天”, “12·4当天”, “12·4过后2天”; `name` is what the key day is called. */
export function distanceReason(keyDay: Day, date: Day, name: string): string {
  const days = daysBetween(date, keyDay);
  if (days === 0) return `${name}当天`;
  return days > 0 ? `离${name}还有${days}天` : `${name}过后${-days}天`;
}

/** What a task's key day is called; a duty's is the middle of its month or quarter. */
const keyDayNameOf = (task: Task, { keyDayNames }: Circumstances): string =>
  (task.keyDate === null ? undefined : keyDayNames.get(task.keyDate)) ?? '本期正中';

/** Why a task stands where it stands: what each rule found there. */
export function placementReasons(task: Task, slot: Slot, c: Circumstances): string[] {
  const { town, workday, isMarketDay } = c;
  const day = workday(slot.date);
  const half = HALF_NAMES[slot.half];
  const lawyer = town.lawyers.find(({ id }) => id === task.lawyer);
  const lead = task.light ? undefined : town.departments.find(({ id }) => id === task.lead);
  return [
    distanceReason(task.keyDay, slot.date, keyDayNameOf(task, c)),
    ...(task.market !== 'any' ? [isMarketDay(slot.date) ? '圩日' : '不是圩日'] : []),
    ...(day.answer === 'not-announced' ? ['调休安排待国务院通知'] : []),
    ...(lawyer ? [`律师当日${half}有空`] : []),
    ...(lead ? [`${lead.name}${half}派得出人`] : []),
    ...(c.fixed.has(task.id) ? ['已定，不再移动'] : []),
  ];
}

/** Why a task stands nowhere: how many of its window's slots each rule refused. */
export function unplacedReasons(task: Task, c: Circumstances, used: ReadonlyMap<string, number>): string[] {
  const counts = new Map<string, number>();
  const halves = halvesOf(task);
  for (const date of eachDay(task.window)) {
    const refusal = refusalOf(task, date, c);
    for (const half of halves) {
      const [full] = refusal ? [] : fullLimits(task, { date, half }, c.town, used);
      const reason = refusal?.reason ?? full?.reason ?? '让给了更缺的任务';
      counts.set(reason, (counts.get(reason) ?? 0) + 1);
    }
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([reason, slots]) => `${slots} 个时段：${reason}`);
}
