import { z } from 'zod';
import { dayRangeSchema, daysBetween, daySchema, isDay, LAST_YEAR, monthDayIn, yearOf } from './day.js';
import { computedOf, monthDaySchema, rangeOf, ruleSchema } from './rules/index.js';

/** The id of an activity is made of three of these, a year and a number, and holds 120 characters. */
const LONGEST_ID = 36;

/** An id that stands in addresses and UIDs: lower case, digits, single hyphens. */
export const idSchema = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, {
    error: '编号只能用小写字母、数字和连字符，以字母开头，例如 constitution-day',
  })
  .max(LONGEST_ID, `编号最多 ${LONGEST_ID} 个字符`);

/** A line of text a person reads. */
export const textSchema = z.string().trim().min(1, '不能空着').max(1000, '最多 1000 个字');

/** A read in a law or notice, B consistent reports, C not verified: shown as 待核实. */
export const confidenceSchema = z.enum(['A', 'B', 'C'], { error: '只能是 A、B 或 C' });

/** What a key date is about: the colours of the calendar. */
export const TOPICS = ['law', 'security', 'safety', 'family', 'livelihood', 'nature', 'culture'] as const;

export type Topic = (typeof TOPICS)[number];

/** Of a key date that names none. */
export const OTHER_TOPIC: Topic = 'culture';

const topicSchema = z.enum(TOPICS, { error: `只能是 ${TOPICS.join('、')}` });

const nameSchema = z.strictObject({ zh: textSchema, en: textSchema });

/** The first year that publicity of any kind is written down for here; an earlier one is mistyped. */
const EARLIEST = 1900;

const YEAR = '要写四位数的年份，例如 2014';
const yearSchema = z.int(YEAR).min(EARLIEST, YEAR).max(LAST_YEAR, YEAR);

/** The longest stretch that a notice sets, in days: the forest's fire season takes seven months, a longer one bears a wrong year. */
export const MOST_NOTICE_DAYS = 250;

/** What one year's notice says: the whole range, or only when it begins. */
const announcementSchema = z
  .strictObject({
    dates: dayRangeSchema
      .refine(
        ({ start, end }) => !isDay(start) || !isDay(end) || daysBetween(start, end) < MOST_NOTICE_DAYS,
        `最长 ${MOST_NOTICE_DAYS} 天，请核对年份`,
      )
      .optional(),
    start: daySchema.optional(),
    /** Which notice or report says so. */
    notice: textSchema,
  })
  .refine(({ dates, start }) => (dates === undefined) !== (start === undefined), {
    error: '要写且只写一个：dates（起止日期）、start（只知道开始日期）',
  });

export type Announcement = z.infer<typeof announcementSchema>;

/** The year an announcement is about: that of its start, also across New Year. */
export const announcedYear = ({ dates, start }: Announcement): number => yearOf(dates?.start ?? start ?? '');

/** An ordinary year, to hold an entry's own day against its rule. */
const SAMPLE_YEAR = 2023;

/** A theme as it was given out: in Chinese alone, or with its English wording. */
const themeSchema = z.union([textSchema, nameSchema], {
  error: '写主题本身，或 {zh: 主题, en: 英文主题}',
});

/** How a key date stood in former years. */
const earlierSchema = z
  .strictObject({
    from: yearSchema,
    until: yearSchema,
    name: nameSchema.optional(),
    short: textSchema.optional(),
    rule: ruleSchema,
    source: textSchema,
  })
  .refine(({ from, until }) => from <= until, { path: ['until'], error: '早于 from，请把两个年份对调' });

/** A key date (重要时间节点) as it stands in `calendars/*.yaml`. */
export const keyDateSchema = z
  .strictObject({
    id: idSchema,
    name: nameSchema,
    short: textSchema,
    rule: ruleSchema,
    /** The day inside a longer range that activities gather around; else the middle. */
    day: monthDaySchema.optional(),
    /** The first and the last year it is marked, or marked in this way. */
    from: yearSchema.optional(),
    until: yearSchema.optional(),
    earlier: z.array(earlierSchema).optional(),
    /** What notices have set, one a year; it goes before the rule. */
    announced: z.array(announcementSchema).optional(),
    /** The kind of department that usually leads; a town's campaign names its own. */
    lead: textSchema.optional(),
    /** The law or decision it rests on. */
    basis: textSchema.optional(),
    /** What it is about; `culture` when left out. */
    topic: topicSchema.optional(),
    themes: z.record(z.string().regex(/^\d{4}$/, YEAR), themeSchema).optional(),
    /** Off by default for what nobody has verified. */
    enabled: z.boolean('只能是 true 或 false').optional(),
    confidence: confidenceSchema,
    source: textSchema,
    revised: daySchema,
  })
  .superRefine((keyDate, context) => {
    const fault = (path: PropertyKey[], message: string, input: unknown): void => {
      context.addIssue({ code: 'custom', path, message, input });
    };
    const { rule, day, from, until, earlier = [], announced = [], basis, confidence } = keyDate;
    if (from !== undefined && until !== undefined && from > until)
      fault(['until'], '早于 from，请把两个年份对调', until);
    // An unverified entry must not lend itself the authority of a law.
    if (basis !== undefined && confidence === 'C')
      fault(['basis'], '没有核实的节点（confidence: C）不能写依据，请先核实', basis);
    const spans = [...earlier, { from, until }];
    earlier.forEach((version, index) => {
      const next = spans[index + 1]?.from;
      if (next === undefined) fault(['from'], '有 earlier 时要写现行规则从哪一年起', undefined);
      else if (version.until >= next)
        fault(['earlier', index, 'until'], '与后一段年份重叠，earlier 要从早到晚排列', version.until);
    });
    // A rule that is refused itself stands here as it was written, and has no days to hold the entry's own against.
    const computed = 'word' in rule ? computedOf(rule) : null;
    const usual = computed && rangeOf(computed, SAMPLE_YEAR);
    if (usual && day !== undefined && monthDayIn(usual, day) === null)
      fault(['day'], '不在本节点的日期之内', day);
    const years = announced.map(announcedYear);
    years.forEach((year, index) => {
      // What is no date at all has its own fault.
      if (!(year > 0)) return;
      if (!spans.some((span) => (span.from ?? -Infinity) <= year && year <= (span.until ?? Infinity)))
        fault(['announced', index], `${year} 年不在 from、until 之内，写了也用不上`, announced[index]);
      if (years.indexOf(year) < index)
        fault(['announced', index], `${year} 年写了两次，请只留一条`, announced[index]);
    });
  });

export type KeyDate = z.infer<typeof keyDateSchema>;

/** Whether a key date counts: as it says, and when it says nothing, where somebody has verified it. */
export const isEnabled = ({ enabled, confidence }: Pick<KeyDate, 'enabled' | 'confidence'>): boolean =>
  enabled ?? confidence !== 'C';

/** A year's theme (主题); `en` is null where only the Chinese is known. */
export interface Theme {
  readonly zh: string;
  readonly en: string | null;
}

/** The theme that was given out for a year; null where none is known. */
export function themeOf({ themes }: KeyDate, year: number): Theme | null {
  const theme = themes?.[String(year)];
  if (theme === undefined) return null;
  return typeof theme === 'string' ? { zh: theme, en: null } : theme;
}

/** What a notice has set for a year; null where none is out. */
export const announcementOf = ({ announced = [] }: KeyDate, year: number): Announcement | null =>
  announced.find((announcement) => announcedYear(announcement) === year) ?? null;
