import { LunarDay, SolarDay, SolarTerm } from 'tyme4ts';
import type { Day } from './day.js';

/** `month` 1–12, `leap` for an intercalary month; `text` as people say it: 十月廿六. */
export interface LunarDate {
  readonly month: number;
  readonly day: number;
  readonly leap: boolean;
  readonly text: string;
}

const toDay = (solar: SolarDay): Day =>
  [solar.getYear(), solar.getMonth(), solar.getDay()].map((n) => String(n).padStart(2, '0')).join('-');

/** The lunar date of a day (tyme4ts; agrees with chinese-days on every day 2020–2050). */
export function lunarOf(day: Day): LunarDate {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const lunar = SolarDay.fromYmd(year, month, date).getLunarDay();
  const lunarMonth = lunar.getLunarMonth();
  return {
    month: Math.abs(lunar.getMonth()),
    day: lunar.getDay(),
    leap: lunarMonth.isLeap(),
    text: `${lunarMonth.getName()}${lunar.getName()}`,
  };
}

/** The day of a lunar date in the lunar year that begins in `year`. */
export const lunarDay = (year: number, month: number, day: number): Day =>
  toDay(LunarDay.fromYmd(year, month, day).getSolarDay());

/** The day of a solar term, by its Chinese name (清明, 秋分 …). */
export const solarTermDay = (year: number, name: string): Day =>
  toDay(SolarTerm.fromName(year, name).getJulianDay().getSolarDay());
