import ICAL from 'ical.js';
import nodeIcal, { type VEvent } from 'node-ical';
import type { Activity } from '../../src/facts/index.js';
import {
  feedSpecAt,
  PUBLIC,
  renderFeed,
  rendererFor,
  type Feed,
  type FeedContext,
  type Look,
} from '../../src/feeds/index.js';
import { gangmen } from './gangmen.js';
import { lintIcs } from './icsLint/index.js';

const { town, keyDates } = gangmen;

export const feedContext = (today = '2026-11-23'): FeedContext => ({
  town,
  keyDates,
  renderer: rendererFor(town, keyDates),
  baseUrl: 'http://127.0.0.1:8080',
  today,
});

/** A public feed of the first town; refused, with the faults, when the lint finds any. */
export function feedAt(
  path: string,
  activities: readonly Activity[],
  today?: string,
  look: Look = PUBLIC,
): Feed {
  const spec = feedSpecAt(path, town, keyDates);
  if (!spec) throw new Error(`no feed at ${path}`);
  return sound(renderFeed(spec, activities, feedContext(today), look));
}

/** The feed, if the lint has nothing to say. @throws with every fault */
export function sound<F extends Pick<Feed, 'bytes'>>(feed: F): F {
  const faults = lintIcs(feed.bytes);
  if (faults.length > 0) throw new Error(`the lint says:\n${faults.join('\n')}`);
  return feed;
}

/** Read by a stranger. */
export const eventsIn = ({ bytes }: Pick<Feed, 'bytes'>): ICAL.Event[] =>
  new ICAL.Component(ICAL.parse(bytes.toString()) as unknown[])
    .getAllSubcomponents('vevent')
    .map((component) => new ICAL.Event(component));

/** An event as every reader must understand it; days for whole days, instants in UTC for the rest. */
export interface ReadEvent {
  readonly uid: string;
  readonly title: string;
  readonly place: string;
  readonly start: string;
  readonly end: string;
  readonly cancelled: boolean;
}

const byUid = (a: ReadEvent, b: ReadEvent): number => (a.uid < b.uid ? -1 : 1);

/** As ical.js reads it. */
export const readByIcalJs = (feed: Pick<Feed, 'bytes'>): ReadEvent[] =>
  eventsIn(feed)
    .map((event) => {
      const text = (time: ICAL.Time): string =>
        time.isDate ? time.toString() : time.toJSDate().toISOString();
      return {
        uid: event.uid,
        title: event.summary,
        place: String(event.component.getFirstPropertyValue('location') ?? ''),
        start: text(event.startDate),
        end: text(event.endDate),
        cancelled: event.component.getFirstPropertyValue('status') === 'CANCELLED',
      };
    })
    .sort(byUid);

const words = (value: string | { readonly val: string } | undefined): string =>
  typeof value === 'object' ? value.val : (value ?? '');

/** As node-ical reads it. It gives whole days as midnight of the process's zone. */
export const readByNodeIcal = ({ bytes }: Pick<Feed, 'bytes'>): ReadEvent[] =>
  Object.values(nodeIcal.sync.parseICS(bytes.toString()))
    .filter((part): part is VEvent => part?.type === 'VEVENT')
    .map((event) => {
      const two = (n: number): string => String(n).padStart(2, '0');
      const text = (time: Date): string =>
        event.datetype === 'date'
          ? `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`
          : time.toISOString();
      return {
        uid: event.uid,
        title: words(event.summary),
        place: words(event.location),
        start: text(event.start),
        end: text(event.end ?? event.start),
        cancelled: event.status === 'CANCELLED',
      };
    })
    .sort(byUid);
