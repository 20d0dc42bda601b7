import { weekdayOf } from '../../../calendar/index.js';
import { ACTIVITY_STATUSES, startDayOf, type Activity } from '../../../facts/index.js';
import type { Calendars } from '../../../town/index.js';
import type { Words } from '../../words/index.js';
import { htmlDocument } from '../layout.js';
import { namesIn } from '../namesIn.js';
import { Said } from '../said.js';
import { Input, Select, EditingPage, valuesOf, type Place } from '../editing/index.js';
import { choicesOf } from './form.js';
import { PAGE_SIZE, searchLink, WHOLE_TOWN, type Search } from './search.js';

interface ListProps {
  readonly place: Place;
  readonly calendars: Calendars;
  readonly search: Search;
  /** All that were found. */
  readonly activities: readonly Activity[];
}

/** When an activity is, in a line. */
export function whenText(
  t: Words,
  { start, end, allDay }: Pick<Activity, 'start' | 'end' | 'allDay'>,
): string {
  const [first, last] = [startDayOf({ start }), end.slice(0, 10)];
  const day = `${t.dates.dayWithYear(first)} ${t.dates.weekdayShort(weekdayOf(first))}`;
  if (first === last) return `${day} ${t.dates.time(start, end, allDay)}`;
  const clock = (instant: string): string => (allDay ? '' : ` ${instant.slice(11, 16)}`);
  return `${day}${clock(start)} – ${t.dates.dayWithYear(last)}${clock(end)}`;
}

const SearchForm = ({ place: { t }, calendars, search }: ListProps) => {
  const { search: words, wholeTown } = t.activities;
  const choices = choicesOf(calendars, t);
  const { page, ...asked } = search;
  const common = { t, form: { values: valuesOf(asked), faults: [] } };
  const statuses = ACTIVITY_STATUSES.map((value) => ({
    value,
    text: t.moving.statuses[value],
  }));
  const villages = [{ value: WHOLE_TOWN, text: wholeTown }, ...choices.villages];
  return (
    <form class="search" method="get" action="/activities" aria-label={words.label}>
      <div class="grid four">
        <Input {...common} name="q" type="search" label={words.text} wide />
        <Select {...common} name="village" label={words.village} options={villages} none={words.all} />
        <Select
          {...common}
          name="campaign"
          label={words.campaign}
          options={choices.keyDates}
          none={words.all}
        />
        <Select {...common} name="status" label={words.status} options={statuses} none={words.all} />
        <Input {...common} name="from" type="date" label={words.from} />
        <Input {...common} name="to" type="date" label={words.to} />
      </div>
      <div class="buttons">
        <button class="button primary" type="submit">
          {words.show}
        </button>
        <a href="/activities">{words.clear}</a>
      </div>
    </form>
  );
};

const Pages = ({ t, search, page, last }: { t: Words; search: Search; page: number; last: number }) =>
  last < 2 ? null : (
    <nav class="buttons" aria-label={t.activities.pages}>
      {page > 1 && (
        <a class="button" href={searchLink(search, page - 1)}>
          {t.activities.earlier}
        </a>
      )}
      {page < last && (
        <a class="button" href={searchLink(search, page + 1)}>
          {t.activities.later}
        </a>
      )}
    </nav>
  );

const Row = ({ place: { t, town }, activity }: { place: Place; activity: Activity }) => {
  const names = namesIn(town, t);
  const lead = names.lead(activity);
  const { columns } = t.activities;
  return (
    <tr class={activity.status}>
      <td data-label={columns.when}>{whenText(t, activity)}</td>
      <th scope="row" data-label={columns.what}>
        <a href={`/activities/${activity.id}`}>
          <Said t={t} zh={activity.title} />
        </a>
      </th>
      <td data-label={columns.where}>
        {names.village(activity.village)}
        <br />
        <span class="soft">
          <Said t={t} zh={activity.place} />
        </span>
      </td>
      <td data-label={columns.lead}>{lead !== null && <Said t={t} zh={lead} />}</td>
      <td data-label={columns.status}>
        <span class={`state ${activity.status}`}>{t.moving.statuses[activity.status]}</span>
      </td>
    </tr>
  );
};

/** All activities that were asked for, a page at a time. */
export const listPage = (props: ListProps): string => {
  const { place, search, activities } = props;
  const { t } = place;
  const { title, add, columns, nothing, found, foundRange } = t.activities;
  // What was on a further page may have been moved or cancelled since the address was made.
  const last = Math.max(1, Math.ceil(activities.length / PAGE_SIZE));
  const page = Math.min(search.page, last);
  const first = (page - 1) * PAGE_SIZE;
  const shown = activities.slice(first, first + PAGE_SIZE);
  return htmlDocument(
    <EditingPage place={place} title={title} current="activities">
      {place.isOffice && (
        <p class="lead-act">
          <a class="button primary" href="/activities/new">
            {add}
          </a>
        </p>
      )}
      <SearchForm {...props} />
      <p class="count" role="status">
        {shown.length < activities.length
          ? foundRange(first + 1, first + shown.length, activities.length)
          : found(activities.length)}
      </p>
      {shown.length === 0 ? (
        <p class="notice">{nothing}</p>
      ) : (
        <table class="table cards">
          <thead>
            <tr>
              {Object.entries(columns).map(([id, text]) => (
                <th key={id} scope="col">
                  {text}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((activity) => (
              <Row key={activity.id} place={place} activity={activity} />
            ))}
          </tbody>
        </table>
      )}
      <Pages t={t} search={search} page={page} last={last} />
    </EditingPage>,
  );
};
