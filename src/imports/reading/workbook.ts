import type { Cell as ExcelCell, Row, Worksheet, XlsxReadOptions } from 'exceljs';
import { DateTime } from 'luxon';
import type { Cell, Sheet, SheetRow } from './content.js';
import { SEEN_COLUMNS, SEEN_ROWS } from './limits.js';
import { UnreadableError } from './unreadableError.js';
import { checkWorkbook } from './zip.js';

/** What is not read: it says nothing of a list of people, and a drop-down over whole columns would fill the memory. */
const IGNORED = ['dataValidations', 'conditionalFormatting', 'drawing', 'picture', 'tableParts', 'extLst'];

/** The bounds are exceljs's own, though its types do not know them. */
const OPTIONS: Partial<XlsxReadOptions> & { readonly maxRows: number; readonly maxCols: number } = {
  maxRows: SEEN_ROWS,
  maxCols: SEEN_COLUMNS,
  ignoreNodes: IGNORED,
};

/** Excel counts days from here; a time of day alone is on it, or the day before. */
const FIRST_YEAR = 1900;

/** A date cell's wall clock: exceljs gives it as if it were UTC, some milliseconds off. */
function momentOf(date: Date): Cell['text'] | null {
  const moment = DateTime.fromJSDate(date, { zone: 'utc' }).plus({ seconds: 30 }).startOf('minute');
  if (!moment.isValid) return null;
  const [day, time] = [moment.toFormat('yyyy-MM-dd'), moment.toFormat('HH:mm')];
  if (moment.year <= FIRST_YEAR) return `T${time}`;
  return time === '00:00' ? day : `${day}T${time}`;
}

type Taken = Omit<Cell, 'column'>;

const text = (value: string): Taken => ({ kind: 'text', text: value });

/** A value as it is to be taken; null for an empty one. */
function taken(value: ExcelCell['value']): Taken | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') return { kind: 'number', text: String(value) };
  if (typeof value === 'boolean') return text(value ? '是' : '否');
  if (value instanceof Date) {
    const moment = momentOf(value);
    return moment === null ? { kind: 'bad', text: '不是有效的日期' } : { kind: 'moment', text: moment };
  }
  if ('richText' in value) return text(value.richText.map((part) => part.text).join(''));
  if ('error' in value) return { kind: 'bad', text: `单元格是错误值 ${value.error}，请改对` };
  // A link's text may itself be in several styles.
  if ('hyperlink' in value) return taken(value.text);
  const { result } = value;
  if (result === undefined)
    return { kind: 'bad', text: '公式没有算出的结果：请复制后“选择性粘贴为数值”，再保存' };
  return taken(result);
}

function cellsOf(row: Row): Cell[] {
  const cells: Cell[] = [];
  row.eachCell((cell, column) => {
    const { master } = cell;
    // One cell merged over several rows says the same of each; merged over columns it is said once.
    if (cell.isMerged && master !== cell && Number(master.col) !== column) return;
    const value = taken(master.value);
    if (value !== null && value.text.trim() !== '') cells.push({ column, ...value });
  });
  return cells;
}

function sheetOf(worksheet: Worksheet): Sheet {
  const rows: SheetRow[] = [];
  worksheet.eachRow((row, number) => {
    const cells = cellsOf(row);
    if (cells.length > 0) rows.push({ number, hidden: row.hidden, cells });
  });
  return { name: worksheet.name, hidden: worksheet.state !== 'visible', rows };
}

const UNREADABLE = '文件读不出来：请在 Excel 或 WPS 里打开，另存为 .xlsx 再传';

/** What stands in an .xlsx file. @throws UnreadableError */
export async function readWorkbook(bytes: Buffer): Promise<Sheet[]> {
  await checkWorkbook(bytes);
  // Only when a workbook comes: it is slow to load.
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  try {
    await workbook.xlsx.load(bytes as unknown as ArrayBuffer, OPTIONS);
  } catch (error) {
    if (!(error instanceof Error) || !/^Max (row|column) count/.test(error.message))
      throw new UnreadableError(UNREADABLE);
    throw new UnreadableError(
      `有一张表超过 ${SEEN_ROWS} 行或 ${SEEN_COLUMNS} 列（空行也算）：请删去用不到的行和列，或分成几个文件`,
    );
  }
  return workbook.worksheets.map(sheetOf);
}
