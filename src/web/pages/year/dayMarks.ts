import type { Words } from '../../words/index.js';
import type { DayMark } from './yearTable.js';
import { keyDateText } from './wording.js';

export const isOff = ({ workday }: DayMark): boolean => workday.answer === 'off' && workday.holiday;
export const isMakeUp = ({ workday, weekday }: DayMark): boolean => workday.answer === 'work' && weekday > 5;

/** The character that marks a day off or a make-up workday. */
export const flagOf = (mark: DayMark, { calendar }: Words): string | null =>
  isOff(mark) ? calendar.holidayMark : isMakeUp(mark) ? calendar.makeUpMark : null;

/** The whole day in words, for the pointer and for whoever does not see the colours. */
export function dayInWords(mark: DayMark, t: Words): string {
  const { day, weekday, lunar, market, workday, keyDates, bands, activities } = mark;
  const off = isOff(mark);
  const plain = workday.answer !== 'not-announced' && !off && !isMakeUp(mark);
  const why = off ? t.calendar.holiday : isMakeUp(mark) ? t.calendar.makeUp : t.calendar.notAnnounced;
  const { dates, calendar, lang } = t;
  return [
    `${dates.day(day)} ${dates.weekday(weekday)} ${dates.lunarFull(lunar)}${market ? ` ${calendar.market}` : ''}`,
    ...(plain ? [] : [lang === 'zh' ? workday.because : why]),
    ...[...keyDates, ...bands].map((one) => (lang === 'zh' ? keyDateText(one) : one.name.en)),
    ...(activities > 0 ? [calendar.cellActivities(activities)] : []),
  ].join(lang === 'zh' ? '；' : '; ');
}
