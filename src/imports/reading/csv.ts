import { CsvError, parse } from 'csv-parse/sync';
import type { Sheet } from './content.js';
import { SEEN_COLUMNS, SEEN_ROWS } from './limits.js';
import { UnreadableError } from './unreadableError.js';

/** What Excel, WPS and others separate columns with; the header's most frequent one counts. */
const DELIMITERS = [',', '\t', ';'] as const;

/** The longest row, in characters. */
const LONGEST_ROW = 100_000;

function delimiterOf(text: string): string {
  const head = text.slice(0, 2000).split('\n', 5).join('\n');
  const count = (delimiter: string): number => head.split(delimiter).length;
  return DELIMITERS.reduce((best, next) => (count(next) > count(best) ? next : best));
}

const remedyOf = ({ code, lines }: { code: string; lines?: unknown }): string =>
  code === 'CSV_MAX_RECORD_SIZE'
    ? `第 ${String(lines)} 行太长：请检查引号是否成对`
    : `第 ${String(lines)} 行的引号不成对：请改对，或在 Excel 里另存为 .xlsx 再传`;

/** What stands in a file of comma-separated values (RFC 4180, or as Excel writes it). @throws UnreadableError */
export function readCsv(text: string): Sheet[] {
  let records: string[][];
  try {
    records = parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      max_record_size: LONGEST_ROW,
      to: SEEN_ROWS + 1,
    });
  } catch (error) {
    if (error instanceof CsvError) throw new UnreadableError(remedyOf(error));
    throw error;
  }
  if (records.length > SEEN_ROWS) throw new UnreadableError(`文件超过 ${SEEN_ROWS} 行，请分成几个文件`);
  const rows = records.map((record, index) => ({
    number: index + 1,
    hidden: false,
    cells: record
      .slice(0, SEEN_COLUMNS)
      .map((value, column) => ({ column: column + 1, kind: 'text' as const, text: value }))
      .filter((cell) => cell.text.trim() !== ''),
  }));
  return [{ name: '', hidden: false, rows: rows.filter(({ cells }) => cells.length > 0) }];
}
