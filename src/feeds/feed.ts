import { createHash } from 'node:crypto';
import type { Day, KeyDate } from '../calendar/index.js';
import type { Activity } from '../facts/index.js';
import type { Town } from '../town/index.js';
import { Board, type Entry } from './board.js';
import { calendarFrame } from './calendarText.js';
import type { FeedSpec } from './catalogue.js';
import { type Look, PUBLIC, type Renderer } from './component.js';
import { nextKeyDate, shownKeyDates, shownOn } from './selection.js';

/** A feed as it goes out. */
export interface Feed {
  readonly bytes: Buffer;
  /** Weak, of the uncompressed bytes. */
  readonly etag: string;
  /** What it was joined from, in order; never changed afterwards. */
  readonly parts: readonly Buffer[];
}

export interface FeedContext {
  readonly town: Town;
  readonly keyDates: readonly KeyDate[];
  readonly renderer: Renderer;
  readonly baseUrl: string;
  /** The town's day. */
  readonly today: Day;
}

const sameParts = (a: readonly Buffer[], b: readonly Buffer[]): boolean =>
  a.length === b.length && a.every((part, index) => part === b[index] || part.equals(b[index] ?? part));

/** A feed from its parts; the very feed before it when none of them has changed. */
function joined(parts: readonly Buffer[], before: Feed | undefined): Feed {
  if (before && sameParts(parts, before.parts)) return before;
  const bytes = Buffer.concat(parts);
  const etag = `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`;
  return { bytes, etag, parts };
}

const keyDateComponents = ({ keyDates, renderer, today }: FeedContext, look: Look): Buffer[] =>
  shownKeyDates(keyDates, today).map((occurrence) => renderer.keyDate(occurrence, look));

/**
 * The components of the activities that a feed shows, by start. Where none is in the window the next key date stands
 * in, for a calendar without a component is none (RFC 5545 §3.4).
 */
function activityComponents(
  holds: (activity: Activity) => boolean,
  entries: readonly Entry[],
  context: FeedContext,
  look: Look,
): Buffer[] {
  const { keyDates, renderer, today } = context;
  const isShown = shownOn(today);
  const shown: Buffer[] = [];
  for (const entry of entries)
    if (isShown(entry) && holds(entry.activity)) shown.push(renderer.activity(entry.activity, look));
  if (shown.length > 0) return shown;
  const next = nextKeyDate(keyDates, today);
  return next ? [renderer.keyDate(next, look)] : keyDateComponents(context, look);
}

/**
 * A feed, joined from components that were rendered before where their facts stayed the same.
 *
 * @param entries all of the town's, by start
 * @param before the same feed as it was last; returned, the same object, when it still is
 */
export function makeFeed(
  { name, holds }: FeedSpec,
  entries: readonly Entry[],
  context: FeedContext,
  look: Look,
  before?: Feed,
): Feed {
  const { town, baseUrl } = context;
  const components =
    holds === null ? keyDateComponents(context, look) : activityComponents(holds, entries, context, look);
  const { head, foot } = calendarFrame({ name, zone: town.zone, url: `${baseUrl}/` });
  return joined([head, ...components, foot], before);
}

/** A public feed, whole, from activities in any order. */
export function renderFeed(
  spec: FeedSpec,
  activities: readonly Activity[],
  context: FeedContext,
  look: Look = PUBLIC,
): Feed {
  const board = new Board();
  board.update(activities);
  return makeFeed(spec, board.entries, context, look);
}
