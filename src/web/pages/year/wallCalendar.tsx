import { Month } from './month.js';
import type { MonthTable } from './yearTable.js';
import type { YearView } from './view.js';

const Legend = ({ view, months }: { view: YearView; months: readonly MonthTable[] }) => {
  const some = (found: (day: MonthTable['days'][number]) => boolean): boolean =>
    months.some(({ days }) => days.some(found));
  return (
    <ul class="legend" aria-label="图例">
      <li>
        <span class="chip key">4</span>重要节点当天
      </li>
      {some(({ bands }) => bands.length > 0) && (
        <li>
          <span class="chip band">6</span>宣传周、宣传月
        </li>
      )}
      {view.town.market && (
        <li>
          <span class="chip mkt">初三</span>圩日
        </li>
      )}
      {some(({ workday }) => workday.holiday) && (
        <li>
          <span class="chip off">休</span>放假
        </li>
      )}
      {some(({ workday, weekday }) => workday.answer === 'work' && weekday > 5) && (
        <li>
          <span class="chip mk">班</span>调休上班
        </li>
      )}
      {some(({ workday }) => workday.answer === 'not-announced') && (
        <li>
          <span class="chip na">8</span>放假安排待国务院通知
        </li>
      )}
      <li class="screen">
        <span class="chip a1" />
        有活动
        <span class="chip a2" />
        3项起
        <span class="chip a3" />
        6项起
      </li>
      {view.today.startsWith(String(view.year)) && (
        <li class="screen">
          <span class="chip now">23</span>今天
        </li>
      )}
    </ul>
  );
};

/** The year as it hangs on the wall: twelve months, the legend below. */
export const WallCalendar = ({
  view,
  months,
  listed,
  sum,
}: {
  view: YearView;
  months: readonly MonthTable[];
  /** The year in a sentence. */
  sum: string;
  /** Months that the activity list has a place for. */
  listed: ReadonlySet<number>;
}) => (
  <section class="wall" aria-labelledby="wall">
    <h2 id="wall">{view.year}年全年日历</h2>
    <p class="hint">{sum}</p>
    <Legend view={view} months={months} />
    <div class="months">
      {months.map((table) => (
        <Month table={table} today={view.today} linked={listed.has(table.month)} />
      ))}
    </div>
  </section>
);
