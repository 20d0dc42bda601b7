import { Router } from 'express';
import { z } from 'zod';
import { CHANNELS, DELIVERY_STATES, type Delivery } from '../../facts/index.js';
import { instantOf, isoIn } from '../../town/index.js';
import type { WebContext } from '../context.js';
import { markSentByHand } from '../sentByHand.js';
import { dayFilters, listQuery, pageOf, readQuery } from './list.js';

const deliveriesQuery = listQuery({
  ...dayFilters,
  state: z.enum(DELIVERY_STATES, { error: `只能是 ${DELIVERY_STATES.join('、')}` }).optional(),
  activity: z.string().optional(),
  rule: z.string().optional(),
  contact: z.string().optional(),
  channel: z.enum(CHANNELS, { error: `只能是 ${CHANNELS.join('、')}` }).optional(),
});

/** A delivery as the API shows it; who is sending it and what it told are the program's own business. */
const shown = ({ id, activity, rule, contact, channel, dueAt, state, attempts, maybeDouble }: Delivery) => ({
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

/** `/api/v1/deliveries`: what was sent, is to be passed on by hand, or was missed. */
export function deliveryRoutes(context: WebContext): Router {
  const { store, calendars } = context;
  const { id: town, zone } = calendars.town;
  const midnight = (day: string | undefined): string | undefined =>
    day === undefined ? undefined : isoIn(instantOf(day, '00:00', zone), zone);

  const router = Router();
  router.get('/', async (request, response) => {
    const { from, to, limit, cursor, ...filters } = readQuery(deliveriesQuery, request.query);
    const found = await store.read((transaction) =>
      transaction.find('deliveries', { ...filters, town, from: midnight(from), to: midnight(to) }),
    );
    const positionOf = ({ dueAt, id }: Delivery): string => `${dueAt} ${id}`;
    const sorted = [...found].sort((a, b) => (positionOf(a) < positionOf(b) ? -1 : 1));
    const page = pageOf(sorted, positionOf, { limit, cursor });
    response.json({ items: page.items.map(shown), next: page.next });
  });
  router.post('/:id/sent', async (request, response) => {
    response.json(shown(await markSentByHand(context, request.params.id)));
  });
  return router;
}
