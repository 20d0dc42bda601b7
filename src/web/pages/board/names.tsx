import type { Occurrence } from '../../../calendar/index.js';
import type { Words } from '../../words/index.js';
import type { CellState } from './matrix.js';

/** A shape for each state, beside its word: no colour speaks alone. */
const SHAPES: Readonly<Record<CellState, string>> = {
  missing: '■',
  late: '▲',
  planned: '○',
  confirmed: '◐',
  done: '✓',
};

/** How many stand so: shape, word, number. */
export const StateMark = ({ t, state, count }: { t: Words; state: CellState; count: number }) => (
  <span class={`mark ${state}`}>
    <i aria-hidden="true">{SHAPES[state]}</i>
    {t.board.statesShort[state]} <b>{count}</b>
  </span>
);

/** What a campaign is called in a row of others: 12·4, 安全生产月. */
export const campaignName = (t: Words, { short, name }: Pick<Occurrence, 'short' | 'name'>): string =>
  t.lang === 'zh' ? short : name.en;

/** What narrows the ledger. */
export interface Wanted {
  readonly year: number;
  readonly village?: string | null;
  /** A key date's or a duty's id. */
  readonly campaign?: string | null;
  readonly state?: CellState | null;
  /** `2026-11`. */
  readonly month?: string | null;
}

/** The list behind a number. */
export function ledgerLink({ year, ...rest }: Wanted): string {
  const query = new URLSearchParams({ year: String(year) });
  for (const [key, value] of Object.entries(rest)) if (typeof value === 'string') query.set(key, value);
  return `/board/ledger?${query.toString()}`;
}
