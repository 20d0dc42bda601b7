import { z } from 'zod';
import { lookAt, upcoming, type Due } from '../../reminders/index.js';
import { seesActivity } from '../access/index.js';
import type { WebContext } from '../context.js';
import { listOf, ok } from './answers.js';
import { dayFilters, listQuery, pageOf } from './list.js';
import { operation, type Operation } from './operation.js';

const dueSchema = z
  .strictObject({
    activity: z.string(),
    rule: z.string(),
    contact: z.string(),
    channel: z.string(),
    dueAt: z.string(),
  })
  .meta({ id: 'Reminder' });

/** A reminder that will be sent, as the API shows it. */
const shown = ({ activity, rule, contact, channel, dueAt }: Due): z.infer<typeof dueSchema> => ({
  activity,
  rule,
  contact,
  channel,
  dueAt,
});

/** `/api/v1/reminders`: what will be sent, as the facts stand now; nothing of it is stored. */
export function reminderOperations({ calendars, clock }: WebContext): Operation[] {
  return [
    operation({
      id: 'listReminders',
      tag: '提醒',
      method: 'get',
      path: '/reminders',
      summary: '将要发出的提醒',
      allowed: 'members',
      query: listQuery(dayFilters),
      answers: { 200: listOf(dueSchema, '一页提醒') },
      run: async ({ query: { limit, cursor, ...range }, who, read }) => {
        const look = await read((transaction) => lookAt(transaction, calendars, clock()));
        const inSight = new Set(
          [...look.activities.values()].filter((activity) => seesActivity(who, activity)).map(({ id }) => id),
        );
        const seen = upcoming(look, range).filter(({ activity }) => inSight.has(activity));
        const page = pageOf(seen, ({ dueAt, id }) => `${dueAt} ${id}`, { limit, cursor });
        return ok({ items: page.items.map(shown), next: page.next });
      },
    }),
  ];
}
