import type { Day } from '../../../../calendar/index.js';
import type { BlackoutFact } from '../../../../facts/index.js';
import { htmlDocument } from '../../layout.js';
import { namesIn } from '../../namesIn.js';
import { Said } from '../../said.js';
import {
  Checks,
  FaultSummary,
  History,
  Input,
  EditingPage,
  type FieldFault,
  type Filled,
  type Happened,
  type Place,
} from '../../editing/index.js';
import { AddForm, Did } from '../parts.js';

interface PageProps {
  readonly place: Place;
  readonly today: Day;
  readonly blackouts: readonly BlackoutFact[];
  readonly form: Filled;
  readonly faults: readonly FieldFault[];
  readonly history: readonly Happened[];
  readonly did: string | null;
}

const AddBlackout = ({ place: { t, town }, form }: PageProps) => {
  const { start, end, reason, villages, all, some, reasonHint, lead, save } = t.activityCalendar.blackouts;
  const common = { t, form };
  const isSome = form.values.scope?.[0] === 'some';
  return (
    <AddForm title={t.people.blackouts.add} open={form.faults.length > 0}>
      <form class="sheet" method="post" action="/settings/blackouts">
        <p class="hint">{lead}</p>
        <div class="grid">
          <Input {...common} name="start" type="date" label={start} required />
          <Input {...common} name="end" type="date" label={end} required />
          <Input {...common} name="reason" label={reason} hint={reasonHint} required wide />
        </div>
        <fieldset class="checks">
          <legend>{villages}</legend>
          <div class="check-list">
            <label>
              <input type="radio" name="scope" value="all" checked={!isSome} /> {all}
            </label>
            <label>
              <input type="radio" name="scope" value="some" checked={isSome} /> {some}
            </label>
          </div>
        </fieldset>
        <Checks
          {...common}
          name="villages"
          label={some}
          options={town.villages.map((village) => ({ value: village.id, text: t.names.village(village) }))}
        />
        <button class="button primary" type="submit">
          {save}
        </button>
      </form>
    </AddForm>
  );
};

const BlackoutList = (props: { place: Place; blackouts: readonly BlackoutFact[]; removable: boolean }) => {
  const { place, blackouts, removable } = props;
  const { t, town } = place;
  const { all, remove, removeOf } = t.activityCalendar.blackouts;
  const names = namesIn(town, t);
  const daysOf = ({ start, end }: BlackoutFact): string =>
    start === end
      ? t.dates.dayWithYear(start)
      : `${t.dates.dayWithYear(start)} – ${t.dates.dayWithYear(end)}`;
  return (
    <ul class="rows">
      {blackouts.map((blackout) => (
        <li key={blackout.id}>
          <span class="row-name">
            <b>{daysOf(blackout)}</b>
          </span>
          <span>
            <Said t={t} zh={blackout.reason} />
          </span>
          <span class="soft">{blackout.villages?.map(names.village).join(t.planning.comma) ?? all}</span>
          {removable && (
            <form method="post" action={`/settings/blackouts/${blackout.id}/remove`}>
              <button
                class="button small"
                type="submit"
                aria-label={removeOf(blackout.reason, daysOf(blackout))}
              >
                {remove}
              </button>
            </form>
          )}
        </li>
      ))}
    </ul>
  );
};

/** Days on which nothing is held: those to come, those past, and the form that adds some. */
export const blackoutsPage = (props: PageProps): string => {
  const { place, today, blackouts, form, faults, history, did } = props;
  const { t, isAdmin } = place;
  const { title, none, start, end, reason, villages } = t.activityCalendar.blackouts;
  const { coming, past } = t.people.blackouts;
  const ahead = blackouts.filter((blackout) => blackout.end >= today);
  const gone = blackouts.filter((blackout) => blackout.end < today).reverse();
  return htmlDocument(
    <EditingPage place={place} title={title} current="blackouts">
      <Did text={did} />
      <FaultSummary t={t} faults={[...faults, ...form.faults]} labels={{ start, end, reason, villages }} />
      <AddBlackout {...props} />
      <section aria-labelledby="coming">
        <h2 id="coming">{coming}</h2>
        {ahead.length === 0 ? (
          <p class="hint">{none}</p>
        ) : (
          <BlackoutList place={place} blackouts={ahead} removable />
        )}
      </section>
      {gone.length > 0 && (
        <section aria-labelledby="past">
          <h2 id="past">{past}</h2>
          <BlackoutList place={place} blackouts={gone} removable={false} />
        </section>
      )}
      <History t={t} items={history} undo={isAdmin ? '/settings/blackouts/undo' : null} />
    </EditingPage>,
  );
};
