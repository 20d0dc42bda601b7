import { DateTime } from 'luxon';
import type { Actor, IdempotencyKey, WriteTransaction } from '../../facts/index.js';
import { lookAt, newlyOwed } from '../../reminders/index.js';
import { linkHere } from '../base.js';
import { nowOf, type WebContext } from '../context.js';
import { Problem } from '../problem.js';
import { hashOf } from '../secrets.js';
import { ok } from './answers.js';
import type { Answer } from './operation.js';

/** How long a key is remembered, in hours. */
const KEPT_HOURS = 24;

/** A key, and what was asked under it. */
export interface Idempotency {
  readonly id: string;
  readonly asked: string;
}

/** A password in a body must not be found by trying, so nothing is kept that follows from it. */
const withoutPasswords = (name: string, value: unknown): unknown =>
  /password$/i.test(name) ? undefined : value;

/** @param asked everything that makes a request another one */
export const idempotencyOf = (actor: string, key: string, asked: readonly unknown[]): Idempotency => ({
  id: hashOf(JSON.stringify([actor, key])),
  asked: hashOf(JSON.stringify(asked, withoutPasswords)),
});

/** What was answered before. @throws Problem 422 for another request under the same key, 409 for a secret shown once */
function replayed(known: IdempotencyKey, { asked }: Idempotency): Answer {
  if (known.asked !== asked)
    throw new Problem(422, '这个 Idempotency-Key 已用在另一个请求上，请换一个', [
      { path: 'Idempotency-Key', message: '每个请求用一个新的，只有重发同一个请求才用旧的' },
    ]);
  const { status, headers, body } = known;
  if (body === null && status !== 204)
    throw new Problem(
      409,
      `这个请求已经做过了（${linkHere(headers.Location ?? '')}）；它的答复里有密钥，只显示一次`,
    );
  return { status, body, headers: { ...headers, 'Idempotency-Replayed': 'true' } };
}

/** Whether a key is too old to be remembered at an instant. */
const isForgotten = ({ at }: Pick<IdempotencyKey, 'at'>, now: string): boolean =>
  DateTime.fromISO(at) < DateTime.fromISO(now).minus({ hours: KEPT_HOURS });

async function remember(
  transaction: WriteTransaction,
  { id, asked }: Idempotency,
  { status, body, headers = {} }: Answer,
  { town, at, secret }: { readonly town: string; readonly at: string; readonly secret: boolean },
): Promise<void> {
  for (const old of await transaction.find('idempotencyKeys', { town }))
    if (isForgotten(old, at)) await transaction.remove('idempotencyKeys', town, old.id);
  const kept = secret || body === undefined ? null : (JSON.parse(JSON.stringify(body)) as unknown);
  await transaction.put('idempotencyKeys', {
    id,
    town,
    asked,
    status,
    headers: { ...headers },
    body: kept,
    at,
  });
}

/** Writes once: under a key that is known, what was answered then is answered again. */
export async function writeOnce(
  context: WebContext,
  actor: Actor,
  { key, secret }: { readonly key: Idempotency | null; readonly secret: boolean },
  fn: (transaction: WriteTransaction) => Promise<Answer>,
): Promise<Answer> {
  const town = context.calendars.town.id;
  const at = nowOf(context);
  const answer = await context.store.write(actor, async (transaction) => {
    if (key === null) return fn(transaction);
    const known = await transaction.get('idempotencyKeys', town, key.id);
    if (known && !isForgotten(known, at)) return replayed(known, key);
    const fresh = await fn(transaction);
    await remember(transaction, key, fresh, { town, at, secret });
    return fresh;
  });
  answer.after?.();
  return answer;
}

/**
 * What a write would do: its answer, its trail, the rules it breaks and whom it would have told; nothing of it is kept.
 */
export async function rehearse(
  { store, calendars, clock }: WebContext,
  actor: Actor,
  fn: (transaction: WriteTransaction) => Promise<Answer>,
): Promise<Answer> {
  const now = clock();
  const { result, trail } = await store.rehearse(actor, async (transaction) => {
    const before = await lookAt(transaction, calendars, now);
    const answer = await fn(transaction);
    return { answer, owed: newlyOwed(before, await lookAt(transaction, calendars, now)) };
  });
  const { status, body = null, warnings = [] } = result.answer;
  return ok({
    dryRun: true,
    status,
    result: body,
    changes: trail.map(({ kind, target, action, changes }) => ({ kind, target, action, changes })),
    warnings,
    notifies: result.owed.map(({ activity, rule, contact, channel }) => ({
      activity,
      rule,
      contact,
      channel,
    })),
  });
}
