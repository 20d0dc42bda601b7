import { recordedOf, type plannedRecord } from '../../../activities/index.js';
import type { ActivityRecord } from '../../../facts/index.js';
import { textOf, valuesOf, type Values } from '../editing/index.js';
import { numbered, plain, prose } from '../typed.js';

/** What the activity itself says of its record. */
export type Planned = ReturnType<typeof plannedRecord>;

/** The fields of the office's form, and what each means when it is left empty: the planned one, none, or a fault. */
const EMPTY = {
  date: 'planned',
  place: 'planned',
  start: null,
  end: null,
  people: undefined,
  leaflets: 0,
  consultations: 0,
  banners: 0,
  boards: 0,
  hours: null,
  speaker: null,
  recorder: null,
  summary: null,
  log: null,
} as const;

export type RecordField = keyof typeof EMPTY;

const RECORD_FIELDS = Object.keys(EMPTY) as RecordField[];

const DAYS_AND_HOURS: readonly RecordField[] = ['date', 'start', 'end'];
const NUMBERS: readonly RecordField[] = ['people', 'leaflets', 'consultations', 'banners', 'boards', 'hours'];

const read = (name: RecordField, text: string): string | number => {
  if (NUMBERS.includes(name)) return numbered(text);
  return DAYS_AND_HOURS.includes(name) ? plain(text) : prose(text);
};

/** The form as it is first shown: what was filed, else what was planned. */
export function recordValues(record: ActivityRecord | null, planned: Planned): Values {
  const shown: Readonly<Partial<Record<string, unknown>>> = record ? recordedOf(record, planned) : planned;
  const texts = RECORD_FIELDS.map((name) => {
    const value = shown[name];
    return [name, typeof value === 'string' || typeof value === 'number' ? String(value) : ''] as const;
  });
  return valuesOf(Object.fromEntries(texts));
}

/** What was typed, as the API's operation takes it; what the form does not ask for stays as it was filed. */
export function recordBody(values: Values, record: ActivityRecord | null, planned: Planned): object {
  const kept = record ? recordedOf(record, planned) : planned;
  const typed = RECORD_FIELDS.map((name) => {
    const text = textOf(values, name);
    const empty = EMPTY[name];
    if (text === '') return [name, empty === 'planned' ? planned[name as 'date' | 'place'] : empty] as const;
    return [name, read(name, text)] as const;
  });
  return { ...kept, ...Object.fromEntries(typed) };
}

/** The field that shows a path of the operation's body. */
export const recordFieldOf = (path: string): string | null =>
  (RECORD_FIELDS as readonly string[]).includes(path) ? path : null;
