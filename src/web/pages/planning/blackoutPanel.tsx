import type { Town } from '../../../town/index.js';
import type { BlackoutFact } from '../../../facts/index.js';
import type { Words } from '../../words/index.js';
import { Said } from '../said.js';
import { namesIn } from '../namesIn.js';
import { Faults } from '../faults.js';

/** What the form held when it was refused. */
export interface BlackoutAsked {
  readonly start: string;
  readonly end: string;
  readonly scope: string;
  readonly villages: readonly string[];
  readonly reason: string;
}

interface BlackoutProps {
  readonly t: Words;
  readonly town: Town;
  readonly blackouts: readonly BlackoutFact[];
  readonly faults: readonly { readonly path: string; readonly message: string }[];
  readonly asked: BlackoutAsked | null;
}

const BlackoutForm = ({ t, town, faults, asked }: BlackoutProps) => {
  const words = t.activityCalendar.blackouts;
  const isSome = asked?.scope === 'some';
  return (
    <form method="post" action="/board/blackouts">
      <p class="hint">{words.lead}</p>
      <Faults t={t} faults={faults} fields={t.planning.fields} />
      <div class="line-form">
        <label class="field">
          <span>{words.start}</span>
          <input type="date" name="start" required value={asked?.start ?? ''} />
        </label>
        <label class="field">
          <span>{words.end}</span>
          <input type="date" name="end" required value={asked?.end ?? ''} />
        </label>
        <label class="field wide">
          <span>{words.reason}</span>
          <input name="reason" required placeholder={words.reasonHint} value={asked?.reason ?? ''} />
        </label>
      </div>
      <fieldset class="choices">
        <legend>{words.villages}</legend>
        <label>
          <input type="radio" name="scope" value="all" checked={!isSome} /> {words.all}
        </label>
        <label>
          <input type="radio" name="scope" value="some" checked={isSome} /> {words.some}
        </label>
        <div class="village-choices">
          {town.villages.map((village) => (
            <label key={village.id}>
              <input
                type="checkbox"
                name="villages"
                value={village.id}
                checked={asked?.villages.includes(village.id) ?? false}
              />{' '}
              {t.names.village(village)}
            </label>
          ))}
        </div>
      </fieldset>
      <button class="button primary" type="submit">
        {words.save}
      </button>
    </form>
  );
};

/** The days on which nothing is held: those to come, and the form that adds some. */
export const BlackoutPanel = (props: BlackoutProps) => {
  const { t, town, blackouts, faults } = props;
  const words = t.activityCalendar.blackouts;
  const names = namesIn(town, t);
  const daysOf = ({ start, end }: BlackoutFact): string =>
    start === end ? t.dates.day(start) : `${t.dates.day(start)} – ${t.dates.day(end)}`;
  return (
    <section class="panel blackouts" aria-labelledby="blackouts">
      <h2 id="blackouts">{words.title}</h2>
      {blackouts.length === 0 && <p>{words.none}</p>}
      <ul class="stop-list">
        {blackouts.map((blackout) => (
          <li key={blackout.id}>
            <span>
              <b>{daysOf(blackout)}</b> <Said t={t} zh={blackout.reason} />
              {t.frame.aside(blackout.villages?.map(names.village).join(t.planning.comma) ?? words.all)}
            </span>
            <form method="post" action={`/board/blackouts/${blackout.id}/remove`}>
              <button
                class="button"
                type="submit"
                aria-label={words.removeOf(blackout.reason, daysOf(blackout))}
              >
                {words.remove}
              </button>
            </form>
          </li>
        ))}
      </ul>
      <details class="add-stop" open={faults.length > 0}>
        <summary class="button">{words.open}</summary>
        <BlackoutForm {...props} />
      </details>
    </section>
  );
};
