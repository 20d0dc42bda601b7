import { weekdayOf } from '../../../calendar/index.js';
import { Said } from '../said.js';
import type { AgendaDay, AgendaRow } from './agenda.js';
import { dayId } from './links.js';
import type { Subject } from './subjects.js';
import type { YearView } from './view.js';
import { whereText } from './where.js';

/** What a row is, without saying twice what its subject says already. */
export const RowWhat = ({ row, subject, view }: { row: AgendaRow; subject: Subject; view: YearView }) => {
  const { t, town } = view;
  if (row.what === subject.text) return null;
  const form = row.form === null ? undefined : town.forms.find(({ id }) => id === row.form);
  // What a person typed may turn the writing's direction; it must not turn what follows.
  if (!form)
    return (
      <>
        <bdi {...(t.lang === 'zh' ? {} : { lang: 'zh-CN' })}>{row.what}</bdi> —{' '}
      </>
    );
  return (
    <>
      <Said t={t} zh={row.what} en={t.names.form(form)} /> —{' '}
    </>
  );
};

const Row = ({ row, subject, view }: { row: AgendaRow; subject: Subject; view: YearView }) => {
  const { t, town } = view;
  const tag = { open: null, done: t.calendar.done, cancelled: t.calendar.cancelled }[row.state];
  const words = (
    <>
      <RowWhat row={row} subject={subject} view={view} />
      {whereText(row, town, t)}
    </>
  );
  const cancelled = row.state === 'cancelled';
  return (
    <li {...(cancelled ? { class: 'cancelled' } : {})}>
      <span class="time">{row.time}</span>
      <span class="body">
        <span class="words">
          {tag !== null && <span class={cancelled ? 'tag warn' : 'tag'}>{tag}</span>}
          {cancelled ? <s>{words}</s> : words}
        </span>
        {row.place !== null && (
          <span class="place">
            {t.calendar.place}
            <Said t={t} zh={row.place} />
          </span>
        )}
      </span>
    </li>
  );
};

/** What one day holds. The heading's level follows from where the day stands. */
export const DayEntry = ({
  entry,
  view,
  heading: Heading = 'h4',
}: {
  entry: AgendaDay;
  view: YearView;
  heading?: 'h3' | 'h4';
}) => {
  const { t } = view;
  const { market, lunar } = view.days(entry.day);
  return (
    <div class="day" id={dayId(entry.day)}>
      <Heading>
        <span class="date">{t.dates.dayAndWeekday(entry.day, weekdayOf(entry.day))}</span>{' '}
        <span class="lunar">{t.dates.lunar(lunar)}</span>{' '}
        {market && <span class="tag mkt">{t.calendar.market}</span>}{' '}
        {entry.day === view.today && <span class="tag now">{t.calendar.today}</span>}
      </Heading>
      <div class="blocks">
        {entry.blocks.map(({ subject, rows }) => (
          <div class="block">
            <p class="subject">
              <Said t={t} zh={subject.text} en={subject.en} />
            </p>
            <ul>
              {rows.map((row) => (
                <Row row={row} subject={subject} view={view} />
              ))}
            </ul>
          </div>
        ))}
      </div>
    </div>
  );
};
