import type { PlanCost, PlannedTask, PlanResult, Progress } from '../planner/index.js';
import type { Town } from '../town/index.js';

const HALF_NAMES = { am: '上午', pm: '下午', day: '全天' } as const;

/** A plan as a person reads it: each placement with its reasons, what is not placed, what to look at, the cost. */
export function* planText(
  plan: Pick<PlanResult, 'cost' | 'bound' | 'gap' | 'seconds' | 'warnings'> & {
    readonly tasks: readonly (PlannedTask & { readonly town?: string })[];
  },
  towns: readonly Town[],
): Generator<string> {
  const { cost, bound, gap, seconds, tasks, warnings } = plan;
  const townOf = (id: string | undefined): Town | undefined =>
    id === undefined ? towns[0] : towns.find((town) => town.id === id);
  const placed = tasks.flatMap((task) => (task.slot ? [{ ...task, slot: task.slot }] : []));
  placed.sort((a, b) => (`${a.slot.date} ${a.id}` < `${b.slot.date} ${b.id}` ? -1 : 1));
  for (const { slot, town: id, village, form, keyDate, duty, reasons } of placed) {
    const town = townOf(id);
    const place = town?.villages.find((candidate) => candidate.id === village)?.name ?? '全镇';
    const formName = town?.forms.find((candidate) => candidate.id === form)?.name ?? form;
    const where = id === undefined ? place : `${town?.name ?? id}${place}`;
    yield `${slot.date} ${HALF_NAMES[slot.half]}  ${where}  ${keyDate ?? duty ?? ''}  ${formName}  ${reasons.join('；')}`;
  }
  for (const { id, slot, reasons } of tasks) if (!slot) yield `没有排上  ${id}  ${reasons.join('；')}`;
  for (const { message } of warnings) yield `提示：${message}`;
  yield `共 ${tasks.length} 项，排上 ${placed.length} 项；${costText(cost)}，下限 ${bound}，${gapText(gap)}；用时 ${seconds} 秒`;
}

const costText = ({ total, ...terms }: PlanCost): string =>
  `代价 ${total}（${Object.entries(terms)
    .map(([name, value]) => `${name} ${value}`)
    .join('，')}）`;

const gapText = (gap: number): string => (gap === 0 ? '已证明最优' : `至多还差 ${(gap * 100).toFixed(2)}%`);

const BAR_WIDTH = 20;

/** One line for who waits: how much of the time is gone, the best plan so far and the bound. */
export function progressText({ best, bound, seconds }: Progress, limit: number): string {
  const gone = Math.min(BAR_WIDTH, Math.round((seconds / limit) * BAR_WIDTH));
  const bar = `[${'#'.repeat(gone)}${'-'.repeat(BAR_WIDTH - gone)}]`;
  return `正在排 ${bar} ${Math.round(seconds)}/${limit} 秒  最好 ${best}  下限 ${bound}  ${gapText((best - bound) / Math.max(1, best))}`;
}
