import { byStart, startDayOf, type Activity } from '../../../facts/index.js';
import type { LedgerEntry, PeriodFigures } from '../../../ledger/index.js';
import type { Town } from '../../../town/index.js';
import type { Words } from '../../words/index.js';
import { namesIn } from '../namesIn.js';
import { activityLink } from '../activityLink.js';

interface Line {
  readonly id: string;
  readonly day: string;
  readonly title: string;
}

/** Days and titles, each the way to where the record is written. */
export const ActivityLines = ({ t, lines }: { t: Words; lines: readonly Line[] }) => (
  <ul class="lines">
    {lines.map(({ id, day, title }) => (
      <li key={id}>
        <span class="when">{t.dates.day(day)}</span>
        <a href={activityLink(id)} {...(t.lang === 'zh' ? {} : { lang: 'zh-CN' })}>
          {title}
        </a>
      </li>
    ))}
  </ul>
);

export const lineOf = (activity: Activity): Line => ({
  id: activity.id,
  day: startDayOf(activity),
  title: activity.title,
});

interface MissingProps {
  readonly t: Words;
  readonly town: Town;
  readonly figures: PeriodFigures;
  readonly activities: readonly Activity[];
  readonly entries: readonly LedgerEntry[];
}

/** What the figures do not show: activities that are over and have no record, village by village, and records without a photo. */
export const Missing = ({ t, town, figures, activities, entries }: MissingProps) => {
  const { missing: words } = t.ledger;
  const { unrecorded, withoutPhoto } = figures.missing;
  const [open, bare] = [new Set(unrecorded), new Set(withoutPhoto)];
  const owed = activities.filter(({ id }) => open.has(id)).sort(byStart);
  const groups = [...town.villages.map(({ id }) => id), null]
    .map((village) => ({ village, lines: owed.filter((one) => one.village === village).map(lineOf) }))
    .filter(({ lines }) => lines.length > 0);
  const pictureless = entries
    .filter(({ id }) => bare.has(id))
    .map(({ id, date, theme }) => ({ id, day: date, title: theme }));
  return (
    <section aria-labelledby="missing">
      <h2 id="missing">{words.title}</h2>
      <p>{owed.length === 0 ? words.nothing : words.unrecorded(owed.length)}</p>
      <div class="folds">
        {groups.map(({ village, lines }) => (
          <details key={village}>
            <summary>{words.village(namesIn(town, t).village(village), lines.length)}</summary>
            <ActivityLines t={t} lines={lines} />
          </details>
        ))}
        {pictureless.length > 0 && (
          <details class="apart">
            <summary>{words.withoutPhoto(pictureless.length)}</summary>
            <ActivityLines t={t} lines={pictureless} />
          </details>
        )}
      </div>
    </section>
  );
};
