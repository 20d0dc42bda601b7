import type { Delivery, WriteTransaction } from '../facts/index.js';
import { BY_HAND, passedOn } from '../reminders/index.js';
import { Problem } from './problem.js';

/**
 * Notes that somebody passed a reminder on, late or not; a second time changes nothing.
 *
 * @throws Problem 404 for no such delivery, 409 for one that goes by itself
 */
export async function markSentByHand(
  transaction: WriteTransaction,
  town: string,
  id: string,
  /** The present instant, ISO 8601 in the town's zone. */
  at: string,
): Promise<Delivery> {
  const delivery = await transaction.get('deliveries', town, id);
  if (!delivery) throw new Problem(404, `没有这条提醒：${id}`);
  if (delivery.state === 'sent' || delivery.state === 'acknowledged') return delivery;
  if (delivery.channel !== BY_HAND) throw new Problem(409, '这条提醒不是等人转发的');
  const activity = await transaction.get('activities', town, delivery.activity);
  const sent = passedOn(delivery, activity, at);
  await transaction.put('deliveries', sent);
  return sent;
}
