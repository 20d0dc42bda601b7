import { Said } from '../said.js';
import { agendaOf } from '../year/agenda.js';
import { DayEntry } from '../year/agendaDays.js';
import { PhoneLinks } from '../feedHelp/phones.js';
import type { KeyDateView } from './view.js';

const Departments = ({ ids, view }: { ids: readonly string[]; view: KeyDateView }) => {
  const { t, town } = view.calendar;
  const names = ids.map((id) => town.departments.find((one) => one.id === id)?.name ?? id);
  return <Said t={t} zh={names.join('、')} />;
};

const Campaign = ({ view }: { view: KeyDateView }) => {
  const { t, town } = view.calendar;
  const campaign = town.campaigns.find(({ keyDate }) => keyDate === view.keyDate.id);
  if (!campaign) return <p class="hint">{t.keyDate.noCampaign}</p>;
  const { lead, partners, days, quota } = campaign;
  const formName = (form: string): string => {
    const known = town.forms.find(({ id }) => id === form);
    return (known && t.names.form(known)) ?? known?.name ?? form;
  };
  return (
    <dl class="facts">
      <div class="fact">
        <dt>{t.keyDate.leadBy}</dt>
        <dd>
          <Departments ids={[lead]} view={view} />
        </dd>
      </div>
      {partners.length > 0 && (
        <div class="fact">
          <dt>{t.keyDate.partners}</dt>
          <dd>
            <Departments ids={partners} view={view} />
          </dd>
        </div>
      )}
      <div class="fact">
        <dt>{t.keyDate.window}</dt>
        <dd>{t.keyDate.windowText(days.before, days.after)}</dd>
      </div>
      <div class="fact">
        <dt>{t.keyDate.quota}</dt>
        <dd>
          <ul>
            {quota.map(({ form, perVillage, perTown }) => (
              <li>
                {perVillage === undefined
                  ? t.keyDate.perTown(formName(form), perTown ?? 0)
                  : t.keyDate.perVillage(formName(form), perVillage)}
              </li>
            ))}
          </ul>
        </dd>
      </div>
    </dl>
  );
};

/** What the town does about a key date: its arrangement, this year's activities, and the feed of them. */
export const TownPart = ({ view }: { view: KeyDateView }) => {
  const { calendar, keyDate, feed } = view;
  const { t, town, year } = calendar;
  const agenda = agendaOf(calendar);
  return (
    <section aria-labelledby="town">
      <h2 id="town">{t.keyDate.town(t.names.town(town))}</h2>
      <Campaign view={view} />
      <h3>{t.keyDate.activities(year)}</h3>
      {agenda.length === 0 && <p class="hint">{t.keyDate.noActivities(year)}</p>}
      {agenda.map((entry) => (
        <DayEntry entry={entry} view={calendar} />
      ))}
      {feed && (
        <details class="subscribe">
          <summary>{t.keyDate.subscribe}</summary>
          <PhoneLinks t={t} path={`campaigns/${keyDate.id}`} />
        </details>
      )}
    </section>
  );
};
