import { z } from 'zod';
import { isDay, monthRange, type DayRange } from './day.js';

/** A day of every year; 29 February is none. */
const monthDay = z.string().refine((text) => isDay(`2023-${text}`), {
  error: (issue) => `${String(issue.input)} 不是每年都有的一天，请写成 12-04 这样的“月-日”`,
});

/** The rule words: what each takes, and the range it gives in a year. */
const words = {
  /** `{fixed: 12-04}`: one day. */
  fixed: {
    value: monthDay,
    range: (value: string, year: number): DayRange => ({
      start: `${year}-${value}`,
      end: `${year}-${value}`,
    }),
  },
  /** `{month: 06}`: a whole month. */
  month: {
    value: z.int('月份要写 1 到 12 的整数').min(1, '月份只能是 1 到 12').max(12, '月份只能是 1 到 12'),
    range: (value: number, year: number): DayRange => monthRange(year, value),
  },
} as const;

/** When a key date falls: exactly one rule word. */
export const ruleSchema = z
  .strictObject({ fixed: words.fixed.value.optional(), month: words.month.value.optional() })
  .refine((rule) => Object.keys(rule).length === 1, {
    error: `日期规则要写且只写一个：${Object.keys(words).join('、')}`,
  });

export type Rule = z.infer<typeof ruleSchema>;

/** The days a rule gives in one year. */
export function rangeOf(rule: Rule, year: number): DayRange {
  if (rule.fixed !== undefined) return words.fixed.range(rule.fixed, year);
  if (rule.month !== undefined) return words.month.range(rule.month, year);
  throw new Error('a rule without a word passed the schema');
}

export { monthDay as monthDaySchema };
