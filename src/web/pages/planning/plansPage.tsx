import { yearOf, type Day } from '../../../calendar/index.js';
import type { PlanSummary } from '../../api/plans.js';
import type { Words } from '../../words/index.js';
import { htmlDocument } from '../layout.js';
import { Faults } from '../faults.js';
import { PlanningPage, type Place } from './frame.js';

/** The years that may be planned from here; a further one over the API. */
const YEARS_AHEAD = 2;

interface PlansProps {
  readonly place: Place;
  readonly today: Day;
  /** The newest first. */
  readonly plans: readonly PlanSummary[];
  readonly faults: readonly { readonly path: string; readonly message: string }[];
  /** What the form held when it was refused. */
  readonly asked?: { readonly year: string; readonly from: string };
}

const PlanForm = ({ place: { t }, today, asked, faults }: PlansProps) => {
  const { list } = t.planning;
  const first = yearOf(today);
  const years = Array.from({ length: YEARS_AHEAD + 1 }, (_, ahead) => first + ahead);
  const chosen = asked?.year ?? String(first + 1);
  return (
    <section class="panel" aria-labelledby="make">
      <h2 id="make">{list.makeTitle}</h2>
      <p class="hint">{list.lead}</p>
      <Faults t={t} faults={faults} fields={t.planning.fields} />
      <form class="line-form" method="post" action="/board/plans">
        <label class="field">
          <span>{list.year}</span>
          <select name="year">
            {years.map((year) => (
              <option key={year} value={year} selected={String(year) === chosen}>
                {t.dates.year(year)}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>{list.from}</span>
          <input type="date" name="from" value={asked?.from ?? ''} aria-describedby="from-hint" />
        </label>
        <button class="button primary" type="submit">
          {list.make}
        </button>
        <p class="hint" id="from-hint">
          {list.fromHint}
        </p>
      </form>
    </section>
  );
};

export const StateTag = ({ t, state }: { t: Words; state: PlanSummary['state'] }) => (
  <span class={`state ${state}`}>{t.planning.states[state]}</span>
);

/** The plans of all years, and the form that asks for another. */
export const plansPage = (props: PlansProps): string => {
  const { place, plans } = props;
  const { t } = place;
  const { list } = t.planning;
  return htmlDocument(
    <PlanningPage place={place} title={t.planning.plans} current="plans">
      <PlanForm {...props} />
      <section>
        <h2>{t.planning.plans}</h2>
        {plans.length === 0 ? (
          <p>{list.empty}</p>
        ) : (
          <div class="scroll">
            <table class="table plans">
              <caption class="hidden">{list.caption}</caption>
              <thead>
                <tr>
                  <th scope="col">{list.columns.year}</th>
                  <th scope="col">{list.columns.state}</th>
                  <th scope="col">{list.columns.made}</th>
                  <th scope="col">{list.columns.from}</th>
                  <th scope="col" class="number">
                    {list.columns.cost}
                  </th>
                </tr>
              </thead>
              <tbody>
                {plans.map(({ id, year, state, createdAt, from, cost, blackout }) => (
                  <tr key={id}>
                    <td>
                      <a href={`/board/plans/${id}`} aria-label={list.open(year, t.dates.instant(createdAt))}>
                        {t.dates.year(year)}
                      </a>
                      {blackout !== null && <small> {list.forBlackout}</small>}
                    </td>
                    <td>
                      <StateTag t={t} state={state} />
                    </td>
                    <td>{t.dates.instant(createdAt)}</td>
                    <td>{t.dates.dayWithYear(from)}</td>
                    <td class="number">{cost?.total ?? '—'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
    </PlanningPage>,
  );
};
