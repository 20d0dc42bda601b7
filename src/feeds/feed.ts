import { createHash } from 'node:crypto';
import { DateTime } from 'luxon';
import type { Day, KeyDate } from '../calendar/index.js';
import { byStart, matchesActivity, type Activity } from '../facts/index.js';
import { instantOf, type Town } from '../town/index.js';
import { calendarText } from './calendarText.js';
import type { FeedSpec } from './catalogue.js';
import type { Renderer } from './component.js';
import { isShown, nextKeyDate, shownKeyDates } from './selection.js';

/** A feed as it goes out. */
export interface Feed {
  readonly bytes: Buffer;
  /** Weak, of the uncompressed bytes. */
  readonly etag: string;
  readonly lastModified: DateTime<true>;
}

export interface FeedContext {
  readonly town: Town;
  readonly keyDates: readonly KeyDate[];
  readonly renderer: Renderer;
  readonly baseUrl: string;
  /** The town's day. */
  readonly today: Day;
}

const revisedOf = (keyDates: readonly KeyDate[], id: string): Day =>
  keyDates.find((keyDate) => keyDate.id === id)?.revised ?? '1970-01-01';

/** The components of the key dates that a feed shows. */
const keyDateComponents = ({ keyDates, renderer, today }: FeedContext): string[] =>
  shownKeyDates(keyDates, today).map((occurrence) =>
    renderer.keyDate(occurrence, revisedOf(keyDates, occurrence.id)),
  );

/**
 * The components of the activities that a feed shows, by start. Where none is in the window the next key date stands
 * in, for a calendar without a component is none (RFC 5545 §3.4).
 */
function activityComponents(activities: readonly Activity[], context: FeedContext): string[] {
  const { keyDates, renderer, today } = context;
  const shown = activities.filter((activity) => isShown(activity, today)).sort(byStart);
  if (shown.length > 0) return shown.map((activity) => renderer.activity(activity));
  const next = nextKeyDate(keyDates, today);
  return next ? [renderer.keyDate(next, revisedOf(keyDates, next.id))] : keyDateComponents(context);
}

/**
 * A feed, whole.
 *
 * @param activities all of the town's: what left this feed changed it too, and so counts for its age
 */
export function renderFeed(
  { name, query }: FeedSpec,
  activities: readonly Activity[],
  context: FeedContext,
): Feed {
  const { town, today, baseUrl } = context;
  const components =
    query === null
      ? keyDateComponents(context)
      : activityComponents(
          activities.filter((activity) => matchesActivity(query, activity)),
          context,
        );
  const text = calendarText({ name, zone: town.zone, url: `${baseUrl}/` }, components);
  const bytes = Buffer.from(text, 'utf8');
  return {
    bytes,
    etag: `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`,
    lastModified: lastChange(query === null ? [] : activities, today, town.zone),
  };
}

/** The later of the last change and the day's beginning: at midnight the window moves. */
function lastChange(activities: readonly Activity[], today: Day, zone: string): DateTime<true> {
  const midnight = instantOf(today, '00:00', zone);
  // All bear the town's offset, so the latest text is the latest instant.
  const latest = activities.reduce((last, { updatedAt }) => (updatedAt > last ? updatedAt : last), '');
  const changed = DateTime.fromISO(latest, { zone });
  return changed.isValid && changed > midnight ? changed : midnight;
}
