import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { PART_LIMIT, UNPACKED_LIMIT } from './limits.js';
import { UnreadableError } from './unreadableError.js';

const BROKEN = '文件打不开，可能没有传完整或已损坏：请在 Excel 或 WPS 里打开，另存为 .xlsx 再传';
const TOO_LARGE = `文件展开后超过 ${UNPACKED_LIMIT / 1024 / 1024} MB，请只留下要导入的表，另存为 .xlsx 再传`;
const MACROS = '文件里有宏（.xlsm），不能导入：请另存为“Excel 工作簿（.xlsx）”再传';
const DECLARES = '文件里有 XML 实体声明，不能导入：请在 Excel 或 WPS 里另存为 .xlsx 再传';

/** The bytes of a part, never more than `most`; what it says of its own size is not believed. */
async function unpack(zip: ZipFile, entry: Entry, most: number): Promise<Buffer> {
  const stream = await zip.openReadStreamPromise(entry);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) throw new UnreadableError(TOO_LARGE);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

/** A declaration in XML, in the two encodings a workbook may have; a cell's own text has `&lt;` there. */
const DECLARATIONS = (['utf8', 'utf16le'] as const).map((encoding) => Buffer.from('<!DOCTYPE', encoding));

/** What is wrong with a part of a workbook; null when nothing is. */
function faultOf(name: string, content: Buffer): string | null {
  if (/vbaProject\.bin$/i.test(name)) return MACROS;
  if (name === '[Content_Types].xml' && content.includes('macroEnabled')) return MACROS;
  if (/\.(xml|rels)$/i.test(name) && DECLARATIONS.some((text) => content.includes(text))) return DECLARES;
  return null;
}

async function checkParts(zip: ZipFile): Promise<void> {
  if (zip.entryCount > PART_LIMIT) throw new UnreadableError(TOO_LARGE);
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  const names = new Set(entries.map(({ fileName }) => fileName));
  // One part twice is read by one program as the first, by another as the last.
  if (names.size < entries.length) throw new UnreadableError(BROKEN);
  // Whoever says it is too large is believed.
  const declared = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  if (declared > UNPACKED_LIMIT) throw new UnreadableError(TOO_LARGE);
  let left = UNPACKED_LIMIT;
  for (const entry of entries) {
    const content = await unpack(zip, entry, left);
    left -= content.length;
    const fault = faultOf(entry.fileName, content);
    if (fault !== null) throw new UnreadableError(fault);
  }
  if (!names.has('xl/workbook.xml'))
    throw new UnreadableError('这个压缩包不是 Excel 工作簿：请传 .xlsx、.csv 或 .ics 文件');
}

/**
 * Holds a packed workbook against the limits by unpacking it once, part by part, before any parser that would take it
 * in whole.
 *
 * @throws UnreadableError for a file that is too large unpacked, broken, no workbook, or one with macros or XML
 * declarations
 */
export async function checkWorkbook(bytes: Buffer): Promise<void> {
  try {
    await checkParts(await fromBufferPromise(bytes, { lazyEntries: true, autoClose: false }));
  } catch (error) {
    if (error instanceof UnreadableError) throw error;
    throw new UnreadableError(BROKEN);
  }
}
