import ical, { ICalEventStatus } from 'ical-generator';
import { DateTime } from 'luxon';
import type { Activity } from '../src/facts/index.js';
import { Board, feedSpecAt, makeFeed, PUBLIC, rendererFor, type Feed } from '../src/feeds/index.js';
import { loadCalendars, type Calendars } from '../src/town/index.js';
import { median, milliseconds, secondsOf, type Row } from './benchmark.js';
import { townYear } from './townYear.js';

const EVENTS = 6000;
const ROUNDS = 15;
const TODAY = '2026-12-20';

/** The same events as ical-generator's own calendar, whole. */
function byGenerator({ town }: Calendars, activities: readonly Activity[]): string {
  const calendar = ical({ name: `${town.name}普法`, ttl: 3600 });
  const utc = (instant: string): DateTime => DateTime.fromISO(instant, { zone: 'utc' });
  for (const activity of activities)
    calendar.createEvent({
      id: `${activity.id}@${town.id}.pufa`,
      start: utc(activity.start),
      end: utc(activity.end),
      stamp: utc(activity.updatedAt),
      created: utc(activity.createdAt),
      lastModified: utc(activity.updatedAt),
      sequence: activity.sequence,
      summary: activity.title,
      location: activity.place,
      description: `形式：${activity.form}\n范围：${activity.village ?? ''}\n牵头：${activity.lead ?? ''}`,
      categories: [{ name: '12·4' }],
      status: ICalEventStatus.CONFIRMED,
    });
  return calendar.toString();
}

/** From an edit to the new bytes and their ETag, in a feed of 6,000 events; medians. */
export async function editRows(): Promise<Row[]> {
  const calendars = loadCalendars('calendars', 'gangmen');
  const { town, keyDates } = calendars;
  const spec = feedSpecAt('town', town, keyDates);
  if (!spec) throw new Error('no feed of the town');
  let activities: readonly Activity[] = townYear(calendars, EVENTS);
  const board = new Board();
  const context = {
    town,
    keyDates,
    renderer: rendererFor(town, keyDates),
    baseUrl: 'http://127.0.0.1:8080',
    today: TODAY,
  };
  let feed: Feed | undefined;
  const ours = (): void => {
    board.update(activities);
    feed = makeFeed(spec, board.entries, context, PUBLIC, feed);
  };
  const edit = (round: number): void => {
    activities = activities.map((activity, index) =>
      index === (round * 397) % EVENTS
        ? { ...activity, place: `第${round}次改的地方`, revision: activity.revision + 1 }
        : activity,
    );
  };
  const first = await secondsOf(ours);
  const mine: number[] = [];
  const theirs: number[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    edit(round);
    const before = feed?.etag;
    mine.push(await secondsOf(ours));
    if (feed?.etag === before) throw new Error('the edit did not reach the feed');
    // Every fifth round is enough: the whole takes seconds.
    if (round % 5 === 0) theirs.push(await secondsOf(() => byGenerator(calendars, activities)));
  }
  const [edited, whole] = [median(mine), median(theirs)];
  return [
    {
      what: `edit to new bytes, ${EVENTS} events: pufa`,
      figure: milliseconds(edited),
      ratio: `${(whole / edited).toFixed(0)} × ical-generator`,
    },
    {
      what: 'all for the first time: pufa',
      figure: milliseconds(first),
      ratio: `${(whole / first).toFixed(2)} × ical-generator`,
    },
    { what: 'all: ical-generator', figure: milliseconds(whole), ratio: '' },
    { what: 'that feed', figure: `${(feed?.bytes.length ?? 0).toLocaleString('en')} bytes`, ratio: '' },
  ];
}
