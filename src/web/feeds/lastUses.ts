import { DateTime } from 'luxon';
import { SYSTEM } from '../../facts/index.js';
import { nowOf, type WebContext } from '../context.js';
import type { FeedFacts } from './feedFacts.js';

/** A use is noted at most once in this time, in milliseconds: polling must not write. */
const NOTED_EVERY_MS = 3600_000;

/** Notes when a token was used; whoever asked does not wait for it. */
export function lastUses(context: WebContext, facts: FeedFacts): (id: string, now: number) => void {
  const noted = new Map<string, number>();
  return (id, now) => {
    const stored = facts.lastUseOf(id);
    const last = noted.get(id) ?? (stored === undefined ? undefined : DateTime.fromISO(stored).toMillis());
    if (last !== undefined && Math.abs(now - last) < NOTED_EVERY_MS) return;
    noted.set(id, now);
    const town = context.calendars.town.id;
    const use = { id, town, lastUsedAt: nowOf(context) };
    context.store
      .write(SYSTEM, (transaction) => transaction.put('feedTokenUses', use))
      .catch((error: unknown) => {
        context.log.warn({ err: error, token: id }, 'use of a feed token not stored');
      });
  };
}
