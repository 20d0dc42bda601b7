import { Router, type Response } from 'express';
import { z } from 'zod';
import {
  activityPatchSchema,
  cancelActivity,
  changeActivity,
  createActivity,
  newActivitySchema,
  NotFoundError,
  type ActContext,
  type ActResult,
} from '../../activities/index.js';
import { ACTIVITY_STATUSES, byStart, type Activity } from '../../facts/index.js';
import { ADMIN } from '../auth.js';
import { isNotModified, revisionTag, seenRevisions } from '../conditional.js';
import type { WebContext } from '../context.js';
import { dayFilters, listQuery, pageOf, readBody, readQuery } from './list.js';

/** An activity as the API shows it. */
function shown(activity: Activity): Omit<Activity, 'scheduledAt'> {
  const { scheduledAt, ...rest } = activity;
  return rest;
}

const activitiesQuery = listQuery({
  ...dayFilters,
  village: z.string().optional(),
  campaign: z.string().optional(),
  status: z.enum(ACTIVITY_STATUSES, { error: `只能是 ${ACTIVITY_STATUSES.join('、')}` }).optional(),
});

/** `/api/v1/activities`. */
export function activityRoutes(context: WebContext): Router {
  const { store, calendars, clock } = context;
  const { town, keyDates } = calendars;
  const bodySchema = newActivitySchema(town, keyDates);
  const patchSchema = activityPatchSchema(town, keyDates);
  const act = (): ActContext => ({ store, calendars, actor: ADMIN, now: clock() });

  const answer = (response: Response, { activity, warnings }: ActResult): void => {
    response.set('ETag', revisionTag(activity)).json({ ...shown(activity), warnings });
  };

  const router = Router();
  router.get('/', async (request, response) => {
    const { campaign, limit, cursor, ...filters } = readQuery(activitiesQuery, request.query);
    const found = await store.read((transaction) =>
      transaction.find('activities', { town: town.id, ...filters, keyDate: campaign }),
    );
    const page = pageOf([...found].sort(byStart), ({ start, id }) => `${start} ${id}`, { limit, cursor });
    response.json({ items: page.items.map(shown), next: page.next });
  });
  router.post('/', async (request, response) => {
    const result = await createActivity(act(), readBody(bodySchema, request.body));
    response.status(201).location(`/api/v1/activities/${result.activity.id}`);
    answer(response, result);
  });
  router.get('/:id', async (request, response) => {
    const { id } = request.params;
    const activity = await store.read((transaction) => transaction.get('activities', town.id, id));
    if (!activity) throw new NotFoundError(id);
    response.set('ETag', revisionTag(activity));
    if (isNotModified(request, revisionTag(activity))) response.status(304).end();
    else response.json(shown(activity));
  });
  router.patch('/:id', async (request, response) => {
    const seen = seenRevisions(request.headers);
    answer(
      response,
      await changeActivity(act(), request.params.id, seen, readBody(patchSchema, request.body)),
    );
  });
  router.delete('/:id', async (request, response) => {
    const activity = await cancelActivity(act(), request.params.id, seenRevisions(request.headers));
    answer(response, { activity, warnings: [] });
  });
  return router;
}
