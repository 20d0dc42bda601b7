import { calendarsIn } from '../activities/index.js';
import {
  ledgerWorkbook,
  planWorkbook,
  readLedger,
  reportDocument,
  reportPhotos,
  type Period,
  type ReportFacts,
} from '../ledger/index.js';
import { readPhoto, readPhotos } from '../photos/index.js';
import type { Shell } from '../shell.js';
import { readFacts } from '../store/index.js';
import { dayIn, loadCalendars } from '../town/index.js';
import { readArgs, yearFrom } from './args.js';
import { UsageError, type Command } from './command.js';
import { saveAs } from './saveAs.js';
import { addressOf, photosOf } from './storePlace.js';

const USAGE = 'pufa export ledger|plan|report [文件] --year 2026 [--quarter 3] [--town gangmen]';

interface Product {
  readonly name: string;
  readonly make: (facts: ReportFacts, period: Period, shell: Shell) => Promise<Uint8Array>;
}

const PRODUCTS: Readonly<Record<string, Product>> = {
  ledger: { name: '普法台账.xlsx', make: (facts, period, { now }) => ledgerWorkbook(facts, period, now()) },
  plan: { name: '普法计划.xlsx', make: (facts, { year }, { now }) => planWorkbook(facts, year, now()) },
  report: {
    name: '普法工作情况.docx',
    make: async (facts, period, { env }) => {
      const read = (id: string) => readPhoto(photosOf(env), id);
      return reportDocument(facts, period, await readPhotos(reportPhotos(facts, period), read));
    },
  },
};

function quarterFrom(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^[1-4]$/.test(text)) return Number(text);
  throw new UsageError(`--quarter ${text}: 要写 1 到 4\n用法：${USAGE}`);
}

/** `pufa export ledger|plan|report [FILE] --year Y [--quarter Q]`: the ledger and plan as xlsx, the report as docx. */
export const exportLedger: Command = async (args, shell) => {
  const { env, now } = shell;
  const options = {
    year: { type: 'string' },
    quarter: { type: 'string' },
    town: { type: 'string' },
  } as const;
  const { values, positionals } = readArgs(args, options, USAGE, 2);
  const [what = '', given] = positionals;
  const product = Object.hasOwn(PRODUCTS, what) ? PRODUCTS[what] : undefined;
  if (!product) throw new UsageError(`用法：${USAGE}`);
  const year = yearFrom(values.year, USAGE);
  const quarter = quarterFrom(values.quarter);
  const written = loadCalendars(env.CALENDARS_DIR, values.town ?? env.TOWN);
  const { town } = written;
  const today = dayIn(now(), town.zone);
  const facts = await readFacts(addressOf(env), async (transaction) =>
    readLedger(transaction, await calendarsIn(transaction, written), year, today),
  );
  const file = given ?? `${town.name}${year}年${quarter === null ? '' : `第${quarter}季度`}${product.name}`;
  saveAs(file, await product.make(facts, { year, quarter }, shell), shell);
  return 0;
};
