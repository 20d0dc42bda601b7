import type { Content, ReadFile } from './content.js';
import { readCsv } from './csv.js';
import { readEvents } from './events.js';
import { FILE_LIMIT, ROW_LIMIT } from './limits.js';
import { UnreadableError } from './unreadableError.js';
import { readWorkbook } from './workbook.js';

const ZIP = Buffer.from('PK');
/** The container of .xls, and of an .xlsx under a password. */
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex');

const OLD = '旧格式的 .xls（或加了密码的文件）不能导入：请在 Excel 或 WPS 里打开，另存为不加密的 .xlsx 再传';
const UNKNOWN = '看不出是什么文件：请传 .xlsx、.csv 或 .ics 文件';

const startsWith = (bytes: Buffer, start: Buffer): boolean => bytes.subarray(0, start.length).equals(start);

/** Text of UTF-8, of UTF-16 with its mark, or of GB18030, which Excel in Chinese writes. */
function decoded(bytes: Buffer): string {
  const encodings =
    bytes[0] === 0xff && bytes[1] === 0xfe ? (['utf-16le'] as const) : (['utf-8', 'gb18030'] as const);
  for (const encoding of encodings) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (!text.includes('\0')) return text;
    } catch {
      // Not in this one; the next may be it.
    }
  }
  throw new UnreadableError(UNKNOWN);
}

async function contentOf(bytes: Buffer): Promise<Content> {
  if (startsWith(bytes, COMPOUND)) throw new UnreadableError(OLD);
  if (startsWith(bytes, ZIP)) return { kind: 'sheets', sheets: await readWorkbook(bytes) };
  const text = decoded(bytes);
  return /^\s*BEGIN:VCALENDAR/i.test(text)
    ? { kind: 'events', events: readEvents(text) }
    : { kind: 'sheets', sheets: readCsv(text) };
}

/** Reads a file for what its bytes are, whatever its name says. Blocks for as long as that takes. @throws UnreadableError */
export const readFile: ReadFile = async (given) => {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  if (bytes.length === 0) throw new UnreadableError('文件是空的，请选对文件');
  if (bytes.length > FILE_LIMIT)
    throw new UnreadableError(`文件超过 ${FILE_LIMIT / 1024 / 1024} MB，请分成几个`);
  const content = await contentOf(bytes);
  const count =
    content.kind === 'events'
      ? content.events.length
      : content.sheets.reduce((sum, { rows }) => sum + rows.length, 0);
  if (count > ROW_LIMIT)
    throw new UnreadableError(`文件里有 ${count} 行，一次最多 ${ROW_LIMIT} 行，请分成几个`);
  return content;
};
