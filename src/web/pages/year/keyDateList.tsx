import { weekdayOf, type Occurrence } from '../../../calendar/index.js';
import { keyDateId } from './links.js';
import { rangeText, weekdayText } from './wording.js';

const when = (one: Occurrence): string =>
  one.start === one.end ? `${rangeText(one)} 周${weekdayText(weekdayOf(one.start))}` : rangeText(one);

const Row = ({ one, past }: { one: Occurrence; past: boolean }) => (
  <tr id={keyDateId(one.id)} {...(past ? { class: 'past' } : {})}>
    <td class="when">{when(one)}</td>
    <th scope="row">
      <span class="short">{one.short}</span>
    </th>
    <td class="name">
      {one.name.zh} {one.confidence === 'C' && <span class="tag warn">待核实</span>}{' '}
      {one.status === 'expected' && <span class="tag warn">以通知为准</span>}
    </td>
    <td class="source">{one.source}</td>
  </tr>
);

/** Every key date of the year: when, what, and where the date comes from. */
export const KeyDateList = ({ keyDates, today }: { keyDates: readonly Occurrence[]; today: string }) => (
  <section aria-labelledby="key-dates">
    <h2 id="key-dates">重要时间节点</h2>
    {keyDates.length === 0 ? (
      <p class="notice">本年度还没有登记重要时间节点。</p>
    ) : (
      <table class="table key-dates">
        <caption class="hidden">全年重要时间节点：日期、简称、全称和依据</caption>
        <thead>
          <tr>
            <th scope="col">日期</th>
            <th scope="col">简称</th>
            <th scope="col">全称</th>
            <th scope="col">日期依据</th>
          </tr>
        </thead>
        <tbody>
          {keyDates.map((one) => (
            <Row one={one} past={one.end < today} />
          ))}
        </tbody>
      </table>
    )}
  </section>
);
