import { weekdayOf, type Occurrence } from '../../../calendar/index.js';
import type { AgendaDay, AgendaRow } from './agenda.js';
import { splitAtToday, type AgendaMonth } from './agendaMonths.js';
import { dayId, yearLink } from './links.js';
import type { Subject } from './subjects.js';
import type { YearView } from './view.js';
import { dayText, monthOf, weekdayText } from './wording.js';

// A year is some two hundred rows; the months at hand stand open, the others open with a tap.
const MONTHS_OPEN = 2;

const where = ({ villages, everyVillage }: AgendaRow): string => {
  if (everyVillage) return `全部${villages.length}个村`;
  if (villages.length === 0) return '全镇';
  return villages.length === 1 ? villages.join('') : `${villages.join('、')}（${villages.length}个村）`;
};

const STATE_TAGS = { open: null, done: '已开展', cancelled: '已取消' } as const;

const Row = ({ row, subject }: { row: AgendaRow; subject: Subject }) => {
  const tag = STATE_TAGS[row.state];
  // A lecture duty held as a lecture would say so twice.
  const words = `${row.what === subject.text ? '' : `${row.what} — `}${where(row)}`;
  const cancelled = row.state === 'cancelled';
  return (
    <li {...(cancelled ? { class: 'cancelled' } : {})}>
      <span class="time">{row.time}</span>
      <span class="body">
        <span class="words">
          {tag !== null && <span class={cancelled ? 'tag warn' : 'tag'}>{tag}</span>}
          {cancelled ? <s>{words}</s> : words}
        </span>
        {row.place !== null && <span class="place">地点：{row.place}</span>}
      </span>
    </li>
  );
};

const DayEntry = ({ entry, view }: { entry: AgendaDay; view: YearView }) => {
  const { market, lunar } = view.days(entry.day);
  return (
    <div class="day" id={dayId(entry.day)}>
      <h4>
        <span class="date">
          {dayText(entry.day)} 周{weekdayText(weekdayOf(entry.day))}
        </span>{' '}
        <span class="lunar">{lunar.text}</span> {market && <span class="tag mkt">圩日</span>}{' '}
        {entry.day === view.today && <span class="tag now">今天</span>}
      </h4>
      <div class="blocks">
        {entry.blocks.map(({ subject, rows }) => (
          <div class="block">
            <p class="subject">{subject.text}</p>
            <ul>
              {rows.map((row) => (
                <Row row={row} subject={subject} />
              ))}
            </ul>
          </div>
        ))}
      </div>
    </div>
  );
};

const MonthEntry = (props: {
  entry: AgendaMonth;
  view: YearView;
  keyDates: readonly Occurrence[];
  open: boolean;
}) => {
  const { entry, view, keyDates, open } = props;
  const begins = keyDates.filter(({ start }) => monthOf(start) === entry.month);
  return (
    <details class="month-list" id={entry.id} open={open}>
      <summary>
        <h3>{entry.month}月</h3>
        <span class="count">
          {entry.id.endsWith('past') && '今天以前'}
          {entry.count}项活动
        </span>
        <span class="about">{begins.map(({ short }) => short).join('、')}</span>
      </summary>
      {entry.days.map((day) => (
        <DayEntry entry={day} view={view} />
      ))}
    </details>
  );
};

const VillageFilter = ({ view }: { view: YearView }) => (
  <nav class="filter" aria-label="按村查看">
    <span class="filter-label">按村查看</span>
    <a
      href={yearLink(view.year, null, '#activities')}
      {...(view.village === null ? { 'aria-current': 'true' } : {})}
    >
      全部
    </a>
    {view.town.villages.map(({ id, name }) => (
      <a
        href={yearLink(view.year, id, '#activities')}
        {...(view.village === id ? { 'aria-current': 'true' } : {})}
      >
        {name}
      </a>
    ))}
  </nav>
);

/** What is held, month by month and day by day. */
export const ActivityList = (props: {
  view: YearView;
  agenda: readonly AgendaDay[];
  keyDates: readonly Occurrence[];
}) => {
  const { view, agenda, keyDates } = props;
  const { coming, past } = splitAtToday(agenda, view);
  const village = view.town.villages.find(({ id }) => id === view.village);
  const entry = (month: AgendaMonth, open: boolean) => (
    <MonthEntry entry={month} view={view} keyDates={keyDates} open={open} />
  );
  return (
    <section aria-labelledby="activities">
      <h2 id="activities">{village ? `活动安排：${village.name}` : '活动安排'}</h2>
      <VillageFilter view={view} />
      {village && <p class="hint">只列{village.name}和全镇统一开展的活动。</p>}
      {agenda.length === 0 && <p class="notice">{view.year}年的活动安排还没有发布，发布后在这里列出。</p>}
      {coming.map((month, index) => entry(month, village !== undefined || index < MONTHS_OPEN))}
      {past.length > 0 && <h3 class="past-head">已过的活动</h3>}
      {past.map((month) => entry(month, false))}
    </section>
  );
};
