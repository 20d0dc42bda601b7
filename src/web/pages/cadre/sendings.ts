import { DateTime } from 'luxon';
import type { WriteTransaction } from '../../../facts/index.js';
import type { OpenLink } from '../../../reminders/index.js';
import { hashOf } from '../../secrets.js';

/** How long a sending is known again, in hours: that long a phone may look for its line. */
const KEPT_HOURS = 24;

/** A sending's own number, made once by the page; `null` where a form came without a script. */
export const sendingIn = (fields: Readonly<Record<string, unknown>>): string | null => {
  const { sending } = fields;
  return typeof sending === 'string' && /^[\w-]{16,64}$/.test(sending) ? sending : null;
};

const isOld = (at: string, now: string): boolean =>
  DateTime.fromISO(at) < DateTime.fromISO(now).minus({ hours: KEPT_HOURS });

/**
 * Whether this sending was filed before: over a bad line a phone sends until it hears the answer, and what somebody
 * corrected meanwhile must stand. Notes it where it was not.
 *
 * @param now ISO 8601
 */
export async function filedBefore(
  transaction: WriteTransaction,
  { activity, contact }: Pick<OpenLink, 'activity' | 'contact'>,
  sending: string,
  now: string,
): Promise<boolean> {
  const { town } = activity;
  const id = hashOf(JSON.stringify(['sending', activity.id, contact, sending]));
  const known = await transaction.get('idempotencyKeys', town, id);
  if (known && !isOld(known.at, now)) return true;
  for (const old of await transaction.find('idempotencyKeys', { town }))
    if (isOld(old.at, now)) await transaction.remove('idempotencyKeys', town, old.id);
  await transaction.put('idempotencyKeys', {
    id,
    town,
    asked: id,
    status: 200,
    headers: {},
    body: null,
    at: now,
  });
  return false;
}
