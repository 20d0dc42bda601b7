import type { Activity, ActivityRecord } from '../../../facts/index.js';
import { EditingPage, FaultSummary, Input, Prose, type Filled, type Place } from '../editing/index.js';
import { htmlDocument } from '../layout.js';
import { Said } from '../said.js';
import { Did } from '../settings/parts.js';
import type { RecordField } from './recordForm.js';
import { RecordPhotos } from './recordPhotos.js';

interface RecordPageProps {
  readonly place: Place;
  readonly activity: Activity;
  readonly form: Filled;
  /** What was filed before; null for the first. */
  readonly record: ActivityRecord | null;
  /** What was just done. */
  readonly did: string | null;
}

const TYPES: Readonly<Partial<Record<RecordField, 'date' | 'time'>>> = {
  date: 'date',
  start: 'time',
  end: 'time',
};

const PROSE: readonly RecordField[] = ['summary', 'log'];

const PARTS: readonly (readonly RecordField[])[] = [
  ['date', 'place', 'start', 'end'],
  ['people', 'leaflets', 'consultations', 'banners', 'boards', 'hours'],
  ['speaker', 'recorder', 'summary', 'log'],
];

/** The office's form of a record: the same that a village files by its link, and its photos. */
export const recordPage = ({ place, activity, form, record: filed, did }: RecordPageProps): string => {
  const { t } = place;
  const { record, recordFields, recordHint } = t.activities;
  const path = `/activities/${activity.id}`;
  return htmlDocument(
    <EditingPage place={place} title={record} current="activities">
      <h2>
        <a href={path}>
          <Said t={t} zh={activity.title} />
        </a>
      </h2>
      <Did text={did} />
      <FaultSummary t={t} faults={form.faults} labels={recordFields} />
      <p class="hint">{recordHint}</p>
      <form class="sheet" method="post" action={`${path}/record`}>
        <input type="hidden" name="filedAt" value={filed?.at ?? ''} />
        {PARTS.map((fields) => (
          <div key={fields[0]} class="grid">
            {fields.map((name) => {
              const common = { t, form, name, label: recordFields[name] };
              return PROSE.includes(name) ? (
                <Prose key={name} {...common} wide />
              ) : (
                <Input key={name} {...common} type={TYPES[name] ?? 'text'} required={name === 'people'} />
              );
            })}
          </div>
        ))}
        <div class="buttons">
          <button class="button primary" type="submit">
            {t.editing.save}
          </button>
        </div>
      </form>
      <RecordPhotos t={t} record={filed} path={`${path}/record`} />
    </EditingPage>,
  );
};
