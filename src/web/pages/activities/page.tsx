import type { Acknowledgement, Activity, ActivityRecord, Contact, Delivery } from '../../../facts/index.js';
import type { Calendars } from '../../../town/index.js';
import { htmlDocument } from '../layout.js';
import { Said } from '../said.js';
import { Did } from '../settings/parts.js';
import {
  FaultSummary,
  History,
  Meanwhile,
  EditingPage,
  type FieldFault,
  type Filled,
  type Happened,
  type Place,
} from '../editing/index.js';
import { Facts, RecordPart, RemindersPart } from './aboutParts.js';
import { Acts } from './acts.js';
import { EffectsPanel, SaveButtons, type Effects } from './effects.js';
import { ActivityFields } from './fieldset.js';

/** All there is about an activity. */
export interface About {
  readonly activity: Activity;
  readonly record: ActivityRecord | null;
  readonly deliveries: readonly Delivery[];
  readonly answers: readonly Acknowledgement[];
  /** Whom the reader may know. */
  readonly contacts: readonly Contact[];
  readonly history: readonly Happened[];
}

interface PageProps {
  readonly place: Place;
  readonly calendars: Calendars;
  readonly about: About;
  readonly mayConfirm: boolean;
  /** Whether its record is the reader's to file. */
  readonly mayFile: boolean;
  readonly form: Filled;
  readonly cancelling: Filled | null;
  /** What was wrong with something that has no fields. */
  readonly faults: readonly FieldFault[];
  /** What was just done. */
  readonly did: string | null;
  readonly effects: Effects | null;
  /** What others changed while the form was open. */
  readonly meanwhile: readonly Happened[];
}

/** One activity: how it stands, what can be done, its form, its record, its reminders, its history. */
export const activityPage = (props: PageProps): string => {
  const { place, calendars, about, mayConfirm, mayFile, form, cancelling, faults, did, effects, meanwhile } =
    props;
  const { t, town, isAdmin, isOffice } = place;
  const { activity, record, deliveries, answers, contacts, history } = about;
  const path = `/activities/${activity.id}`;
  return htmlDocument(
    <EditingPage
      place={place}
      title={activity.title}
      heading={<Said t={t} zh={activity.title} />}
      current="activities"
    >
      <Did text={did} />
      <Meanwhile t={t} items={meanwhile} />
      <FaultSummary
        t={t}
        faults={[...faults, ...form.faults, ...(cancelling?.faults ?? [])]}
        labels={t.activities.fields}
      />
      <section aria-labelledby="facts">
        <h2 id="facts">{t.activities.facts}</h2>
        <Facts t={t} town={town} activity={activity} />
      </section>
      <Acts
        t={t}
        activity={activity}
        hasRecord={record !== null}
        isOffice={isOffice}
        mayConfirm={mayConfirm}
        cancelling={cancelling}
      />
      {isOffice && activity.status !== 'cancelled' && (
        <section aria-labelledby="edit">
          <h2 id="edit">{t.activities.edit}</h2>
          <EffectsPanel t={t} effects={effects} />
          <form class="sheet" method="post" action={path}>
            <input type="hidden" name="revision" value={activity.revision} />
            <ActivityFields t={t} calendars={calendars} form={form} />
            <SaveButtons t={t} effects={effects} />
          </form>
        </section>
      )}
      <RecordPart
        t={t}
        record={record}
        path={mayFile && activity.status !== 'cancelled' ? `${path}/record` : null}
        signIn={isOffice && activity.status !== 'cancelled' ? `/today/sign-in/${activity.id}` : null}
      />
      <RemindersPart t={t} town={town} contacts={contacts} deliveries={deliveries} answers={answers} />
      <History t={t} items={history} undo={isAdmin ? `${path}/undo` : null} />
      <p>
        <a href="/activities">‹ {t.activities.title}</a>
      </p>
    </EditingPage>,
  );
};
