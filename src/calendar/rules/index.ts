/** The rule language: one object a word. `calendars/README.md` is its page for those who edit the data. */
import { z } from 'zod';
import type { DayRange } from '../day.js';
import { crossYear, fixed, fixedRange, month } from './dates.js';
import { lunar, term } from './lunisolar.js';
import { lastWeekday, nthWeek, nthWeekday, weekContaining } from './weeks.js';
import type { RuleWord } from './word.js';

export { monthDaySchema, textLike } from './word.js';

/** The words that give days by themselves, in every year. */
export const RULE_WORDS = {
  fixed,
  'fixed-range': fixedRange,
  month,
  'nth-weekday': nthWeekday,
  'last-weekday': lastWeekday,
  'week-containing': weekContaining,
  'nth-week': nthWeek,
  lunar,
  term,
  'cross-year': crossYear,
} as const;

type Words = typeof RULE_WORDS;
type ValueOf<W extends keyof Words> = z.output<Words[W]['schema']>;

/** A rule that can be computed: a word and what stands behind it. */
export type ComputedRule = {
  [W in keyof Words]: { readonly word: W; readonly value: ValueOf<W> };
}[keyof Words];

/** The word for what a notice sets each year. */
export const BY_NOTICE = 'by-notice';

/** Set anew each year; until the notice is out the default is only expected, and null says that there is none. */
export interface NoticeRule {
  readonly word: typeof BY_NOTICE;
  readonly value: ComputedRule | null;
}

export type Rule = ComputedRule | NoticeRule;

type Shape = { [W in keyof Words]: z.ZodOptional<Words[W]['schema']> };

const shape = Object.fromEntries(
  Object.entries(RULE_WORDS).map(([word, { schema }]) => [word, schema.optional()]),
) as unknown as Shape;

/** One rule word of `words`: an object with exactly one key. */
const oneOf = <S extends z.core.$ZodShape>(words: S) => {
  const known = Object.keys(words).join('、');
  return z
    .looseObject(words, { error: '请写成 {fixed: 12-04} 这样的日期规则' })
    .superRefine((rule, context) => {
      const keys = Object.keys(rule);
      const unknown = keys.filter((key) => !Object.hasOwn(words, key));
      for (const key of unknown)
        context.addIssue({ code: 'custom', path: [key], message: `没有这个日期规则，只能写：${known}` });
      if (unknown.length === 0 && keys.length !== 1)
        context.addIssue({ code: 'custom', message: `日期规则要写且只写一个：${known}` });
    })
    .transform((rule) => {
      const [entry] = Object.entries(rule);
      if (!entry) throw new Error('a rule without a word passed the schema');
      return { word: entry[0], value: entry[1] };
    });
};

const NONE = 'none';

/** Behind `by-notice`: a rule to go by until the notice is out, or `none`. */
const defaultRuleSchema = z.preprocess(
  (value) => (value === NONE ? { [NONE]: true } : value),
  oneOf({ ...shape, [NONE]: z.literal(true).optional() }).transform((rule) =>
    rule.word === NONE ? null : (rule as ComputedRule),
  ),
);

/** When a key date falls: exactly one rule word. */
export const ruleSchema = oneOf({ ...shape, [BY_NOTICE]: defaultRuleSchema.optional() }).transform(
  (rule) => rule as Rule,
);

/** What can be computed of a rule: for `by-notice` what to go by until the notice is out. */
export const computedOf = (rule: Rule): ComputedRule | null => (rule.word === BY_NOTICE ? rule.value : rule);

/** The days a rule gives in one year; null when it gives none. */
export function rangeOf(rule: ComputedRule, year: number): DayRange | null {
  // The word and its value belong together; TypeScript loses the tie between them.
  const word = RULE_WORDS[rule.word] as unknown as RuleWord<z.ZodType>;
  return word.range(rule.value, year);
}
