import type { Calendars } from '../../../town/index.js';
import { htmlDocument } from '../layout.js';
import { FaultSummary, EditingPage, type Filled, type Place } from '../editing/index.js';
import { EffectsPanel, SaveButtons, type Effects } from './effects.js';
import { ActivityFields } from './fieldset.js';

interface NewProps {
  readonly place: Place;
  readonly calendars: Calendars;
  readonly form: Filled;
  readonly effects: Effects | null;
}

/** The form of an activity that is made by hand. */
export const newActivityPage = ({ place, calendars, form, effects }: NewProps): string => {
  const { t } = place;
  return htmlDocument(
    <EditingPage place={place} title={t.activities.add} current="activities">
      <FaultSummary t={t} faults={form.faults} labels={t.activities.fields} />
      <EffectsPanel t={t} effects={effects} />
      <form class="sheet" method="post" action="/activities/new">
        <ActivityFields t={t} calendars={calendars} form={form} />
        <SaveButtons t={t} effects={effects} />
      </form>
      <p>
        <a href="/activities">‹ {t.activities.title}</a>
      </p>
    </EditingPage>,
  );
};
