import { setTimeout as pause } from 'node:timers/promises';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { occurrencesOf } from '../src/calendar/index.js';
import { nextKeyDate } from '../src/feeds/index.js';
import { loadCalendars } from '../src/town/index.js';
import { calendarPage, dayFactsOf, type YearView } from '../src/web/pages/year/index.js';
import { words } from '../src/web/words/index.js';
import { hundredth, type Row } from './benchmark.js';
import { townYear } from './townYear.js';

const ROUNDS = 300;
const TODAY = '2026-12-20';

interface Taken {
  /** Milliseconds by the clock on the wall. */
  readonly waited: number;
  /** Milliseconds of a processor: what other work on the machine takes does not count. */
  readonly worked: number;
}

function taken(work: () => unknown): Taken {
  const began = performance.now();
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return { waited: performance.now() - began, worked: (user + system) / 1000 };
}

/**
 * The year page written out as often as it is asked for, nothing kept, against the same writer with one text of the page's
 * length; by turns, so that both meet the same minutes of a noisy machine.
 */
export async function renderRows(activities: number, perSecond: number, limitMs: number): Promise<Row[]> {
  const calendars = loadCalendars('calendars', 'gangmen');
  const { town, keyDates } = calendars;
  const year = 2027;
  const view: YearView = {
    t: words('zh'),
    otherLanguage: '/?lang=en',
    town,
    baseUrl: 'http://127.0.0.1:8080',
    year,
    mode: 'year',
    month: 1,
    village: null,
    department: null,
    campaign: null,
    today: TODAY,
    occurrences: occurrencesOf(keyDates, year),
    keyDates,
    nextKeyDate: nextKeyDate(keyDates, TODAY),
    days: dayFactsOf(calendars),
    activities: townYear(calendars, activities),
  };
  const first = taken(() => calendarPage(view));
  const text = 'x'.repeat(calendarPage(view).length);
  const pages: Taken[] = [];
  const texts: Taken[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    pages.push(taken(() => calendarPage(view)));
    texts.push(taken(() => renderToString(h('p', null, text))));
    await pause(1000 / perSecond);
  }
  const of = (all: readonly Taken[], what: keyof Taken, percent: number): string =>
    hundredth(
      all.map((one) => one[what]),
      percent,
    ).toFixed(1);
  const waited = hundredth(
    pages.map((one) => one.waited),
    99,
  );
  return [
    {
      what: `year, the render alone, p50 ${of(pages, 'waited', 50)} ms`,
      figure: `p99 ${waited.toFixed(1)} ms`,
      ratio: `${(waited / limitMs).toFixed(2)} of the limit of ${limitMs} ms; the very first ${first.waited.toFixed(0)} ms`,
    },
    {
      what: `  of it processor time, p50 ${of(pages, 'worked', 50)} ms`,
      figure: `p99 ${of(pages, 'worked', 99)} ms`,
      ratio: '',
    },
    {
      what: `  one text of the same length, p50 ${of(texts, 'waited', 50)} ms`,
      figure: `p99 ${of(texts, 'waited', 99)} ms`,
      ratio: '',
    },
  ];
}
