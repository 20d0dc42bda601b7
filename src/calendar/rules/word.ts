import { z } from 'zod';
import { isDay, type DayRange } from '../day.js';

/** A rule word: what may stand behind it, and the days it gives. */
export interface RuleWord<S extends z.ZodType> {
  /** How it is written, for messages and for calendars/README.md. */
  readonly example: string;
  readonly schema: S;
  /** The days in `year`, starting in that year; null when the year has none. */
  range(value: z.output<S>, year: number): DayRange | null;
}

/** Keeps what the word's schema yields tied to what its `range` takes. */
export const ruleWord = <S extends z.ZodType>(word: RuleWord<S>): RuleWord<S> => word;

/**
 * Text of a pattern, or a fault that shows how to write it.
 *
 * @param read makes a value of what the pattern's groups caught; an optional group may have caught nothing
 */
export const textLike = <T>(
  pattern: RegExp,
  remedy: string,
  read: (groups: readonly (string | undefined)[]) => T,
) =>
  z.string(remedy).transform((text, context): T => {
    const match = pattern.exec(text);
    if (match) return read(match.slice(1));
    context.addIssue({ code: 'custom', message: remedy, input: text });
    return z.NEVER;
  });

/** A day of every year, `12-04`; 29 February is none. */
export const monthDaySchema = z.string('请写成 12-04 这样的“月-日”').refine((text) => isDay(`2023-${text}`), {
  error: (issue) => `${String(issue.input)} 不是每年都有的一天，请写成 12-04 这样的“月-日”`,
});

export const isMonth = (month: number): boolean => month >= 1 && month <= 12;
