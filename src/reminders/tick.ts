import type { DateTime } from 'luxon';
import { SYSTEM, type Delivery, type Store } from '../facts/index.js';
import { isoIn, type Town } from '../town/index.js';
import { BY_HAND, type Channel } from './channels/index.js';
import { owedAt, type Due } from './dues.js';
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

/**
 * Claims all that is due in one write, and notes what was missed; afterwards each claim is this process's to send.
 *
 * A claim that an earlier process left open (killed while sending) is claimed once more, marked as perhaps double.
 */
async function claim({ store, town, now }: TickContext): Promise<Delivery[]> {
  const at = isoIn(now, town.zone);
  const open = await store.read(async (transaction) => ({
    owed: await owedAt(transaction, town, now),
    left: await transaction.find('deliveries', { town: town.id, state: 'claimed' }),
  }));
  const left = open.left.filter(({ channel }) => channel !== BY_HAND);
  if (open.owed.due.length + open.owed.missed.length + left.length === 0) return [];
  return store.write(SYSTEM, async (transaction) => {
    const { due, missed } = await owedAt(transaction, town, now);
    const again = left.map((delivery): Delivery =>
      delivery.maybeDouble
        ? {
            ...delivery,
            state: 'failed',
            attempts: [...delivery.attempts, { at, result: '两次发送都被中断' }],
          }
        : {
            ...delivery,
            maybeDouble: true,
            attempts: [...delivery.attempts, { at, result: '发送被中断，重试' }],
          },
    );
    const fresh = due.map((item) => claimed(item, 'claimed'));
    const late = missed.map((item) => claimed(item, 'missed'));
    for (const delivery of [...again, ...fresh, ...late]) await transaction.put('deliveries', delivery);
    return [...again, ...fresh].filter(({ state, channel }) => state === 'claimed' && channel !== BY_HAND);
  });
}

/** Sends one claim as the activity stands now, or says why not. */
async function send(
  delivery: Delivery,
  { store, town, channels }: TickContext,
): Promise<Pick<Delivery, 'state'> & { result: string }> {
  const activity = await store.read((transaction) =>
    transaction.get('activities', town.id, delivery.activity),
  );
  const rule = town.rules.find(({ id }) => id === delivery.rule);
  if (!activity || !rule || activity.status === 'cancelled' || activity.start !== delivery.start)
    return { state: 'failed', result: '活动已取消或改期，没有发送' };
  const channel = channels.find(({ kind }) => kind === delivery.channel);
  if (!channel) return { state: 'failed', result: `没有开通 ${delivery.channel}` };
  try {
    return await channel.send({ delivery, text: reminderText(activity, rule, town) });
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
