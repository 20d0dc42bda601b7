import {
  dueDaysOf,
  themeOf,
  unknownIn,
  weekdayOf,
  type Day,
  type KeyDate,
  type Occurrence,
} from '../calendar/index.js';
import { officeDuties, type Town } from '../town/index.js';

const WEEKDAYS = '一二三四五六日';

/** `12月4日 周五`. */
const dayText = (day: Day): string =>
  `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日 周${WEEKDAYS[weekdayOf(day) - 1] ?? ''}`;

/** `12月1日 周三 至 12月7日 周二`, with the year where it ends in another. */
const rangeText = ({ start, end }: Pick<Occurrence, 'start' | 'end'>): string => {
  if (start === end) return dayText(start);
  const year = end.slice(0, 4) === start.slice(0, 4) ? '' : `${end.slice(0, 4)}年`;
  return `${dayText(start)} 至 ${year}${dayText(end)}`;
};

/** A Chinese character takes two columns of a terminal. */
const columnsOf = (text: string): number => text.length + (text.match(/[\u2e80-\uffef]/g) ?? []).length;

const padded = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(0, columns - columnsOf(text)));

const WHEN_COLUMNS = 36;

const nameText = ({ short, name }: Pick<Occurrence, 'short' | 'name'>): string =>
  /\d/.test(short) ? `${short} ${name.zh}` : name.zh;

function* occurrenceLines(one: Occurrence, keyDate: KeyDate | undefined, year: number): Generator<string> {
  const notes = [
    ...(one.status === 'expected' ? ['以通知为准'] : []),
    ...(one.confidence === 'C' ? ['待核实'] : []),
    ...(one.enabled ? [] : ['未启用']),
  ];
  const note = notes.length > 0 ? `（${notes.join('，')}）` : '';
  yield `  ${padded(rangeText(one), WHEN_COLUMNS)}${nameText(one)}${note}`;
  const theme = keyDate && themeOf(keyDate, year);
  if (theme) yield `  ${' '.repeat(WHEN_COLUMNS)}主题：${theme.zh}`;
}

/** A year's key dates as people read them: by month, then what nobody knows yet, then the office's own deadlines. */
export function* datesText(
  occurrences: readonly Occurrence[],
  keyDates: readonly KeyDate[],
  town: Town,
  year: number,
): Generator<string> {
  const on = occurrences.filter(({ enabled }) => enabled).length;
  yield `${year}年重要时间节点：${on} 个，另有 ${occurrences.length - on} 个未启用`;
  let month = '';
  for (const one of occurrences) {
    if (one.start.slice(5, 7) !== month) {
      month = one.start.slice(5, 7);
      yield '';
      yield `${Number(month)}月`;
    }
    yield* occurrenceLines(
      one,
      keyDates.find(({ id }) => id === one.id),
      year,
    );
  }
  const waiting = unknownIn(keyDates, year);
  if (waiting.length > 0) {
    yield '';
    yield '日期待通知（没有通知，也没有往年的日期可以参照）';
    for (const { id, name, confidence } of keyDates)
      if (waiting.includes(id)) yield `  ${name.zh}${confidence === 'C' ? '（待核实，未启用）' : ''}`;
  }
  const deadlines = officeDuties(town)
    .flatMap((duty) => dueDaysOf(duty.due, year).map((day) => ({ day, duty })))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
  if (deadlines.length === 0) return;
  yield '';
  yield '司法所的期限';
  for (const { day, duty } of deadlines)
    yield `  ${padded(dayText(day), WHEN_COLUMNS)}${duty.name}${duty.confidence === 'C' ? '（待核实）' : ''}`;
}
