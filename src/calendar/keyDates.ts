import { z } from 'zod';
import { contains, daySchema, middleOf, type Day, type DayRange } from './day.js';
import { monthDaySchema, rangeOf, ruleSchema } from './rules.js';

/** An id that stands in addresses and UIDs: lower case, digits, single hyphens. */
export const idSchema = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, {
  error: '编号只能用小写字母、数字和连字符，以字母开头，例如 constitution-day',
});

/** A line of text a person reads. */
export const textSchema = z.string().trim().min(1, '不能空着').max(1000, '最多 1000 个字');

/** A read in a law or notice, B consistent reports, C not verified: shown as 待核实. */
export const confidenceSchema = z.enum(['A', 'B', 'C'], { error: '只能是 A、B 或 C' });

/** A key date (重要时间节点) as it stands in `calendars/*.yaml`. */
export const keyDateSchema = z
  .strictObject({
    id: idSchema,
    name: z.strictObject({ zh: textSchema, en: textSchema }),
    short: textSchema,
    rule: ruleSchema,
    /** The day inside a longer range that activities gather around; else the middle. */
    day: monthDaySchema.optional(),
    /** Off by default for what nobody has verified. */
    enabled: z.boolean().optional(),
    confidence: confidenceSchema,
    source: textSchema,
    revised: daySchema,
  })
  .refine(
    ({ day, rule }) => {
      return day === undefined || contains(rangeOf(rule, 2023), `2023-${day}`);
    },
    { path: ['day'], error: '不在本节点的日期之内' },
  );

export type KeyDate = z.infer<typeof keyDateSchema>;

/** `fixed` by rule, `announced` by a notice, `expected` while the notice is not out. */
export type OccurrenceStatus = 'fixed' | 'announced' | 'expected';

/** A key date in one year (当年节点). */
export interface Occurrence extends DayRange {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly short: string;
  /** The day activities gather around. */
  readonly day: Day;
  readonly status: OccurrenceStatus;
  readonly confidence: 'A' | 'B' | 'C';
  readonly enabled: boolean;
  readonly source: string;
}

/** A key date in `year`. */
export function occurrenceOf(keyDate: KeyDate, year: number): Occurrence {
  const range = rangeOf(keyDate.rule, year);
  return {
    id: keyDate.id,
    name: keyDate.name,
    short: keyDate.short,
    ...range,
    day: keyDate.day === undefined ? middleOf(range) : `${year}-${keyDate.day}`,
    status: 'fixed',
    confidence: keyDate.confidence,
    enabled: keyDate.enabled ?? keyDate.confidence !== 'C',
    source: keyDate.source,
  };
}

/** Every key date in `year`, by start, then id; those switched off are there, `enabled: false`. */
export const occurrencesOf = (keyDates: readonly KeyDate[], year: number): Occurrence[] =>
  keyDates
    .map((keyDate) => occurrenceOf(keyDate, year))
    .sort((a, b) => a.start.localeCompare(b.start) || a.id.localeCompare(b.id));
