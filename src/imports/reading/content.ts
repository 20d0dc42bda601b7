/** A cell with something in it. */
export interface Cell {
  /** From 1. */
  readonly column: number;
  /**
   * `moment`: `2026-12-04`, `2026-12-04T09:00` or `T09:00`, by whoever's clock wrote it; `bad`: what is in it cannot be
   * taken, and `text` says why.
   */
  readonly kind: 'text' | 'number' | 'moment' | 'bad';
  readonly text: string;
}

export interface SheetRow {
  /** As the sheet counts, from 1. */
  readonly number: number;
  readonly hidden: boolean;
  readonly cells: readonly Cell[];
}

export interface Sheet {
  /** Empty for a file without sheets. */
  readonly name: string;
  readonly hidden: boolean;
  readonly rows: readonly SheetRow[];
}

/** A date or a time as iCalendar writes it. */
export interface EventTime {
  /** `2026-12-04`, `2026-12-04T09:00:00`, with `Z` for UTC. */
  readonly text: string;
  /** The TZID; null for a floating time, UTC, and a date. */
  readonly zone: string | null;
}

/** A VEVENT. */
export interface CalendarEvent {
  readonly uid: string | null;
  readonly summary: string;
  readonly location: string;
  readonly categories: readonly string[];
  readonly cancelled: boolean;
  /** RRULE, RDATE or RECURRENCE-ID: it stands for more than one, or for one of several. */
  readonly repeats: boolean;
  readonly start: EventTime | null;
  readonly end: EventTime | null;
  /** ISO 8601; null without one. */
  readonly duration: string | null;
}

/** What stands in a file. */
export type Content =
  | { readonly kind: 'sheets'; readonly sheets: readonly Sheet[] }
  | { readonly kind: 'events'; readonly events: readonly CalendarEvent[] };

/** @throws UnreadableError */
export type ReadFile = (bytes: Uint8Array) => Promise<Content>;

const LETTERS = 26;

/** `C7` of the third column in the seventh row. */
export function cellName(column: number, row: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / LETTERS))
    letters = String.fromCharCode(65 + ((rest - 1) % LETTERS)) + letters;
  return `${letters}${row}`;
}
