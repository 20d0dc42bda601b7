import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { dayRangeSchema, daySchema, occurrencesOf } from '../calendar/index.js';
import {
  circumstancesOf,
  countyId,
  plan as solvePlan,
  planTowns,
  solveInWorker,
  tasksOf,
  type Blackout,
  type PlanOptions,
  type Slot,
  type TownPlanning,
} from '../planner/index.js';
import { check, loadCalendars, loadTowns } from '../town/index.js';
import { dayFrom, readArgs, yearFrom } from './args.js';
import { UsageError, type Command } from './command.js';
import { planText, progressText } from './planText.js';

const USAGE =
  'pufa plan --town calendars/towns/gangmen.yaml [更多镇的文件…] --year 2027 [--from 日期] [--blackout 起..止] [--released 计划.json] [--json] [--seconds N]';

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

/** Time that is not the search's: giving the reasons and printing, in seconds, and for each task. */
const CLOSING_SECONDS = 0.05;
const CLOSING_SECONDS_A_TASK = 0.0001;

/**
 * `pufa plan`: plans a year of a town, or of several that share lawyers, without a store, and so by the dates in the
 * files alone; changes no file.
 */
export const plan: Command = async (args, { env, print, clock, status }) => {
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
  const given = [...(values.town ?? []), ...positionals];
  const year = yearFrom(values.year, USAGE);
  const from = values.from === undefined ? `${year}-01-01` : dayFrom(values.from, '--from', USAGE);
  const limit = secondsFrom(values.seconds);
  const blackouts = (values.blackout ?? []).map(blackoutFrom);
  const released = values.released === undefined ? new Map<string, Slot>() : releasedFrom(values.released);
  const { CALENDARS_DIR: dir, TOWN } = env;
  const towns = given.length > 0 ? loadTowns(dir, given) : [loadCalendars(dir, TOWN)];
  const single = towns.length === 1;
  const plannings = towns.map((calendars): TownPlanning => {
    const { town, keyDates } = calendars;
    const occurrences = occurrencesOf(keyDates, year);
    const tasks = tasksOf(town, occurrences, year, from);
    const own = tasks.flatMap(({ id }) => {
      const slot = released.get(single ? id : countyId(town.id, id));
      return slot ? [[id, slot] as const] : [];
    });
    const occasion = { from, blackouts, released: new Map(own) };
    return { tasks, circumstances: circumstancesOf(calendars, occurrences, occasion) };
  });
  // The time runs from the program's start; what the closing takes comes off the search.
  const tasks = plannings.reduce((sum, planning) => sum + planning.tasks.length, 0);
  const closing = CLOSING_SECONDS + CLOSING_SECONDS_A_TASK * tasks;
  const options: PlanOptions = {
    solve: solveInWorker,
    seconds: limit - closing - clock() / 1000,
    clock,
    ...(status
      ? {
          onProgress: (progress) => {
            status(progressText(progress, limit));
          },
        }
      : {}),
  };
  const [first] = plannings;
  const result =
    single && first
      ? await solvePlan(first.tasks, year, first.circumstances, options)
      : await planTowns(plannings, year, options);
  status?.('');
  if (values.json) print(JSON.stringify(result, null, 2));
  else
    for (const line of planText(
      result,
      towns.map(({ town }) => town),
    ))
      print(line);
  return 0;
};
