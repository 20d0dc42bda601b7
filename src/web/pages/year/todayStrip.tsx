import { addDays, weekdayOf, yearOf, type Day } from '../../../calendar/index.js';
import { keyDateId, yearLink } from './links.js';
import type { YearView } from './view.js';
import { countdown, dateOf, dayText, monthOf, rangeText, weekdayText } from './wording.js';

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
  const next = view.town.market ? nextMarket(view) : null;
  return next === null ? null : (
    <p>
      下一个圩日{' '}
      <span class="whole">
        {dayText(next)} 周{weekdayText(weekdayOf(next))}
      </span>
    </p>
  );
};

const NextKeyDate = ({ view }: { view: YearView }) => {
  const next = view.nextKeyDate;
  if (!next) return null;
  const { lead, days, tail } = countdown(next, view.today);
  const here = yearOf(next.start) === view.year;
  return (
    <a class="next" href={here ? `#${keyDateId(next.id)}` : yearLink(yearOf(next.start))}>
      <span class="next-text">
        {lead}
        {days !== null && <b>{days}</b>}
        {tail}
      </span>
      <span class="next-date">
        {rangeText(next)}
        {next.start === next.end && ` 周${weekdayText(weekdayOf(next.start))}`}
        {next.status === 'expected' && ' 以通知为准'}
      </span>
    </a>
  );
};

/** Today, as a tear-off calendar shows it, and how long it is to the next key date. */
export const TodayStrip = ({ view }: { view: YearView }) => {
  const { today } = view;
  const { lunar, market } = view.days(today);
  return (
    <section class="today-strip" aria-label="今天">
      <p class="leaf" aria-hidden="true">
        <span>{monthOf(today)}月</span>
        <b>{dateOf(today)}</b>
      </p>
      <div class="today-words">
        <p class="today-date">
          <span class="whole">
            {yearOf(today)}年{dayText(today)}
          </span>{' '}
          星期{weekdayText(weekdayOf(today))}
        </p>
        <p>
          农历{lunar.text}
          {view.town.market && (
            <span class={market ? 'tag mkt' : 'tag'}>{market ? '今天是圩日' : '今天不是圩日'}</span>
          )}
        </p>
        <NextMarket view={view} />
      </div>
      <NextKeyDate view={view} />
    </section>
  );
};
