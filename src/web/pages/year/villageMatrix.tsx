import type { Coverage, CoverageRow } from './coverage.js';
import { feedLinks } from '../../feeds/links.js';
import { yearLink } from './links.js';
import type { YearView } from './view.js';

const Count = ({ count, gap, head }: { count: number; gap: boolean; head?: boolean }) => {
  const name = [head && 'total', gap && count === 0 && 'gap'].filter(Boolean).join(' ');
  return <td {...(name === '' ? {} : { class: name })}>{count}</td>;
};

const None = () => <td class="none">–</td>;

const VillageRow = ({ row, coverage, view }: { row: CoverageRow; coverage: Coverage; view: YearView }) => (
  <tr {...(row.id === view.village ? { class: 'chosen' } : {})}>
    <th scope="row">
      <a href={yearLink(view.year, row.id, '#activities')}>{row.name}</a>
    </th>
    <Count count={row.total} gap={coverage.released} head />
    {coverage.subjects.map(({ promised }, index) => {
      const count = row.counts[index] ?? 0;
      return count === 0 && !promised ? <None /> : <Count count={count} gap={coverage.released} />;
    })}
    <td class="feed">
      <a href={feedLinks(view.baseUrl, `villages/${row.id}`).subscribe} aria-label={`订阅${row.name}日历`}>
        订阅
      </a>
    </td>
  </tr>
);

/** Village by village, how much of each: no village is forgotten unseen. */
export const VillageMatrix = ({ view, coverage }: { view: YearView; coverage: Coverage }) => (
  <section aria-labelledby="villages">
    <h2 id="villages">各村安排</h2>
    <p class="hint">
      全年活动项数，已取消的不计。<span class="gap">0</span> 表示还没有安排。点村名看该村的活动。
    </p>
    <div class="scroll" role="region" aria-labelledby="villages" tabIndex={0}>
      <table class="table matrix">
        <caption class="hidden">{view.year}年各村各项活动的数目</caption>
        <thead>
          <tr>
            <th scope="col">村</th>
            {/* Beside the name, so that a phone shows it without a swipe. */}
            <th scope="col">合计</th>
            {coverage.subjects.map(({ short, text }) => (
              <th scope="col" title={text} {...(short.length > 4 ? { class: 'long' } : {})}>
                {short}
              </th>
            ))}
            <th scope="col">日历</th>
          </tr>
        </thead>
        <tbody>
          {coverage.villages.map((row) => (
            <VillageRow row={row} coverage={coverage} view={view} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{coverage.townWide.name}</th>
            <Count count={coverage.townWide.total} gap={false} head />
            {coverage.townWide.counts.map((count) =>
              count === 0 ? <None /> : <Count count={count} gap={false} />,
            )}
            <td class="feed">
              <a href={feedLinks(view.baseUrl, 'town').subscribe} aria-label="订阅全镇活动日历">
                订阅
              </a>
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  </section>
);
