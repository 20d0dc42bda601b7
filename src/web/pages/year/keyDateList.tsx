import { themeOf, unknownIn, weekdayOf, type KeyDate, type Occurrence } from '../../../calendar/index.js';
import { Said } from '../said.js';
import { keyDateId, keyDateLink } from './links.js';
import { Stamp } from './stamp.js';
import { looksOf, type Look } from './topics.js';
import type { YearView } from './view.js';

/** When a key date is, with the weekday of a single day. */
export const whenText = (one: Occurrence, { dates }: YearView['t']): string =>
  one.start === one.end
    ? `${dates.range(one)} ${dates.weekdayShort(weekdayOf(one.start))}`
    : dates.range(one);

interface RowProps {
  readonly one: Occurrence;
  readonly of: KeyDate | undefined;
  readonly look: Look;
  readonly view: YearView;
}

const Row = ({ one, of, look, view }: RowProps) => {
  const { t } = view;
  const theme = of && themeOf(of, view.year);
  const classes = [one.end < view.today && 'past', look.planned && 'has-plan'].filter(Boolean).join(' ');
  return (
    <tr id={keyDateId(one.id)} {...(classes === '' ? {} : { class: classes })}>
      <td class="when">{whenText(one, t)}</td>
      <th scope="row">
        <Stamp t={t} look={look} />{' '}
        <span class="short">
          <Said t={t} zh={one.short} />
        </span>
      </th>
      <td class="name">
        <a href={keyDateLink(one.id, view.year)}>{t.names.keyDate(one.name)}</a>{' '}
        {one.confidence === 'C' && <span class="tag warn">{t.calendar.unverified}</span>}{' '}
        {one.status === 'expected' && <span class="tag warn">{t.calendar.byNotice}</span>}
        {theme && (
          <p class="theme">
            {t.calendar.theme}
            <Said t={t} {...theme} />
          </p>
        )}
      </td>
      <td class="source">
        {of?.basis !== undefined && (
          <p class="basis">
            <Said t={t} zh={of.basis} />
          </p>
        )}
        <p>
          {t.calendar.source}
          <Said t={t} zh={one.source} />
        </p>
      </td>
    </tr>
  );
};

/** What a notice sets and none has yet, with nothing to go by. */
const Waiting = ({ view }: { view: YearView }) => {
  const { t } = view;
  const unknown = unknownIn(view.keyDates, view.year);
  const names = view.keyDates
    .filter(({ id, confidence }) => unknown.includes(id) && confidence !== 'C')
    .map(({ name }) => t.names.keyDate(name));
  return names.length === 0 ? null : (
    <p class="hint waiting">{t.calendar.waiting(names.join(t.calendar.listComma))}</p>
  );
};

/** What nobody has verified: named with its day, and with no law behind it. */
const Unverified = ({ view }: { view: YearView }) => {
  const { t } = view;
  const off = view.occurrences.filter(({ enabled, confidence }) => !enabled && confidence === 'C');
  return off.length === 0 ? null : (
    <details class="unverified">
      <summary>{t.calendar.off(off.length)}</summary>
      <p class="hint">{t.calendar.offHint}</p>
      <ul>
        {off.map((one) => (
          <li key={one.id}>
            <span class="when">{whenText(one, t)}</span>{' '}
            <a href={keyDateLink(one.id, view.year)}>{t.names.keyDate(one.name)}</a>{' '}
            <span class="tag warn">{t.calendar.unverified}</span>
          </li>
        ))}
      </ul>
    </details>
  );
};

/** Every key date of the year: when, what, its theme, and where the date comes from. */
export const KeyDateList = ({ shown, view }: { shown: readonly Occurrence[]; view: YearView }) => {
  const { t } = view;
  const { columns } = t.calendar;
  const lookOf = looksOf(view);
  return (
    <section aria-labelledby="key-dates">
      <h2 id="key-dates">{t.calendar.keyDates}</h2>
      {shown.length === 0 ? (
        <p class="notice">{t.calendar.keyDatesNone}</p>
      ) : (
        <table class="table key-dates">
          <caption class="hidden">{t.calendar.keyDatesCaption}</caption>
          <thead>
            <tr>
              <th scope="col">{columns.when}</th>
              <th scope="col">{columns.short}</th>
              <th scope="col">{columns.name}</th>
              <th scope="col">{columns.source}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <Row
                key={one.id}
                one={one}
                of={view.keyDates.find(({ id }) => id === one.id)}
                look={lookOf(one)}
                view={view}
              />
            ))}
          </tbody>
        </table>
      )}
      <Waiting view={view} />
      <Unverified view={view} />
    </section>
  );
};
