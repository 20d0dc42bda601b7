import { Said } from '../said.js';
import { feedLinks } from '../../feeds/links.js';
import type { Coverage, CoverageRow } from './coverage.js';
import { placeLink } from './links.js';
import type { YearView } from './view.js';

const Count = ({ count, gap, head }: { count: number; gap: boolean; head?: boolean }) => {
  const name = [head && 'total', gap && count === 0 && 'gap'].filter(Boolean).join(' ');
  return <td {...(name === '' ? {} : { class: name })}>{count}</td>;
};

const None = () => <td class="none">–</td>;

const FeedCell = ({ view, path, name }: { view: YearView; path: string; name: string }) => (
  <td class="feed">
    <a href={feedLinks(view.baseUrl, path).subscribe} aria-label={view.t.calendar.subscribeTo(name)}>
      {view.t.subscribe.one}
    </a>
  </td>
);

const VillageRow = ({ row, coverage, view }: { row: CoverageRow; coverage: Coverage; view: YearView }) => {
  const name = view.t.names.village(row);
  return (
    <tr {...(row.id === view.village ? { class: 'chosen' } : {})}>
      <th scope="row">
        <a href={placeLink({ ...view, mode: 'list', village: row.id })}>{name}</a>
      </th>
      <Count count={row.total} gap={coverage.released} head />
      {coverage.subjects.map(({ promised }, index) => {
        const count = row.counts[index] ?? 0;
        return count === 0 && !promised ? <None /> : <Count count={count} gap={coverage.released} />;
      })}
      <FeedCell view={view} path={`villages/${row.id}`} name={name} />
    </tr>
  );
};

/** Village by village, how much of each: no village is forgotten unseen. */
export const VillageMatrix = ({ view, coverage }: { view: YearView; coverage: Coverage }) => {
  const { t } = view;
  const [hint, gapHint] = t.calendar.villagesHint;
  return (
    <section aria-labelledby="villages">
      <h2 id="villages">{t.calendar.villages}</h2>
      <p class="hint">
        {hint}
        <span class="gap">0</span> {gapHint}
      </p>
      <div class="scroll" role="region" aria-labelledby="villages" tabIndex={0}>
        <table class="table matrix">
          <caption class="hidden">{t.calendar.villagesCaption(view.year)}</caption>
          <thead>
            <tr>
              <th scope="col">{t.calendar.village}</th>
              {/* Beside the name, so that a phone shows it without a swipe. */}
              <th scope="col">{t.calendar.total}</th>
              {coverage.subjects.map(({ short, text, en }) => (
                <th scope="col" title={text} {...(short.length > 4 ? { class: 'long' } : {})}>
                  <Said t={t} zh={short} en={en} />
                </th>
              ))}
              <th scope="col">{t.calendar.feed}</th>
            </tr>
          </thead>
          <tbody>
            {coverage.villages.map((row) => (
              <VillageRow row={row} coverage={coverage} view={view} />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t.calendar.townWide}</th>
              <Count count={coverage.townWide.total} gap={false} head />
              {coverage.townWide.counts.map((count) =>
                count === 0 ? <None /> : <Count count={count} gap={false} />,
              )}
              <FeedCell view={view} path="town" name={t.names.town(view.town)} />
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  );
};
