import { recordedOf, type plannedRecord } from '../../../activities/index.js';
import type { ActivityRecord } from '../../../facts/index.js';
import { textOf, valuesOf, type Values } from '../editing/index.js';

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

const NUMBERS: readonly RecordField[] = ['people', 'leaflets', 'consultations', 'banners', 'boards', 'hours'];

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
    const text = textOf(values, name).normalize('NFKC');
    const empty = EMPTY[name];
    if (text === '') return [name, empty === 'planned' ? planned[name as 'date' | 'place'] : empty] as const;
    // What is no number is sent as it is, for the refusal to name it.
    return [name, NUMBERS.includes(name) && /^\d{1,9}(\.\d)?$/.test(text) ? Number(text) : text] as const;
  });
  return { ...kept, ...Object.fromEntries(typed) };
}

/** The field that shows a path of the operation's body. */
export const recordFieldOf = (path: string): string | null =>
  (RECORD_FIELDS as readonly string[]).includes(path) ? path : null;
