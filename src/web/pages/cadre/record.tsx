import { startDayOf, type ActivityRecord } from '../../../facts/index.js';
import { dayText } from '../year/wording.js';
import type { Sent } from './input.js';
import type { CadreView } from './view.js';

/** What was filed, as one checks it over. */
export const RecordSummary = ({ record }: { record: ActivityRecord }) => (
  <div class="done" role="status">
    <p>台账已收到，谢谢。</p>
    <p class="reason">
      {dayText(record.date)}，{record.place}：到场 {record.people} 人，发资料 {record.leaflets} 份，咨询{' '}
      {record.consultations} 人次。
    </p>
  </div>
);

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly fault: string | undefined;
  readonly type?: 'date' | 'text' | 'count';
  readonly required?: boolean;
}

const Field = ({ name, label, value, fault, type = 'text', required = false }: FieldProps) => {
  const shared = { name, value, required, 'aria-invalid': fault !== undefined, autocomplete: 'off' } as const;
  return (
    <>
      <label class="field">
        <span>{label}</span>
        {type === 'date' ? (
          <input type="date" {...shared} />
        ) : (
          <input type="text" inputmode={type === 'count' ? 'numeric' : 'text'} {...shared} />
        )}
      </label>
      {fault !== undefined && <p class="fault">{fault}</p>}
    </>
  );
};

interface RecordFormProps {
  readonly view: CadreView;
  readonly action: string;
  readonly sent: Sent | undefined;
}

/** The record in five fields; what was sent with a mistake stands there again. */
export const RecordForm = ({ view: { activity, record, today, office }, action, sent }: RecordFormProps) => {
  const planned = startDayOf(activity);
  const known: Readonly<Record<string, unknown>> = record ?? {
    date: planned <= today ? planned : today,
    place: activity.place,
  };
  const valueOf = (name: string): string => {
    const value = sent === undefined ? known[name] : sent.values[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const faultOf = (name: string): string | undefined =>
    sent?.faults.find(({ path }) => path === name)?.message;
  const field = (name: string, label: string) => ({
    name,
    label,
    value: valueOf(name),
    fault: faultOf(name),
  });
  return (
    <form method="post" action={action}>
      <Field {...field('date', '哪一天办的')} type="date" required />
      <Field {...field('place', '在哪里')} required />
      <Field {...field('people', '到场人数')} type="count" required />
      <Field {...field('leaflets', '发了多少份资料（没有不用填）')} type="count" />
      <Field {...field('consultations', '咨询人次（没有不用填）')} type="count" />
      <button class="button primary big" type="submit">
        交给{office}
      </button>
    </form>
  );
};
