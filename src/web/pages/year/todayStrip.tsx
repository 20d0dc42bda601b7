import { addDays, weekdayOf, yearOf, type Day } from '../../../calendar/index.js';
import { keyDateLink } from './links.js';
import type { YearView } from './view.js';
import { countdown } from './countdown.js';
import { dateOf, keyDateText, monthOf } from './wording.js';

// Markets come every three or five days; a town whose rule leaves two weeks empty has none to announce.
const MARKET_HORIZON_DAYS = 14;

/** The first market day after today. */
function nextMarket(view: YearView): Day | null {
  for (let ahead = 1; ahead <= MARKET_HORIZON_DAYS; ahead += 1) {
    const day = addDays(view.today, ahead);
    if (view.days(day).market) return day;
  }
  return null;
}

const NextMarket = ({ view }: { view: YearView }) => {
  const { t } = view;
  const next = view.town.market ? nextMarket(view) : null;
  return next === null ? null : (
    <p>
      {t.calendar.nextMarket} <span class="whole">{t.dates.dayAndWeekday(next, weekdayOf(next))}</span>
    </p>
  );
};

const NextKeyDate = ({ view }: { view: YearView }) => {
  const { t } = view;
  const next = view.nextKeyDate;
  if (!next) return null;
  const name = t.lang === 'zh' ? keyDateText(next) : next.name.en;
  const { lead, days, tail } = countdown(next, name, view.today, t);
  return (
    <a class="next" href={keyDateLink(next.id, yearOf(next.start))}>
      <span class="next-text">
        {lead}
        {days !== null && <b>{days}</b>}
        {tail}
      </span>
      <span class="next-date">
        {t.dates.range(next)}
        {next.start === next.end && ` ${t.dates.weekdayShort(weekdayOf(next.start))}`}
        {next.status === 'expected' && ` ${t.calendar.byNotice}`}
      </span>
    </a>
  );
};

/** Today, as a tear-off calendar shows it, and how long it is to the next key date. */
export const TodayStrip = ({ view }: { view: YearView }) => {
  const { t, today } = view;
  const { lunar, market } = view.days(today);
  return (
    <section class="today-strip" aria-label={t.calendar.today}>
      <p class="leaf" aria-hidden="true">
        <span>{t.dates.monthShort(monthOf(today))}</span>
        <b>{dateOf(today)}</b>
      </p>
      <div class="today-words">
        <p class="today-date">
          <span class="whole">{t.dates.dayWithYear(today)}</span> {t.dates.weekday(weekdayOf(today))}
        </p>
        <p>
          {t.dates.lunarFull(lunar)}
          {view.town.market && (
            <span class={market ? 'tag mkt' : 'tag'}>
              {market ? t.calendar.isMarket : t.calendar.noMarket}
            </span>
          )}
        </p>
        <NextMarket view={view} />
      </div>
      <NextKeyDate view={view} />
    </section>
  );
};
