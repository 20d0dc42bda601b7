import type { Activity } from '../../../facts/index.js';
import { instantOf, isoIn, plannedDuties, type Calendars, type Town } from '../../../town/index.js';
import { isDay } from '../../../calendar/index.js';
import type { Words } from '../../words/index.js';
import { namesIn } from '../namesIn.js';
import {
  isChecked,
  namedOptions,
  textOf,
  textOrNull,
  textsOf,
  valuesOf,
  type FieldFault,
  type Values,
} from '../editing/index.js';

/** The fields of the form, in its order. */
export const FIELDS = [
  'title',
  'village',
  'form',
  'place',
  'startDay',
  'startTime',
  'endDay',
  'endTime',
  'allDay',
  'keyDate',
  'duty',
  'lead',
  'partners',
  'lawyer',
  'pinned',
] as const;

/** What of a form decides which planning rules it breaks. */
const PLANNED: readonly string[] = [
  'village',
  'form',
  'startDay',
  'startTime',
  'endDay',
  'endTime',
  'allDay',
  'keyDate',
  'lead',
  'partners',
  'lawyer',
];

/** Whether a change of these fields may break a planning rule that it did not break before. */
export const mayBreakRules = (fields: readonly string[]): boolean =>
  fields.some((field) => PLANNED.includes(field));

/** An activity as the form shows it. */
export const activityValues = (activity: Activity): Values => {
  const { title, village, form, place, start, end, allDay, keyDate, duty, lead, partners, lawyer, pinned } =
    activity;
  return valuesOf({
    title,
    village,
    form,
    place,
    startDay: start.slice(0, 10),
    startTime: allDay ? null : start.slice(11, 16),
    endDay: end.slice(0, 10),
    endTime: allDay ? null : end.slice(11, 16),
    allDay,
    keyDate,
    duty,
    lead,
    partners,
    lawyer,
    pinned,
  });
};

/** What a new one begins with: a morning of the office's. */
export const newActivityValues = ({ hours, office, forms }: Town, day: string): Values =>
  valuesOf({
    title: null,
    village: null,
    form: forms[0]?.id ?? null,
    place: null,
    startDay: day,
    startTime: hours.am.start,
    endDay: day,
    endTime: hours.am.end,
    allDay: false,
    keyDate: null,
    duty: null,
    lead: office,
    partners: [],
    lawyer: null,
    pinned: true,
  });

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** An instant of the town; where there is none, what was typed, for the schema to refuse. */
const momentOf = (day: string, time: string, zone: string): string =>
  isDay(day) && TIME.test(time) ? isoIn(instantOf(day, time, zone), zone) : `${day}T${time}`;

/** The body of the API that a form asks for, whole. */
export function bodyOf(values: Values, { zone }: Town) {
  const allDay = isChecked(values, 'allDay');
  const startDay = textOf(values, 'startDay');
  const endDay = textOf(values, 'endDay') || startDay;
  return {
    title: textOf(values, 'title'),
    village: textOrNull(values, 'village'),
    form: textOf(values, 'form'),
    place: textOf(values, 'place'),
    start: allDay ? startDay : momentOf(startDay, textOf(values, 'startTime'), zone),
    end: allDay ? endDay : momentOf(endDay, textOf(values, 'endTime'), zone),
    allDay,
    keyDate: textOrNull(values, 'keyDate'),
    duty: textOrNull(values, 'duty'),
    lead: textOrNull(values, 'lead'),
    partners: [...textsOf(values, 'partners')],
    lawyer: textOrNull(values, 'lawyer'),
    pinned: isChecked(values, 'pinned'),
  };
}

const TIMES = ['startDay', 'startTime', 'endDay', 'endTime', 'allDay'];

/** The body of a change: only the fields that a person touched, times together. */
export function patchOf(values: Values, fields: readonly string[], town: Town): Record<string, unknown> {
  const body = bodyOf(values, town);
  const keys = new Set(
    fields.flatMap((field) => (TIMES.includes(field) ? ['start', 'end', 'allDay'] : [field])),
  );
  return Object.fromEntries(Object.entries(body).filter(([key]) => keys.has(key)));
}

/** The field that shows a path of the body. */
export function fieldOf(path: string): string | null {
  const key = path.replace(/[[.].*/, '');
  if (key === 'start') return 'startDay';
  if (key === 'end') return 'endDay';
  return (FIELDS as readonly string[]).includes(key) ? key : null;
}

/** What is wrong with the times as they were typed; the schema's words are about how they are stored. */
export function timeFaults(values: Values, t: Words): FieldFault[] {
  const wholeDay = isChecked(values, 'allDay');
  return (['startDay', 'endDay', 'startTime', 'endTime'] as const).flatMap((field) => {
    const text = textOf(values, field);
    const isTime = field.endsWith('Time');
    if (isTime ? wholeDay || TIME.test(text) : isDay(text) || (field === 'endDay' && text === '')) return [];
    return [{ field, message: isTime ? t.activities.timeFault : t.activities.dayFault }];
  });
}

/** What the form offers to choose from. */
export function choicesOf({ town, keyDates }: Pick<Calendars, 'town' | 'keyDates'>, t: Words) {
  const names = namesIn(town, t);
  return {
    villages: town.villages.map(({ id }) => ({ value: id, text: names.village(id) })),
    forms: town.forms.map((form) => ({ value: form.id, text: t.names.form(form) ?? form.name })),
    keyDates: keyDates.map(({ id, name }) => ({ value: id, text: t.names.keyDate(name) })),
    duties: namedOptions(t, plannedDuties(town)),
    departments: namedOptions(t, town.departments),
    lawyers: namedOptions(t, town.lawyers),
  };
}
