import ical, { ICalEventStatus, type ICalEventData } from 'ical-generator';
import { DateTime } from 'luxon';
import { addDays, themeOf, yearOf, type Day, type KeyDate, type Occurrence } from '../calendar/index.js';
import { endDayOf, startDayOf, type Activity } from '../facts/index.js';
import { publicTextOf, type Town } from '../town/index.js';
import { componentText } from './calendarText.js';
import { cleanText } from './text.js';

/** An activity or a key date as the text of one VEVENT. */
export interface Renderer {
  activity(activity: Activity): string;
  keyDate(occurrence: Occurrence, revised: Day): string;
}

const utcDay = (day: Day): DateTime => DateTime.fromISO(day, { zone: 'utc' });
const utc = (instant: string): DateTime => DateTime.fromISO(instant, { zone: 'utc' });

const eventText = (data: ICalEventData): string => {
  const calendar = ical();
  calendar.createEvent(data);
  return componentText(calendar);
};

/** The year's theme and the law behind a key date, as far as they are known. */
const aboutKeyDate = (keyDate: KeyDate | undefined, year: number): string[] => {
  const theme = keyDate && themeOf(keyDate, year);
  return [...(theme ? [`主题：${theme}`] : []), ...(keyDate?.basis ? [`依据：${keyDate.basis}`] : [])];
};

/**
 * Renders each fact once: the text is kept as long as the fact itself is, and a changed fact is another object.
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

  // Departments and villages only: a public feed names no person.
  const descriptionOf = ({ form, village, lead, partners }: Activity): string =>
    [
      `形式：${named(formNames, form)}`,
      `范围：${village === null ? '全镇' : named(villageNames, village)}`,
      ...(lead === null ? [] : [`牵头：${named(departmentNames, lead)}`]),
      ...(partners.length === 0
        ? []
        : [`配合：${partners.map((id) => named(departmentNames, id)).join('、')}`]),
    ].join('\n');

  const timesOf = (activity: Activity): Pick<ICalEventData, 'start' | 'end' | 'allDay'> =>
    activity.allDay
      ? { start: utcDay(startDayOf(activity)), end: utcDay(addDays(endDayOf(activity), 1)), allDay: true }
      : { start: utc(activity.start), end: utc(activity.end) };

  const rendered = new WeakMap<Activity, string>();
  const render = (activity: Activity): string => {
    const cancelled = activity.status === 'cancelled';
    return eventText({
      id: uidOf(activity.id),
      ...timesOf(activity),
      stamp: utc(activity.updatedAt),
      created: utc(activity.createdAt),
      lastModified: utc(activity.updatedAt),
      sequence: activity.sequence,
      summary: cleanText(`${cancelled ? '【已取消】' : ''}${publicText(activity.title)}`),
      location: cleanText(publicText(activity.place)),
      description: cleanText(descriptionOf(activity)),
      categories: [{ name: cleanText(categoryOf(activity)) }],
      // The release is the office's word; whether a village has confirmed is between the two.
      status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
  };

  return {
    activity: (activity) => {
      const text = rendered.get(activity) ?? render(activity);
      rendered.set(activity, text);
      return text;
    },
    keyDate: (occurrence, revised) =>
      eventText({
        id: uidOf(`${occurrence.id}-${yearOf(occurrence.start)}`),
        start: utcDay(occurrence.start),
        end: utcDay(addDays(occurrence.end, 1)),
        allDay: true,
        stamp: utcDay(revised),
        lastModified: utcDay(revised),
        sequence: 0,
        summary: cleanText(occurrence.name.zh),
        description: cleanText(
          [
            ...aboutKeyDate(entries.get(occurrence.id), yearOf(occurrence.start)),
            `来源：${occurrence.source}`,
            ...(occurrence.confidence === 'C' ? ['待核实'] : []),
            ...(occurrence.status === 'expected' ? ['日期以当年通知为准'] : []),
          ].join('\n'),
        ),
        categories: [{ name: cleanText(occurrence.short) }],
      }),
  };
}
