import type { Delivery } from '../facts/index.js';
import { BY_HAND, passedOn } from '../reminders/index.js';
import { ADMIN } from './auth.js';
import { nowOf, type WebContext } from './context.js';
import { Problem } from './problem.js';

/**
 * Notes that somebody passed a reminder on, late or not; a second time changes nothing.
 *
 * @throws Problem 404 for no such delivery, 409 for one that goes by itself
 */
export async function markSentByHand(context: WebContext, id: string): Promise<Delivery> {
  const town = context.calendars.town.id;
  return context.store.write(ADMIN, async (transaction) => {
    const delivery = await transaction.get('deliveries', town, id);
    if (!delivery) throw new Problem(404, `没有这条提醒：${id}`);
    if (delivery.state === 'sent' || delivery.state === 'acknowledged') return delivery;
    if (delivery.channel !== BY_HAND) throw new Problem(409, '这条提醒不是等人转发的');
    const activity = await transaction.get('activities', town, delivery.activity);
    const sent = passedOn(delivery, activity, nowOf(context));
    await transaction.put('deliveries', sent);
    return sent;
  });
}
