import type { Row } from './benchmark.js';

/** What became of a benchmark: its rows, or why there are none. */
export interface Outcome {
  readonly name: string;
  readonly seconds: number;
  readonly rows: readonly Row[];
  /** Null where all went well. */
  readonly failure: string | null;
}

const HEAD = ['benchmark', 'what', 'figure', 'against'] as const;

/** Chinese characters are two columns wide (Unicode Standard Annex 11). */
const WIDE = /[\u2e80-\uffef]/g;
const widthOf = (text: string): number => text.length + (text.match(WIDE)?.length ?? 0);
const blanks = (text: string, width: number): string => ' '.repeat(width - widthOf(text));

/** One table of all: a line for each row, the name and the seconds it took beside the first of each benchmark. */
export function tableOf(outcomes: readonly Outcome[]): string {
  const lines = outcomes.flatMap(({ name, seconds, rows, failure }) => {
    const shown = failure === null ? rows : [{ what: `failed: ${failure}`, figure: '', ratio: '' }];
    return shown.map(({ what, figure, ratio }, index) => [
      index === 0 ? `${name} (${Math.round(seconds)} s)` : '',
      what,
      figure,
      ratio,
    ]);
  });
  const widths = HEAD.map((_head, column) =>
    Math.max(...[[...HEAD], ...lines].map((line) => widthOf(line[column] ?? ''))),
  );
  return [[...HEAD], widths.map((width) => '-'.repeat(width)), ...lines]
    .map((line) =>
      line
        .map((cell, column) => {
          const space = blanks(cell, widths[column] ?? 0);
          // Figures stand under each other by their units.
          return column === 2 ? space + cell : cell + space;
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
