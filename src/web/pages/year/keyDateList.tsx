import { themeOf, unknownIn, weekdayOf, type KeyDate, type Occurrence } from '../../../calendar/index.js';
import { keyDateId } from './links.js';
import type { YearView } from './view.js';
import { rangeText, weekdayText } from './wording.js';

const when = (one: Occurrence): string =>
  one.start === one.end ? `${rangeText(one)} 周${weekdayText(weekdayOf(one.start))}` : rangeText(one);

const Row = ({ one, of, view }: { one: Occurrence; of: KeyDate | undefined; view: YearView }) => {
  const theme = of && themeOf(of, view.year);
  return (
    <tr id={keyDateId(one.id)} {...(one.end < view.today ? { class: 'past' } : {})}>
      <td class="when">{when(one)}</td>
      <th scope="row">
        <span class="short">{one.short}</span>
      </th>
      <td class="name">
        {one.name.zh} {one.confidence === 'C' && <span class="tag warn">待核实</span>}{' '}
        {one.status === 'expected' && <span class="tag warn">以通知为准</span>}
        {theme && <p class="theme">主题：{theme}</p>}
      </td>
      <td class="source">
        {of?.basis !== undefined && <p class="basis">{of.basis}</p>}
        <p>来源：{one.source}</p>
      </td>
    </tr>
  );
};

/** What a notice sets and none has yet, with nothing to go by. */
const Waiting = ({ view }: { view: YearView }) => {
  const unknown = unknownIn(view.keyDates, view.year);
  const names = view.keyDates
    .filter(({ id, confidence }) => unknown.includes(id) && confidence !== 'C')
    .map(({ name }) => name.zh);
  return names.length === 0 ? null : (
    <p class="hint waiting">日期待通知：{names.join('、')}。通知公布前没有日期可以参照。</p>
  );
};

/** What nobody has verified: named with its day, and with no law behind it. */
const Unverified = ({ view }: { view: YearView }) => {
  const off = view.occurrences.filter(({ enabled, confidence }) => !enabled && confidence === 'C');
  return off.length === 0 ? null : (
    <details class="unverified">
      <summary>还有{off.length}个没有核实的节点，没有启用</summary>
      <p class="hint">只见于一般资料，没有查到法律条文或正式通知，不排活动，也不进订阅日历。</p>
      <ul>
        {off.map((one) => (
          <li key={one.id}>
            <span class="when">{when(one)}</span> {one.name.zh} <span class="tag warn">待核实</span>
          </li>
        ))}
      </ul>
    </details>
  );
};

/** Every key date of the year: when, what, its theme, and where the date comes from. */
export const KeyDateList = ({ shown, view }: { shown: readonly Occurrence[]; view: YearView }) => (
  <section aria-labelledby="key-dates">
    <h2 id="key-dates">重要时间节点</h2>
    {shown.length === 0 ? (
      <p class="notice">本年度还没有登记重要时间节点。</p>
    ) : (
      <table class="table key-dates">
        <caption class="hidden">全年重要时间节点：日期、简称、全称和依据</caption>
        <thead>
          <tr>
            <th scope="col">日期</th>
            <th scope="col">简称</th>
            <th scope="col">全称和主题</th>
            <th scope="col">依据和来源</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((one) => (
            <Row key={one.id} one={one} of={view.keyDates.find(({ id }) => id === one.id)} view={view} />
          ))}
        </tbody>
      </table>
    )}
    <Waiting view={view} />
    <Unverified view={view} />
  </section>
);
