import { FIRST_YEAR, isMarketDay, LAST_YEAR, lunarOf, workdaysFrom, yearOf } from '../calendar/index.js';
import { loadCalendars } from '../town/index.js';
import { dayFrom, readArgs } from './args.js';
import { UsageError, type Command } from './command.js';

const USAGE = 'pufa day 2026-12-04 [--json]';

const ANSWERS = { off: '休息', work: '上班', 'not-announced': '待通知' } as const;

/** `pufa day DATE [--json]`: workday, market day and lunar date of one day. */
export const day: Command = (args, { env, print }) => {
  const { values, positionals } = readArgs(args, { json: { type: 'boolean' } }, USAGE, 1);
  const date = dayFrom(positionals[0], '日期', USAGE);
  if (yearOf(date) < FIRST_YEAR || yearOf(date) > LAST_YEAR)
    throw new UsageError(`${date}: 只算 ${FIRST_YEAR} 到 ${LAST_YEAR} 年`);
  const { town, holidays } = loadCalendars(env.CALENDARS_DIR, env.TOWN);
  const { answer, because } = workdaysFrom(holidays)(date);
  const market = town.market !== undefined && isMarketDay(town.market, date);
  const lunar = lunarOf(date).text;
  if (values.json) print(JSON.stringify({ date, workday: answer, market, lunar, because }, null, 2));
  else print(`${date}  农历${lunar}  ${ANSWERS[answer]}（${because}）${market ? `  ${town.name}圩日` : ''}`);
  return Promise.resolve(0);
};
