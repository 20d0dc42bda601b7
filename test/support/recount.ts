import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/*
 * Counts a year again, from the very file the store keeps and by nothing of the program: what the ledger, the figures
 * and the report are held against.
 */

type Raw = Readonly<Record<string, unknown>>;

/** Light forms and villages as they stand in calendars/towns/gangmen.yaml. */
const LIGHT = ['leaflets', 'bulletin-board', 'slogans'];

/** One record, as it is added up. */
export interface Line {
  readonly id: string;
  readonly date: string;
  readonly village: string | null;
  readonly keyDate: string | null;
  readonly host: string | null;
  readonly sessions: number;
  readonly people: number;
  readonly leaflets: number;
  readonly consultations: number;
  readonly banners: number;
  readonly boards: number;
  readonly lectures: number;
  readonly lawyerHours: number;
}

const SUMMED = [
  'sessions',
  'people',
  'leaflets',
  'consultations',
  'banners',
  'boards',
  'lectures',
  'lawyerHours',
] as const;

export type Sums = Record<(typeof SUMMED)[number], number>;

const num = (value: unknown): number => (typeof value === 'number' ? value : 0);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const name = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** The records of a year in a data folder, as lines to be added up. */
export function linesOf(dataDir: string, year: number): Line[] {
  const { facts } = JSON.parse(readFileSync(join(dataDir, 'store.json'), 'utf8')) as {
    facts: { activities: Raw[]; records?: Raw[] };
  };
  const lines: Line[] = [];
  for (const record of facts.records ?? []) {
    const activity = facts.activities.find(({ id }) => id === record.id);
    if (!activity || activity.status === 'cancelled') continue;
    if (!text(record.date).startsWith(`${year}-`)) continue;
    const form = text(record.form);
    lines.push({
      id: text(record.id),
      date: text(record.date),
      village: name(record.village),
      keyDate: name(activity.keyDate),
      host: name(record.host),
      sessions: LIGHT.includes(form) ? 0 : 1,
      people: num(record.people),
      leaflets: num(record.leaflets),
      consultations: num(record.consultations),
      banners: num(record.banners),
      boards: num(record.boards),
      lectures: form === 'lecture' ? 1 : 0,
      lawyerHours: num(record.hours),
    });
  }
  return lines;
}

/** The sums of some lines. */
export function sumsOf(lines: readonly Line[]): Sums {
  const sums = Object.fromEntries(SUMMED.map((key) => [key, 0])) as Sums;
  for (const line of lines) for (const key of SUMMED) sums[key] += line[key];
  return sums;
}

/** The sums of each group. */
export function sumsBy(lines: readonly Line[], keyOf: (line: Line) => string): Record<string, Sums> {
  const keys = [...new Set(lines.map(keyOf))];
  return Object.fromEntries(keys.map((key) => [key, sumsOf(lines.filter((line) => keyOf(line) === key))]));
}
