import type { DateTime } from 'luxon';
import { SYSTEM, type Delivery, type ReadTransaction, type Store } from '../facts/index.js';
import { isoIn, type Town } from '../town/index.js';
import { waitsForHand, type Channel } from './channels/index.js';
import { isTooLate, owedAt, stillStands, type Due } from './dues.js';
import { reminderText } from './message.js';

export interface TickContext {
  readonly store: Store;
  readonly town: Town;
  readonly channels: readonly Channel[];
  readonly now: DateTime;
}

const claimed = (due: Due, state: Delivery['state']): Delivery => ({
  id: due.id,
  town: due.town,
  activity: due.activity,
  start: due.start,
  rule: due.rule,
  contact: due.contact,
  channel: due.channel,
  dueAt: due.dueAt,
  state,
  attempts: [],
  maybeDouble: false,
});

/** A claim that an earlier process left open (killed while sending): once more, marked as perhaps double. */
function retried(delivery: Delivery, at: string): Delivery {
  const noted = (result: string): Delivery => ({
    ...delivery,
    attempts: [...delivery.attempts, { at, result }],
  });
  return delivery.maybeDouble
    ? { ...noted('两次发送都被中断'), state: 'failed' }
    : { ...noted('发送被中断，重试'), maybeDouble: true };
}

/** What has become of a claim that waits for a person: nothing, too late, or about what no longer stands. */
async function waited(
  delivery: Delivery,
  transaction: ReadTransaction,
  { town, now }: TickContext,
): Promise<Delivery> {
  const activity = await transaction.get('activities', town.id, delivery.activity);
  const rule = town.rules.find(({ id }) => id === delivery.rule);
  if (!rule || !stillStands(activity, delivery))
    return {
      ...delivery,
      state: 'failed',
      attempts: [...delivery.attempts, { at: isoIn(now, town.zone), result: '活动已取消或改期，没有发送' }],
    };
  return isTooLate(rule, activity, now, town.zone) ? { ...delivery, state: 'missed' } : delivery;
}

/** Every open claim as it should stand now, those unchanged left out. */
async function reviewed(transaction: ReadTransaction, context: TickContext): Promise<Delivery[]> {
  const { town, now } = context;
  const open = await transaction.find('deliveries', { town: town.id, state: 'claimed' });
  const review = (delivery: Delivery): Promise<Delivery> =>
    waitsForHand(delivery)
      ? waited(delivery, transaction, context)
      : Promise.resolve(retried(delivery, isoIn(now, town.zone)));
  const after: Delivery[] = [];
  for (const delivery of open) {
    const next = await review(delivery);
    if (next !== delivery) after.push(next);
  }
  return after;
}

/** All that a tick has to put: claims for what is due, what was missed, and what became of older claims. */
async function claims(transaction: ReadTransaction, context: TickContext): Promise<Delivery[]> {
  const { due, missed } = await owedAt(transaction, context.town, context.now);
  return [
    ...(await reviewed(transaction, context)),
    ...due.map((item) => claimed(item, 'claimed')),
    ...missed.map((item) => claimed(item, 'missed')),
  ];
}

/** Puts them in one write; those that are returned are this process's to send. */
async function claim(context: TickContext): Promise<Delivery[]> {
  const { store } = context;
  // Most minutes have nothing to do, and then nothing is written.
  if ((await store.read((transaction) => claims(transaction, context))).length === 0) return [];
  return store.write(SYSTEM, async (transaction) => {
    const puts = await claims(transaction, context);
    for (const delivery of puts) await transaction.put('deliveries', delivery);
    return puts.filter((delivery) => delivery.state === 'claimed' && !waitsForHand(delivery));
  });
}

/** Sends one claim as the activity stands now, or says why not. */
async function send(
  delivery: Delivery,
  { store, town, channels, now }: TickContext,
): Promise<Pick<Delivery, 'state'> & { result: string }> {
  const activity = await store.read((transaction) =>
    transaction.get('activities', town.id, delivery.activity),
  );
  const rule = town.rules.find(({ id }) => id === delivery.rule);
  if (!rule || !stillStands(activity, delivery))
    return { state: 'failed', result: '活动已取消或改期，没有发送' };
  const channel = channels.find(({ kind }) => kind === delivery.channel);
  if (!channel) return { state: 'failed', result: `没有开通 ${delivery.channel}` };
  try {
    const text = reminderText(activity, rule, town);
    const message = { title: activity.title, text, link: null, activities: [activity] };
    const signal = AbortSignal.timeout(30_000);
    const { outcome, result } = await channel.send({ kind: 'log' }, message, { now, signal });
    return { state: outcome === 'sent' ? 'sent' : 'failed', result };
  } catch {
    return { state: 'failed', result: '发送出错' };
  }
}

/** One minute's work: claim, send, note the results. Safe to call again at any time; nothing goes twice. */
export async function tick(context: TickContext): Promise<void> {
  const { store, town, now } = context;
  const claims = await claim(context);
  if (claims.length === 0) return;
  const at = isoIn(now, town.zone);
  const done: Delivery[] = [];
  for (const delivery of claims) {
    const { state, result } = await send(delivery, context);
    done.push({ ...delivery, state, attempts: [...delivery.attempts, { at, result }] });
  }
  await store.write(SYSTEM, async (transaction) => {
    for (const delivery of done) await transaction.put('deliveries', delivery);
  });
}
