import type { Acknowledgement, Activity, ActivityRecord, Contact, Delivery } from '../../../facts/index.js';
import { contactName } from '../../../reminders/index.js';
import type { Town } from '../../../town/index.js';
import type { Words } from '../../words/index.js';
import { namesIn } from '../namesIn.js';
import { Said } from '../said.js';
import { whenText } from './listPage.js';
import { PhotoLink } from './photoLink.js';

/** How an activity stands: when, where, by whom, and why the plan put it there. */
export const Facts = ({ t, town, activity }: { t: Words; town: Town; activity: Activity }) => {
  const { fields, when, status, reasons, pinned } = t.activities;
  const names = namesIn(town, t);
  const unit = (id: string): string => town.departments.find((one) => one.id === id)?.name ?? id;
  const lawyer = names.lawyer(activity);
  return (
    <dl class="facts">
      <dt>{status}</dt>
      <dd>
        <span class={`state ${activity.status}`}>{t.moving.statuses[activity.status]}</span>
        {activity.pinned && <span class="soft"> {pinned}</span>}
      </dd>
      <dt>{when}</dt>
      <dd>{whenText(t, activity)}</dd>
      <dt>{fields.place}</dt>
      <dd>
        {names.village(activity.village)}
        {t.planning.comma}
        <Said t={t} zh={activity.place} />
      </dd>
      {activity.lead !== null && (
        <>
          <dt>{fields.lead}</dt>
          <dd>
            <Said t={t} zh={[activity.lead, ...activity.partners].map(unit).join('、')} />
          </dd>
        </>
      )}
      {lawyer !== null && (
        <>
          <dt>{fields.lawyer}</dt>
          <dd>
            <Said t={t} zh={lawyer} />
          </dd>
        </>
      )}
      {activity.reasons.length > 0 && (
        <>
          <dt>{reasons}</dt>
          <dd>
            <Said t={t} zh={activity.reasons.join('；')} />
          </dd>
        </>
      )}
    </dl>
  );
};

interface RecordPartProps {
  readonly t: Words;
  readonly record: ActivityRecord | null;
  /** Where it is filed or corrected; null for those whose record it is not. */
  readonly path: string | null;
  /** Where its sign-in sheet is printed; null for those who do not print it there. */
  readonly signIn: string | null;
}

/** What was written down of it, with its photos. */
export const RecordPart = ({ t, record, path, signIn }: RecordPartProps) => {
  const { record: title, noRecord, recordFile, recordCorrect, recordFields } = t.activities;
  return (
    <section aria-labelledby="record">
      <h2 id="record">{title}</h2>
      {path !== null && (
        <p>
          <a class="button" href={path}>
            {record === null ? recordFile : recordCorrect}
          </a>
        </p>
      )}
      {signIn !== null && (
        <p>
          <a href={signIn}>{t.activities.signIn}</a>
        </p>
      )}
      {record === null ? (
        <p class="hint">{noRecord}</p>
      ) : (
        <>
          <dl class="facts">
            <dt>{recordFields.date}</dt>
            <dd>{t.dates.dayWithYear(record.date)}</dd>
            <dt>{recordFields.place}</dt>
            <dd>
              <Said t={t} zh={record.place} />
            </dd>
            {(['people', 'leaflets', 'consultations'] as const).map((field) => (
              <>
                <dt>{recordFields[field]}</dt>
                <dd>{record[field]}</dd>
              </>
            ))}
            {record.summary !== null && (
              <>
                <dt>{recordFields.summary}</dt>
                <dd>
                  <Said t={t} zh={record.summary} />
                </dd>
              </>
            )}
          </dl>
          {record.photos.length > 0 && (
            <ul class="photos">
              {record.photos.map((photo, index) => (
                <li key={photo.id}>
                  <PhotoLink t={t} photo={photo} number={index + 1} />
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </section>
  );
};

interface RemindersProps {
  readonly t: Words;
  readonly town: Town;
  readonly contacts: readonly Contact[];
  readonly deliveries: readonly Delivery[];
  readonly answers: readonly Acknowledgement[];
}

/** Who was reminded of it, how that went, and who answered. */
export const RemindersPart = ({ t, town, contacts, deliveries, answers }: RemindersProps) => {
  const { reminders, noReminders, reminderColumns, deliveryStates, channels, answered } = t.activities;
  const rows = [
    ...deliveries.map(({ id, contact, channel, state, attempts, dueAt }) => ({
      id,
      contact,
      at: attempts.at(-1)?.at ?? dueAt,
      how: channels[channel],
      text: deliveryStates[state],
    })),
    ...answers.map(({ id, contact, at, answer, reason }) => ({
      id,
      contact,
      at,
      how: '',
      text: answered(answer, reason),
    })),
  ].sort((a, b) => (a.at < b.at ? 1 : -1));
  return (
    <section aria-labelledby="reminders">
      <h2 id="reminders">{reminders}</h2>
      {rows.length === 0 ? (
        <p class="hint">{noReminders}</p>
      ) : (
        <table class="table cards">
          <thead>
            <tr>
              {Object.entries(reminderColumns).map(([id, text]) => (
                <th key={id} scope="col">
                  {text}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, contact, at, how, text }) => (
              <tr key={id}>
                <td data-label={reminderColumns.when}>{t.dates.instant(at)}</td>
                <td data-label={reminderColumns.who}>
                  <Said t={t} zh={contactName(contact, town, contacts)} />
                </td>
                <td data-label={reminderColumns.how}>{how}</td>
                <td data-label={reminderColumns.state}>{text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
};
