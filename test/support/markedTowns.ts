import { readFileSync } from 'node:fs';
import { unzipSync, strFromU8 } from 'fflate';
import { parse } from 'yaml';
import { calendarsOf, oneCampaign } from './installation.js';
import { pdfText } from './pdfText.js';

/** Two towns of one host and, in each name of each, a mark that stands nowhere else. */
export const MARKS = { atown: 'ZQA7', btown: 'ZQB9' } as const;
export type MarkedId = keyof typeof MARKS;
export const MARKED: readonly MarkedId[] = ['atown', 'btown'];

export const otherOf = (id: MarkedId): MarkedId => (id === 'atown' ? 'btown' : 'atown');

/** Everything that people read in a town's file, with its mark. */
function marked(value: unknown, mark: string, key = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => marked(item, mark, key));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, marked(item, mark, name)]));
  return typeof value === 'string' && ['name', 'short', 'source'].includes(key) ? value + mark : value;
}

/** The data folder of both. Their ids, of villages, units and lawyers too, are the same. */
export function markedCalendars(): string {
  const real = {
    ...(parse(readFileSync('calendars/towns/gangmen.yaml', 'utf8')) as object),
    ...oneCampaign(),
  };
  return calendarsOf(MARKED.map((id) => ({ ...(marked(real, MARKS[id]) as object), id })));
}

/** All that somebody could read in an answer: its headers, and its body unpacked. */
export async function readable(response: Response): Promise<string> {
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
  const bytes = Buffer.from(await response.arrayBuffer());
  const type = response.headers.get('content-type') ?? '';
  if (type.includes('pdf')) return `${headers}\n${pdfText(bytes).join('\n')}`;
  // xlsx and docx are zips of XML.
  if (bytes.subarray(0, 4).toString('latin1') === 'PK\x03\x04')
    return [headers, ...Object.entries(unzipSync(bytes)).map(([name, part]) => name + strFromU8(part))].join(
      '\n',
    );
  return `${headers}\n${bytes.toString('utf8')}`;
}
