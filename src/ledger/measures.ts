import type { LedgerEntry } from './entry.js';

/** The form that is counted by itself. */
const LECTURE = 'lecture';

interface Rule {
  /** 场次. */
  readonly name: string;
  /** 场. */
  readonly unit: string;
  /** What a record adds; null where it ought to say and does not. */
  readonly of: (entry: LedgerEntry) => number | null;
}

/**
 * What is counted, and how. Nothing is estimated: a record adds what stands in it, or is listed as saying nothing.
 */
export const MEASURES = {
  sessions: { name: '活动场次', unit: '场', of: ({ light }) => (light ? 0 : 1) },
  people: { name: '参加人次', unit: '人次', of: ({ people }) => people },
  leaflets: { name: '发放资料', unit: '份', of: ({ leaflets }) => leaflets },
  consultations: { name: '接受咨询', unit: '人次', of: ({ consultations }) => consultations },
  banners: { name: '横幅标语', unit: '条', of: ({ banners }) => banners },
  boards: { name: '展板专栏', unit: '块', of: ({ boards }) => boards },
  lectures: { name: '法律讲座', unit: '场', of: ({ form }) => (form === LECTURE ? 1 : 0) },
  lawyerHours: {
    name: '律师服务',
    unit: '小时',
    of: ({ hours, lawyer }) => (lawyer === null ? (hours ?? 0) : hours),
  },
} as const satisfies Readonly<Record<string, Rule>>;

export type Measure = keyof typeof MEASURES;
export const MEASURE_NAMES = Object.keys(MEASURES) as Measure[];

/** A figure and where it comes from. */
export interface Figure {
  readonly value: number;
  /** The records that make it, in the ledger's order. */
  readonly records: readonly string[];
  /** Records that ought to say and do not: the figure may be more. */
  readonly unknown: readonly string[];
}

export type Figures = Readonly<Record<Measure, Figure>>;

function figureOf(measure: Measure, entries: readonly LedgerEntry[]): Figure {
  const said = entries.map((entry) => ({ id: entry.id, value: MEASURES[measure].of(entry) }));
  return {
    value: said.reduce((sum, { value }) => sum + (value ?? 0), 0),
    records: said.filter(({ value }) => (value ?? 0) > 0).map(({ id }) => id),
    unknown: said.filter(({ value }) => value === null).map(({ id }) => id),
  };
}

/** All figures of some records. */
export const figuresOf = (entries: readonly LedgerEntry[]): Figures =>
  Object.fromEntries(MEASURE_NAMES.map((measure) => [measure, figureOf(measure, entries)])) as Record<
    Measure,
    Figure
  >;

/** The figures of one part: a quarter, a village, a campaign, a department, a form. */
export interface Part<K> {
  readonly key: K;
  readonly figures: Figures;
}
