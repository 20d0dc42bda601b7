import type { Day } from '../../../calendar/index.js';
import type { Half, Town } from '../../../town/index.js';
import type { Words } from '../../words/index.js';
import { Said } from '../said.js';
import { namesIn } from '../namesIn.js';
import { Chip, MarkSign } from './chip.js';
import type { Item, Mark } from './item.js';
import type { MonthDay } from './monthDays.js';

/** So many alike on one half-day are one line that opens. */
const FEW = 3;

const HALVES = ['day', 'am', 'pm'] as const satisfies readonly Half[];
const MARKS = ['new', 'moved', 'dropped'] as const satisfies readonly Mark[];

interface GridProps {
  readonly t: Words;
  readonly town: Town;
  readonly days: readonly MonthDay[];
  /** In the order in which they are read. */
  readonly items: readonly Item[];
  readonly today: Day;
  /** Whether days take what is dragged to them. */
  readonly takes?: boolean;
}

type PartProps = Pick<GridProps, 't' | 'town'> & { readonly items: readonly Item[] };

/** The same thing done in many villages: one line, opened for each of them. */
const Group = ({ t, town, items }: PartProps) => {
  const [first] = items;
  if (!first) return null;
  const names = namesIn(town, t);
  return (
    <li class="group">
      <details>
        <summary>
          {MARKS.map((mark) => ({ mark, count: items.filter((item) => item.mark === mark).length })).map(
            ({ mark, count }) =>
              count > 0 && (
                <span key={mark} class="group-mark">
                  <MarkSign t={t} mark={mark} />
                  {count < items.length && count}
                </span>
              ),
          )}
          <span class="chip-text">
            {names.form(first.form)} <b>{t.planning.villageCount(items.length)}</b>
          </span>
        </summary>
        <ul>
          {items.map((item) => (
            <Chip key={item.id} t={t} town={town} item={item} />
          ))}
        </ul>
      </details>
    </li>
  );
};

/** Alike: for the same, in the same form. */
function groupsOf(items: readonly Item[]): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = `${item.subject ?? item.id} ${item.form}`;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()];
}

const HalfDay = ({
  t,
  town,
  items,
  half,
  day,
  takes,
}: PartProps & { half: Half; day: Day; takes: boolean }) => {
  if (items.length === 0 && (!takes || half === 'day')) return null;
  return (
    <div class={`half ${half}`} {...(takes ? { 'data-drop': day, 'data-half': half } : {})}>
      <p class="half-name">{t.planning.halves[half]}</p>
      {items.length > 0 && (
        <ul>
          {groupsOf(items).map((group) =>
            group.length > FEW ? (
              <Group key={group[0]?.id} t={t} town={town} items={group} />
            ) : (
              group.map((item) => <Chip key={item.id} t={t} town={town} item={item} />)
            ),
          )}
        </ul>
      )}
    </div>
  );
};

const DayCell = ({
  day: given,
  items,
  t,
  town,
  today,
  takes,
}: Omit<GridProps, 'days' | 'takes'> & { day: MonthDay; takes: boolean }) => {
  const { day, weekday, lunar, market, off, makeUp, because, keyDates, blackouts } = given;
  const { planning, activityCalendar, dates, names } = t;
  const classes = [
    'grid-day',
    `wd${weekday}`,
    weekday > 5 && !makeUp && 'weekend',
    off && 'off',
    day === today && 'now',
    blackouts.length > 0 && 'blackout',
    items.length === 0 && 'empty',
  ];
  const where = (villages: readonly string[] | null): string =>
    villages === null
      ? planning.wholeTown
      : villages.map((id) => namesIn(town, t).village(id)).join(planning.comma);
  return (
    <li class={classes.filter(Boolean).join(' ')} id={`d-${day}`}>
      <h3>
        <span class="hidden">{dates.dayAndWeekday(day, weekday)}</span>
        <span aria-hidden="true">
          <b>{Number(day.slice(8))}</b>
          <span class="narrow-only"> {dates.weekdayShort(weekday)}</span>
          <i>{dates.lunarCell(lunar)}</i>
        </span>
        {off && (
          <em title={because}>
            {planning.off}
            <span class="hidden">
              <Said t={t} zh={because} />
            </span>
          </em>
        )}
        {makeUp && <em class="make-up">{planning.makeUp}</em>}
        {market && <em class="market">{planning.market}</em>}
      </h3>
      {keyDates.map(({ id, name }) => (
        <p key={id} class="grid-key">
          {names.keyDate(name)}
        </p>
      ))}
      {blackouts.map(({ id, reason, villages }) => (
        <p key={id} class="grid-stop">
          {activityCalendar.cal.blackoutOf(reason, where(villages))}
        </p>
      ))}
      {HALVES.map((half) => (
        <HalfDay
          key={half}
          t={t}
          town={town}
          half={half}
          day={day}
          takes={takes}
          items={items.filter((item) => item.half === half)}
        />
      ))}
    </li>
  );
};

/** A month: seven columns on a desk, a list of its days on a phone. */
export const MonthGrid = ({ t, town, days, items, today, takes = false }: GridProps) => (
  <div class="month-grid">
    <ol class="grid-head" aria-hidden="true">
      {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
        <li key={weekday}>{t.dates.weekdayShort(weekday)}</li>
      ))}
    </ol>
    <ol class={`grid-days first${days[0]?.weekday ?? 1}`}>
      {days.map((day) => (
        <DayCell
          key={day.day}
          t={t}
          town={town}
          day={day}
          today={today}
          takes={takes}
          items={items.filter(({ date }) => date === day.day)}
        />
      ))}
    </ol>
  </div>
);
