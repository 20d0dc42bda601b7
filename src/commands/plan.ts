import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { dayRangeSchema, daySchema, occurrencesOf } from '../calendar/index.js';
import {
  circumstancesOf,
  plan as solvePlan,
  solveInWorker,
  tasksOf,
  type Blackout,
  type PlanResult,
  type Slot,
} from '../planner/index.js';
import { check, loadTown, type Calendars } from '../town/index.js';
import { dayFrom, readArgs, yearFrom } from './args.js';
import { UsageError, type Command } from './command.js';

const USAGE =
  'pufa plan --town calendars/towns/gangmen.yaml --year 2027 [--from 日期] [--blackout 起..止] [--released 计划.json] [--json] [--seconds N]';

const DEFAULT_SECONDS = 60;

const releasedSchema = z.object({
  tasks: z.array(
    z.object({
      id: z.string(),
      slot: z.object({ date: daySchema, half: z.enum(['am', 'pm', 'day']) }).nullable(),
    }),
  ),
});

/** The slots of a former plan's JSON. */
function releasedFrom(file: string): Map<string, Slot> {
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(
      `--released ${file}: 读不了或不是 JSON（${error instanceof Error ? error.message : ''}）`,
    );
  }
  const checked = check(releasedSchema, data);
  if (!checked.ok)
    throw new UsageError(checked.faults.map(({ path, message }) => `${file} ${path}: ${message}`).join('\n'));
  return new Map(checked.value.tasks.flatMap(({ id, slot }) => (slot ? [[id, slot] as const] : [])));
}

function blackoutFrom(text: string): Blackout {
  const checked = check(dayRangeSchema, text);
  if (checked.ok) return { ...checked.value, villages: null, reason: '停办时段' };
  throw new UsageError(`--blackout ${text}: ${checked.faults[0]?.message ?? ''}`);
}

function secondsFrom(text: string | undefined): number {
  const seconds = Number(text ?? DEFAULT_SECONDS);
  if (seconds > 0 && seconds <= 86_400) return seconds;
  throw new UsageError(`--seconds ${text ?? ''}: 要写大于 0 的秒数`);
}

/** What a person reads of a plan. */
function* report(
  { cost, bound, gap, seconds, tasks, warnings }: PlanResult,
  { town }: Calendars,
): Generator<string> {
  const placed = tasks.flatMap((task) => (task.slot ? [{ ...task, slot: task.slot }] : []));
  placed.sort((a, b) => (`${a.slot.date} ${a.id}` < `${b.slot.date} ${b.id}` ? -1 : 1));
  const villageName = (id: string | null): string =>
    town.villages.find((village) => village.id === id)?.name ?? '全镇';
  const formName = (id: string): string => town.forms.find((form) => form.id === id)?.name ?? id;
  const half = { am: '上午', pm: '下午', day: '全天' };
  for (const { slot, village, form, keyDate, duty, reasons } of placed)
    yield `${slot.date} ${half[slot.half]}  ${villageName(village)}  ${keyDate ?? duty ?? ''}  ${formName(form)}  ${reasons.join('；')}`;
  for (const { id, slot, reasons } of tasks) if (!slot) yield `没有排上  ${id}  ${reasons.join('；')}`;
  for (const { message } of warnings) yield `提示：${message}`;
  yield `共 ${tasks.length} 项，排上 ${placed.length} 项；代价 ${cost.total}（${Object.entries(cost)
    .filter(([name]) => name !== 'total')
    .map(([name, value]) => `${name} ${value}`)
    .join(
      '，',
    )}），下限 ${bound}，${gap === 0 ? '已证明最优' : `至多还差 ${(gap * 100).toFixed(2)}%`}；用时 ${seconds} 秒`;
}

/** `pufa plan`: plans a town's year without a store; changes no file. */
export const plan: Command = async (args, { env, print, clock }) => {
  const { values, positionals } = readArgs(
    args,
    {
      town: { type: 'string', multiple: true },
      year: { type: 'string' },
      from: { type: 'string' },
      blackout: { type: 'string', multiple: true },
      released: { type: 'string' },
      seconds: { type: 'string' },
      json: { type: 'boolean' },
    },
    USAGE,
    Infinity,
  );
  // The words after --town FILE are further files.
  const [townFile = `${env.CALENDARS_DIR}/towns/${env.TOWN}.yaml`, ...others] = [
    ...(values.town ?? []),
    ...positionals,
  ];
  if (others.length > 0)
    throw new UsageError(`这一版一次只排一个镇，请去掉：${others.join(' ')}\n用法：${USAGE}`);
  const year = yearFrom(values.year, USAGE);
  const from = values.from === undefined ? `${year}-01-01` : dayFrom(values.from, '--from', USAGE);
  const calendars = loadTown(env.CALENDARS_DIR, townFile);
  const occurrences = occurrencesOf(calendars.keyDates, year);
  const circumstances = circumstancesOf(calendars, occurrences, {
    from,
    blackouts: (values.blackout ?? []).map(blackoutFrom),
    ...(values.released === undefined ? {} : { released: releasedFrom(values.released) }),
  });
  const result = await solvePlan(tasksOf(calendars.town, occurrences, year, from), year, circumstances, {
    solve: solveInWorker,
    seconds: secondsFrom(values.seconds),
    clock,
  });
  if (values.json) print(JSON.stringify(result, null, 2));
  else for (const line of report(result, calendars)) print(line);
  return 0;
};
