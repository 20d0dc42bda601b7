import ical, {
  ICalAlarmRelatesTo,
  ICalAlarmType,
  ICalEventStatus,
  type ICalAlarmData,
  type ICalEventData,
} from 'ical-generator';
import { DateTime } from 'luxon';
import { addDays, themeOf, yearOf, type Day, type KeyDate, type Occurrence } from '../calendar/index.js';
import { endDayOf, startDayOf, type Activity } from '../facts/index.js';
import { instantOf, publicTextOf, type Town } from '../town/index.js';
import { alarmBefore } from './alarms.js';
import { componentText } from './calendarText.js';
import type { PeopleOf } from './people.js';
import { cleanText } from './text.js';

/** How a component is to look. */
export interface Look {
  readonly alarms: boolean;
  /** Who has to do with an activity; null in every feed where no person may stand. */
  readonly people: PeopleOf | null;
}

/** What a public feed looks like unless asked otherwise. */
export const PUBLIC: Look = { alarms: false, people: null };

/** An activity or a key date as the bytes of one VEVENT. */
export interface Renderer {
  activity(activity: Activity, look: Look): Buffer;
  keyDate(occurrence: Occurrence, look: Look): Buffer;
}

/** Instants and days go as they are written: ical-generator says them in UTC, in which a day is the day it is. */
const eventBytes = (data: ICalEventData): Buffer =>
  Buffer.from(componentText(ical().createEvent(data)), 'utf8');

const ALARM_TEXT = '普法提醒';

/** ical-generator would hang an alarm after the start on the end, unless told. */
const displayAlarm = (before: number): ICalAlarmData => ({
  type: ICalAlarmType.display,
  trigger: before,
  relatesTo: before < 0 ? ICalAlarmRelatesTo.start : null,
  // Clients show the title beside it; a second time it would swell the feed.
  description: ALARM_TEXT,
});

/** The year's theme and the law behind a key date, as far as they are known. */
const aboutKeyDate = (keyDate: KeyDate | undefined, year: number): string[] => {
  const theme = keyDate && themeOf(keyDate, year);
  return [...(theme ? [`主题：${theme.zh}`] : []), ...(keyDate?.basis ? [`依据：${keyDate.basis}`] : [])];
};

/** The texts of one activity that were made so far, by look. */
type Looks = Map<number, Rendered>;

interface Rendered {
  readonly people: string;
  readonly bytes: Buffer;
}

/**
 * Renders each fact once for each look: the bytes are kept as long as the fact itself is, and a changed fact is
 * another object.
 *
 * @param keyDates for the short names that stand in CATEGORIES, themes and laws
 */
export function rendererFor(town: Town, keyDates: readonly KeyDate[]): Renderer {
  const entries = new Map(keyDates.map((keyDate) => [keyDate.id, keyDate]));
  const dutyShorts = new Map(town.duties.map(({ id, short }) => [id, short]));
  const formNames = new Map(town.forms.map(({ id, name }) => [id, name]));
  const departmentNames = new Map(town.departments.map(({ id, name }) => [id, name]));
  const villageNames = new Map(town.villages.map(({ id, name }) => [id, name]));
  const publicText = publicTextOf(town);
  const named = (names: ReadonlyMap<string, string>, id: string): string => names.get(id) ?? id;

  // The host stays out: a server that moves must not double every event in every phone.
  const uidOf = (id: string): string => `${id}@${town.id}.pufa`;

  const categoryOf = ({ keyDate, duty, form }: Activity): string =>
    (keyDate === null ? undefined : entries.get(keyDate)?.short) ??
    (duty === null ? undefined : dutyShorts.get(duty)) ??
    named(formNames, form);

  const descriptionOf = ({ form, village, lead, partners }: Activity, people: readonly string[]): string =>
    [
      `形式：${named(formNames, form)}`,
      `范围：${village === null ? '全镇' : named(villageNames, village)}`,
      ...(lead === null ? [] : [`牵头：${named(departmentNames, lead)}`]),
      ...(partners.length === 0
        ? []
        : [`配合：${partners.map((id) => named(departmentNames, id)).join('、')}`]),
      ...people,
    ].join('\n');

  const timesOf = (activity: Activity): Pick<ICalEventData, 'start' | 'end' | 'allDay'> =>
    activity.allDay
      ? { start: startDayOf(activity), end: addDays(endDayOf(activity), 1), allDay: true }
      : { start: activity.start, end: activity.end };

  const alarmsOf = (startDay: Day, instant: string | null): ICalAlarmData[] => {
    const start = instant === null ? instantOf(startDay, '00:00', town.zone) : DateTime.fromISO(instant);
    const before = alarmBefore(town, startDay, start.toSeconds(), instant === null);
    return before === null ? [] : [displayAlarm(before)];
  };

  const render = (activity: Activity, alarms: boolean, people: readonly string[] | null): Buffer => {
    const cancelled = activity.status === 'cancelled';
    // A feed that may name people shows what was typed; in all others names and numbers are masked.
    const text = people === null ? publicText : (typed: string): string => typed;
    return eventBytes({
      id: uidOf(activity.id),
      ...timesOf(activity),
      stamp: activity.updatedAt,
      created: activity.createdAt,
      lastModified: activity.updatedAt,
      sequence: activity.sequence,
      summary: cleanText(`${cancelled ? '【已取消】' : ''}${text(activity.title)}`),
      location: cleanText(text(activity.place)),
      description: cleanText(descriptionOf(activity, people ?? [])),
      categories: [{ name: cleanText(categoryOf(activity)) }],
      // The release is the office's word; whether a village has confirmed is between the two.
      status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      alarms:
        alarms && !cancelled ? alarmsOf(startDayOf(activity), activity.allDay ? null : activity.start) : [],
    });
  };

  const renderKeyDate = (occurrence: Occurrence, alarms: boolean): Buffer => {
    const entry = entries.get(occurrence.id);
    const revised = entry?.revised ?? '1970-01-01';
    const year = yearOf(occurrence.start);
    return eventBytes({
      id: uidOf(`${occurrence.id}-${year}`),
      start: occurrence.start,
      end: addDays(occurrence.end, 1),
      allDay: true,
      stamp: revised,
      lastModified: revised,
      sequence: 0,
      summary: cleanText(occurrence.name.zh),
      description: cleanText(
        [
          ...aboutKeyDate(entry, year),
          `来源：${occurrence.source}`,
          ...(occurrence.confidence === 'C' ? ['待核实'] : []),
          ...(occurrence.status === 'expected' ? ['日期以当年通知为准'] : []),
        ].join('\n'),
      ),
      categories: [{ name: cleanText(occurrence.short) }],
      alarms: alarms ? alarmsOf(occurrence.start, null) : [],
    });
  };

  const rendered = new WeakMap<Activity, Looks>();
  // Occurrences are computed anew at each look; all that differs between two of one entry and year stands in the key.
  const renderedKeyDates = new Map<string, Buffer>();

  return {
    activity: (activity, { alarms, people }) => {
      let looks = rendered.get(activity);
      if (!looks) {
        looks = new Map();
        rendered.set(activity, looks);
      }
      const look = (alarms ? 1 : 0) + (people === null ? 0 : 2);
      const lines = people?.(activity) ?? null;
      const who = lines?.join('\n') ?? '';
      const known = looks.get(look);
      if (known?.people === who) return known.bytes;
      const bytes = render(activity, alarms, lines);
      looks.set(look, { people: who, bytes });
      return bytes;
    },
    keyDate: (occurrence, { alarms }) => {
      const { id, start, end, status } = occurrence;
      const key = `${id} ${start} ${end} ${status} ${alarms}`;
      const bytes = renderedKeyDates.get(key) ?? renderKeyDate(occurrence, alarms);
      renderedKeyDates.set(key, bytes);
      return bytes;
    },
  };
}
