import { addDays, type Day } from '../../../calendar/index.js';
import type { Activity } from '../../../facts/index.js';
import type { Town } from '../../../town/index.js';
import type { Words } from '../../words/index.js';
import { Said } from '../said.js';
import type { AgendaDay, AgendaGroup } from './agenda.js';
import { namesIn } from '../namesIn.js';
import { activityLink } from '../activityLink.js';

interface AgendaProps {
  readonly t: Words;
  readonly town: Town;
  readonly today: Day;
  readonly days: readonly AgendaDay[];
}

type ItemProps = Pick<AgendaProps, 't' | 'town'>;

const Status = ({ t, status }: { t: Words; status: Activity['status'] }) => (
  <span class={`stand ${status}`}>{t.board.agenda.status[status]}</span>
);

const Item = ({ t, town, activity }: ItemProps & { activity: Activity }) => {
  const names = namesIn(town, t);
  const { agenda, colon } = t.board;
  const [lead, lawyer] = [names.lead(activity), names.lawyer(activity)];
  return (
    <li class="agenda-item">
      <span class="clock">{t.dates.time(activity.start, activity.end, activity.allDay)}</span>
      <span class="what">
        <a href={activityLink(activity.id)}>
          <Said t={t} zh={activity.title} />
        </a>
        <Status t={t} status={activity.status} />
        <small>
          <span>
            <Said t={t} zh={activity.place} />
          </span>
          {lead !== null && (
            <span>
              {agenda.lead}
              {colon}
              <Said t={t} zh={lead} />
            </span>
          )}
          {lawyer !== null && (
            <span>
              {agenda.lawyer}
              {colon}
              <Said t={t} zh={lawyer} />
            </span>
          )}
        </small>
      </span>
    </li>
  );
};

/** So many alike are one line that opens. */
const FEW = 3;

/** The same thing in many villages. */
const Group = ({ t, town, group: { first, activities } }: ItemProps & { group: AgendaGroup }) => {
  const names = namesIn(town, t);
  const { agenda } = t.board;
  const confirmed = activities.filter(({ status }) => status !== 'planned').length;
  // What stands before the place in brackets is the same for all of them.
  const subject = first.title.replace(/（[^（）]*）$/, '');
  return (
    <li class="agenda-group">
      <details>
        <summary>
          <span class="clock">{t.dates.time(first.start, first.end, first.allDay)}</span>
          <span class="what">
            <Said t={t} zh={subject} /> <b>{agenda.villages(activities.length)}</b>
            <span class={`stand ${confirmed === activities.length ? 'confirmed' : 'planned'}`}>
              {agenda.confirmedOf(confirmed, activities.length)}
            </span>
            <small>{activities.map(({ village }) => names.village(village)).join(t.board.comma)}</small>
          </span>
        </summary>
        <ul>
          {activities.map((activity) => (
            <Item key={activity.id} t={t} town={town} activity={activity} />
          ))}
        </ul>
      </details>
    </li>
  );
};

/** The coming two weeks, day by day: when, what, where, who, and whether it stands. */
export const AgendaList = ({ t, town, today, days }: AgendaProps) => {
  const { agenda } = t.board;
  const near = (day: Day): string | null =>
    day === today ? agenda.today : day === addDays(today, 1) ? agenda.tomorrow : null;
  return (
    <section aria-labelledby="agenda">
      <h2 id="agenda">{agenda.title}</h2>
      {days.length === 0 && <p class="notice">{agenda.none}</p>}
      <ol class="agenda">
        {days.map(({ day, weekday, market, groups }) => (
          <li key={day} class={day === today ? 'now' : ''}>
            <h3>
              {t.dates.dayAndWeekday(day, weekday)}
              {near(day) !== null && <span class="tag now">{near(day)}</span>}
              {market && <span class="tag mkt">{agenda.market}</span>}
            </h3>
            <ul>
              {groups.flatMap((group) =>
                group.activities.length > FEW
                  ? [<Group key={group.first.id} t={t} town={town} group={group} />]
                  : group.activities.map((activity) => (
                      <Item key={activity.id} t={t} town={town} activity={activity} />
                    )),
              )}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  );
};
