import { calendarsIn } from '../activities/index.js';
import { readFacts } from '../store/index.js';
import { loadCalendars } from '../town/index.js';
import { SHEET_SIZES, sheetOf, sheetView } from '../web/index.js';
import { readArgs, yearFrom } from './args.js';
import { UsageError, type Command } from './command.js';
import { saveAs } from './saveAs.js';
import { addressOf } from './storePlace.js';

const USAGE =
  'pufa export sheet 文件.pdf --year 2027 [--month 6] [--village huohu] [--size a4|a3] [--town gangmen]';

const OPTIONS = {
  year: { type: 'string' },
  month: { type: 'string' },
  village: { type: 'string' },
  size: { type: 'string' },
  town: { type: 'string' },
} as const;

/** @throws UsageError when it is no month; null when left out */
function monthFrom(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^([1-9]|1[0-2])$/.test(text)) return Number(text);
  throw new UsageError(`--month ${text}: 月份要写 1 到 12\n用法：${USAGE}`);
}

/** `pufa export sheet FILE.pdf --year Y`: the calendar for the wall, of a year or a month. */
export const exportSheet: Command = async (args, { env, print }) => {
  const { values, positionals } = readArgs(args, OPTIONS, USAGE, 2);
  const file = positionals[1];
  if (file === undefined) throw new UsageError(`用法：${USAGE}`);
  const year = yearFrom(values.year, USAGE);
  const month = monthFrom(values.month);
  const size = SHEET_SIZES.find((known) => known === (values.size ?? 'a4'));
  if (!size) throw new UsageError(`--size ${values.size ?? ''}: 只能是 ${SHEET_SIZES.join('、')}`);
  const written = loadCalendars(env.CALENDARS_DIR, values.town ?? env.TOWN);
  const { town } = written;
  const village = values.village ?? null;
  if (village !== null && !town.villages.some(({ id }) => id === village))
    throw new UsageError(
      `--village ${village}: 没有这个村，可用：${town.villages.map(({ id }) => id).join('、')}`,
    );
  const view = await readFacts(addressOf(env), async (facts) =>
    sheetView(await calendarsIn(facts, written), await facts.find('activities', { town: town.id }), {
      year,
      village,
    }),
  );
  saveAs(file, await sheetOf(view, { month, size }), { print });
  return 0;
};
