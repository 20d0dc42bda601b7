import type { Day } from '../../../calendar/index.js';
import type { Calendars } from '../../../town/index.js';
import type { ShownPlan } from '../../api/plans.js';
import type { Words } from '../../words/index.js';
import { SHAPES } from './chip.js';
import type { DraftView } from './draft.js';
import { addressOf, FilterBar } from './filterBar.js';
import type { Place } from './frame.js';
import { isWanted, type Item, type Mark, type Narrowing } from './item.js';
import { MonthGrid } from './monthGrid.js';
import { monthOfDay, monthsOfYear, type Month, type MonthDay } from './monthDays.js';

/** A plan with the month and the part of it that the reader wants to see. */
export interface DraftProps {
  readonly place: Place;
  readonly calendars: Calendars;
  readonly today: Day;
  readonly plan: ShownPlan;
  readonly view: DraftView;
  readonly month: Month;
  readonly days: readonly MonthDay[];
  readonly wanted: Narrowing;
}

const CHANGED = ['new', 'moved', 'dropped'] as const satisfies readonly Mark[];

/** The marks in words, for those that the plan has. */
const Legend = ({ t, items }: { t: Words; items: readonly Item[] }) => {
  const found = new Set(items.map(({ mark }) => mark));
  return (
    <ul class="mark-legend">
      {([...CHANGED, 'fixed', 'kept'] as const)
        .filter((mark) => found.has(mark))
        .map((mark) => (
          <li key={mark} class={`item ${mark}`}>
            <span class="chip">
              <span class={`mark ${mark}`}>
                <span aria-hidden="true">{SHAPES[mark]}</span>
              </span>
              {t.planning.plan.legend[mark]}
            </span>
          </li>
        ))}
    </ul>
  );
};

/** The months of the plan's year, each with what stands and what changes in it. */
const Months = ({
  t,
  items,
  path,
  props,
}: {
  t: Words;
  items: readonly Item[];
  path: string;
  props: DraftProps;
}) => {
  const { plan, month, wanted } = props;
  return (
    <nav class="months-strip" aria-label={t.planning.plan.months}>
      {monthsOfYear(plan.year).map((one) => {
        const inMonth = items.filter(({ date }) => monthOfDay(date) === one);
        const changed = CHANGED.map((mark) => ({
          mark,
          count: inMonth.filter((item) => item.mark === mark).length,
        })).filter(({ count }) => count > 0);
        const name = t.dates.month(Number(one.slice(5)));
        return (
          <a
            key={one}
            href={`${addressOf(path, one, wanted)}#on-calendar`}
            {...(one === month ? { 'aria-current': 'true' as const } : {})}
            {...(inMonth.length === 0 ? { class: 'none' } : {})}
          >
            <b>{name}</b>
            <span>
              {changed.length === 0
                ? inMonth.length
                : changed
                    .map(({ mark, count }) => t.planning.plan.groupMarks(t.planning.plan.marks[mark], count))
                    .join(' ')}
            </span>
          </a>
        );
      })}
    </nav>
  );
};

/** The items that a month of the plan shows. */
const itemsOf = ({ items }: DraftView, { month, wanted }: Pick<DraftProps, 'month' | 'wanted'>): Item[] =>
  items.filter((item) => monthOfDay(item.date) === month && isWanted(item, wanted));

/** The plan on a calendar, a month at a time. */
export const DraftCalendar = (props: DraftProps) => {
  const { place, plan, view, month, days, wanted, calendars, today } = props;
  const { t, town } = place;
  const path = `/board/plans/${plan.id}`;
  const inMonth = itemsOf(view, props);
  return (
    <section aria-labelledby="on-calendar">
      <h2 id="on-calendar">
        {plan.state === 'draft' ? t.planning.plan.onCalendar : t.planning.plan.onCalendarReleased}
        {t.planning.colon}
        {t.dates.yearAndMonth(plan.year, Number(month.slice(5)))}
      </h2>
      <p class="hint">{t.planning.plan.reasonsHint}</p>
      <Months t={t} items={view.items.filter((item) => isWanted(item, wanted))} path={path} props={props} />
      <FilterBar t={t} calendars={calendars} wanted={wanted} action={path} month={month} />
      <Legend t={t} items={inMonth} />
      {inMonth.length === 0 && <p class="notice">{t.planning.plan.emptyMonth}</p>}
      <MonthGrid t={t} town={town} days={days} items={inMonth} today={today} />
    </section>
  );
};
