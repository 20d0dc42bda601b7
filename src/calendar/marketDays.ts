import { z } from 'zod';
import { confidenceSchema, textSchema } from './keyDates.js';
import { daySchema, FIRST_YEAR, isComputed, isDay, LAST_YEAR, type Day } from './day.js';
import { lunarOf } from './lunar.js';

/** Whether the last digit of the lunar or Gregorian date is one of `digits`. */
const hasDigit = ({ calendar, digits }: { calendar: 'lunar' | 'gregorian'; digits: number[] }, day: Day) =>
  digits.includes((calendar === 'lunar' ? lunarOf(day).day : Number(day.slice(8))) % 10);

const exceptionSchema = daySchema.refine(
  (day) => !isDay(day) || isComputed(day),
  `年份只能是 ${FIRST_YEAR} 到 ${LAST_YEAR}，请检查日期`,
);

/** When a town holds its market (圩日): by the last digit of the lunar or Gregorian date, and what differs from that. */
export const marketSchema = z
  .strictObject({
    calendar: z.enum(['lunar', 'gregorian'], { error: '只能是 lunar（农历）或 gregorian（公历）' }),
    digits: z
      .array(z.int().min(0, '尾数只能是 0 到 9').max(9, '尾数只能是 0 到 9'))
      .min(1, '至少写一个尾数')
      .refine((digits) => new Set(digits).size === digits.length, '同一个尾数写了两次'),
    /** Days of that digit on which there is no market. */
    except: z.array(exceptionSchema).optional(),
    /** Days of another digit on which there is one. */
    also: z.array(exceptionSchema).optional(),
    confidence: confidenceSchema,
    source: textSchema,
  })
  .superRefine((market, context) => {
    const fault = (path: PropertyKey[], message: string, input: unknown): void => {
      context.addIssue({ code: 'custom', path, message, input });
    };
    // What is no date at all, or is of no year that is computed, has its own fault.
    market.except?.forEach((day, index) => {
      if (isComputed(day) && !hasDigit(market, day))
        fault(['except', index], '这天本来就不是圩日，请检查日期', day);
    });
    market.also?.forEach((day, index) => {
      if (isComputed(day) && hasDigit(market, day)) fault(['also', index], '这天本来就是圩日，不用再写', day);
    });
  });

export type Market = z.infer<typeof marketSchema>;

/** Whether the town's market stands on `day`. @throws RangeError outside the years the program computes */
export const isMarketDay = (market: Market, day: Day): boolean =>
  (hasDigit(market, day) && !market.except?.includes(day)) || (market.also?.includes(day) ?? false);
