import { Router } from 'express';
import { lookAt, upcoming, type Due } from '../../reminders/index.js';
import type { WebContext } from '../context.js';
import { dayFilters, listQuery, pageOf, readQuery } from './list.js';

const remindersQuery = listQuery(dayFilters);

/** A reminder that will be sent, as the API shows it. */
const shown = ({ activity, rule, contact, channel, dueAt }: Due) => ({
  activity,
  rule,
  contact,
  channel,
  dueAt,
});

/** `/api/v1/reminders`: what will be sent, as the facts stand now; nothing of it is stored. */
export function reminderRoutes({ store, calendars, clock }: WebContext): Router {
  const router = Router();
  router.get('/', async (request, response) => {
    const { limit, cursor, ...range } = readQuery(remindersQuery, request.query);
    const look = await store.read((transaction) => lookAt(transaction, calendars, clock()));
    const page = pageOf(upcoming(look, range), ({ dueAt, id }) => `${dueAt} ${id}`, { limit, cursor });
    response.json({ items: page.items.map(shown), next: page.next });
  });
  return router;
}
