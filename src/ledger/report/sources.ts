import type { LedgerEntry } from '../entry.js';
import type { Figure } from '../measures.js';
import type { TableBlock } from './blocks.js';

/** `1-5, 8, 10-11` of line numbers in order, with blanks where a line may end. */
function linesText(lines: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const line of lines) {
    const run = runs.at(-1);
    if (run?.[1] === line - 1) run[1] = line;
    else runs.push([line, line]);
  }
  return runs.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`)).join(', ');
}

/** Said where nothing was recorded: a zero would claim to know. */
const NOTHING = '本项无记录';

/** Which records each number of a document comes from. */
export class Sources {
  readonly #lines: ReadonlyMap<string, number>;
  readonly #cited: { label: string; figure: string; records: readonly string[] }[] = [];

  /** @param entries the ledger's lines of the period, in its order */
  constructor(entries: readonly LedgerEntry[]) {
    this.#lines = new Map(entries.map(({ id }, index) => [id, index + 1]));
  }

  /** The line of the ledger a record stands on. */
  lineOf(id: string): number {
    return this.#lines.get(id) ?? 0;
  }

  /** A number of records with its mark. @param label what it is, as the table of sources says it */
  cite(label: string, value: number, unit: string, records: readonly string[]): string {
    const figure = `${value}${unit}`;
    this.#cited.push({ label, figure, records });
    return `${figure}⟦${this.#cited.length}⟧`;
  }

  /** `发放宣传资料8000份⟦4⟧`, or `发放宣传资料：本项无记录`. */
  say(words: string, label: string, { value, records, unknown }: Figure, unit: string): string {
    const gap = unknown.length === 0 ? '' : `（另有${unknown.length}条记录未写此项，没有计入）`;
    if (records.length === 0) return `${words}${NOTHING}${gap}`;
    return `${words}${this.cite(label, value, unit, records)}${gap}`;
  }

  /** Every number of the text and the ledger's lines that make it. */
  table(): TableBlock {
    return {
      kind: 'table',
      caption: '文中数字后的方括号编号与本表编号一致；台账行号见记录清单。',
      columns: [
        { head: '编号', width: 7 },
        { head: '数字', width: 27 },
        { head: '数值', width: 16 },
        { head: '记录', width: 8 },
        { head: '由台账哪些行得出', width: 42 },
      ],
      rows: this.#cited.map(({ label, figure, records }, index) => [
        String(index + 1),
        label,
        figure,
        String(records.length),
        linesText(records.map((id) => this.lineOf(id)).sort((a, b) => a - b)),
      ]),
    };
  }
}
