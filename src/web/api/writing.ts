import { DateTime } from 'luxon';
import type { Actor, IdempotencyKey, WriteTransaction } from '../../facts/index.js';
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

/** @param asked everything that makes a request another one */
export const idempotencyOf = (actor: string, key: string, asked: readonly unknown[]): Idempotency => ({
  id: hashOf(JSON.stringify([actor, key])),
  asked: hashOf(JSON.stringify(asked)),
});

/** What was answered before. @throws Problem 422 for another request under the same key, 409 for a secret shown once */
function replayed(known: IdempotencyKey, { asked }: Idempotency): Answer {
  if (known.asked !== asked)
    throw new Problem(422, '这个 Idempotency-Key 已用在另一个请求上，请换一个', [
      { path: 'Idempotency-Key', message: '每个请求用一个新的，只有重发同一个请求才用旧的' },
    ]);
  const { status, headers, body } = known;
  if (body === null && status !== 204)
    throw new Problem(409, `这个请求已经做过了（${headers.Location ?? ''}）；它的答复里有密钥，只显示一次`);
  return { status, body, headers: { ...headers, 'Idempotency-Replayed': 'true' } };
}

async function remember(
  transaction: WriteTransaction,
  { id, asked }: Idempotency,
  { status, body, headers = {} }: Answer,
  { town, at, secret }: { readonly town: string; readonly at: string; readonly secret: boolean },
): Promise<void> {
  const oldest = DateTime.fromISO(at).minus({ hours: KEPT_HOURS });
  for (const old of await transaction.find('idempotencyKeys', { town }))
    if (DateTime.fromISO(old.at) < oldest) await transaction.remove('idempotencyKeys', town, old.id);
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
  const answer = await context.store.write(actor, async (transaction) => {
    if (key === null) return fn(transaction);
    const known = await transaction.get('idempotencyKeys', town, key.id);
    if (known) return replayed(known, key);
    const fresh = await fn(transaction);
    await remember(transaction, key, fresh, { town, at: nowOf(context), secret });
    return fresh;
  });
  answer.after?.();
  return answer;
}

/** What a write would do: its answer and its trail; nothing of it is kept. */
export async function rehearse(
  { store }: WebContext,
  actor: Actor,
  fn: (transaction: WriteTransaction) => Promise<Answer>,
): Promise<Answer> {
  const { result, trail } = await store.rehearse(actor, fn);
  const { status, body = null } = result;
  const changes = trail.map(({ kind, target, action, changes: fields }) => ({
    kind,
    target,
    action,
    changes: fields,
  }));
  return ok({ dryRun: true, status, result: body, changes });
}
