import { z } from 'zod';
import { confidenceSchema, textSchema } from './keyDates.js';
import type { Day } from './day.js';
import { lunarOf } from './lunar.js';

/** When a town holds its market (圩日): by the last digit of the lunar or Gregorian day. */
export const marketSchema = z.strictObject({
  calendar: z.enum(['lunar', 'gregorian'], { error: '只能是 lunar（农历）或 gregorian（公历）' }),
  digits: z
    .array(z.int().min(0, '尾数只能是 0 到 9').max(9, '尾数只能是 0 到 9'))
    .min(1, '至少写一个尾数')
    .refine((digits) => new Set(digits).size === digits.length, '同一个尾数写了两次'),
  confidence: confidenceSchema,
  source: textSchema,
});

export type Market = z.infer<typeof marketSchema>;

/** Whether the town's market stands on `day`. */
export function isMarketDay(market: Market, day: Day): boolean {
  const date = market.calendar === 'lunar' ? lunarOf(day).day : Number(day.slice(8));
  return market.digits.includes(date % 10);
}
