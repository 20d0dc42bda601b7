import { createHash } from 'node:crypto';
import { DateTime } from 'luxon';
import type { Day, KeyDate } from '../calendar/index.js';
import { byStart, type Activity } from '../facts/index.js';
import { instantOf, type Town } from '../town/index.js';
import { calendarText } from './calendarText.js';
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

function feedOf(
  name: string,
  components: readonly string[],
  changed: DateTime<true>,
  context: FeedContext,
): Feed {
  const { town, today, baseUrl } = context;
  const text = calendarText({ name, zone: town.zone, url: `${baseUrl}/` }, components);
  const bytes = Buffer.from(text, 'utf8');
  // At midnight the window moves, so a feed is never older than the day.
  const midnight = instantOf(today, '00:00', town.zone);
  return {
    bytes,
    etag: `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`,
    lastModified: changed > midnight ? changed : midnight,
  };
}

const revisedOf = (keyDates: readonly KeyDate[], id: string): Day =>
  keyDates.find((keyDate) => keyDate.id === id)?.revised ?? '1970-01-01';

/** The key dates of the town's calendar. */
export function keyDatesFeed(context: FeedContext): Feed {
  const { town, keyDates, renderer, today } = context;
  const components = shownKeyDates(keyDates, today).map((occurrence) =>
    renderer.keyDate(occurrence, revisedOf(keyDates, occurrence.id)),
  );
  return feedOf(`${town.name}普法节点`, components, instantOf(today, '00:00', town.zone), context);
}

/**
 * The activities of a feed; where none is in the window, the next key date stands in, for a calendar without a
 * component is none (RFC 5545 §3.4).
 *
 * @param changedAt the last change of any activity of the town: one that left this feed changed it too
 */
export function activitiesFeed(
  name: string,
  activities: readonly Activity[],
  changedAt: string | undefined,
  context: FeedContext,
): Feed {
  const { town, keyDates, renderer, today } = context;
  const shown = activities.filter((activity) => isShown(activity, today)).sort(byStart);
  const next = shown.length === 0 ? nextKeyDate(keyDates, today) : null;
  const components = next
    ? [renderer.keyDate(next, revisedOf(keyDates, next.id))]
    : shown.map((activity) => renderer.activity(activity));
  const changed = DateTime.fromISO(changedAt ?? `${today}T00:00`, { zone: town.zone });
  if (!changed.isValid) throw new RangeError(`not an instant: ${changedAt ?? today}`);
  return feedOf(name, components, changed, context);
}
