import { z } from 'zod';
import { CHANNELS, DELIVERY_STATES, deliverySchema, type Delivery } from '../../facts/index.js';
import { seesActivity, seesRecipient } from '../access/index.js';
import { nowOf, type WebContext } from '../context.js';
import { markSentByHand } from '../sentByHand.js';
import { listOf, ok } from './answers.js';
import { dayFilters, instantFilters, listQuery, pageOf } from './list.js';
import { operation, type Operation } from './operation.js';

const deliveriesQuery = listQuery({
  ...dayFilters,
  state: z.enum(DELIVERY_STATES, { error: `只能是 ${DELIVERY_STATES.join('、')}` }).optional(),
  activity: z.string().optional(),
  rule: z.string().optional(),
  contact: z.string().optional(),
  channel: z.enum(CHANNELS, { error: `只能是 ${CHANNELS.join('、')}` }).optional(),
});

const shownSchema = deliverySchema
  .pick({
    id: true,
    activity: true,
    rule: true,
    contact: true,
    channel: true,
    dueAt: true,
    state: true,
    attempts: true,
    maybeDouble: true,
  })
  .meta({ id: 'Delivery' });

/** A delivery as the API shows it; who is sending it and what it told are the program's own business. */
const shown = ({
  id,
  activity,
  rule,
  contact,
  channel,
  dueAt,
  state,
  attempts,
  maybeDouble,
}: Delivery): z.infer<typeof shownSchema> => ({
  id,
  activity,
  rule,
  contact,
  channel,
  dueAt,
  state,
  attempts,
  maybeDouble,
});

const TAG = '提醒';

/** `/api/v1/deliveries`: what was sent, is to be passed on by hand, or was missed. */
export function deliveryOperations(context: WebContext): Operation[] {
  const { id: town, zone } = context.calendars.town;

  return [
    operation({
      id: 'listDeliveries',
      tag: TAG,
      method: 'get',
      path: '/deliveries',
      summary: '提醒记录：已发、待转发、没发成、错过的',
      allowed: 'members',
      query: deliveriesQuery,
      answers: { 200: listOf(shownSchema, '一页提醒记录') },
      run: async ({ query: { from, to, limit, cursor, ...filters }, who, read }) => {
        const [found, activities, contacts] = await read(async (transaction) => [
          await transaction.find('deliveries', {
            ...filters,
            town,
            ...instantFilters({ from, to }, zone),
          }),
          await transaction.find('activities', { town }),
          await transaction.find('contacts', { town }),
        ]);
        const isOwn = seesRecipient(who, contacts);
        const inSight = new Set(
          activities.filter((activity) => seesActivity(who, activity)).map(({ id }) => id),
        );
        const positionOf = ({ dueAt, id }: Delivery): string => `${dueAt} ${id}`;
        const sorted = found
          .filter(({ activity, contact }) => inSight.has(activity) && isOwn(contact))
          .sort((a, b) => (positionOf(a) < positionOf(b) ? -1 : 1));
        const page = pageOf(sorted, positionOf, { limit, cursor });
        return ok({ items: page.items.map(shown), next: page.next });
      },
    }),
    operation({
      id: 'markSent',
      tag: TAG,
      method: 'post',
      path: '/deliveries/{id}/sent',
      summary: '记下一条待转发的提醒已经转发',
      allowed: 'office',
      answers: { 200: { means: '提醒记录', schema: shownSchema } },
      run: ({ params, write }) =>
        write(async (transaction) =>
          ok(shown(await markSentByHand(transaction, town, params.id ?? '', nowOf(context)))),
        ),
    }),
  ];
}
