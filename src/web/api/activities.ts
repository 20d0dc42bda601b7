import { Router, type Request, type Response } from 'express';
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
  type Seen,
} from '../../activities/index.js';
import { ACTIVITY_STATUSES, byStart, type Activity } from '../../facts/index.js';
import { ADMIN } from '../auth.js';
import { isNotModified } from '../conditional.js';
import type { WebContext } from '../context.js';
import { Problem } from '../problem.js';
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

const etagOf = ({ revision }: Activity): string => `"${revision}"`;

/**
 * The revisions that If-Match names (RFC 9110 §13.1.1: a list, compared strongly).
 *
 * @throws Problem 428 without the header
 */
function seenRevisions(request: Request): Seen {
  const header = request.get('if-match');
  if (header === undefined) throw new Problem(428, '请在 If-Match 里带上读到的 ETag，以免盖掉别人的修改');
  if (header.trim() === '*') return 'any';
  return header.split(',').flatMap((tag) => {
    const revision = /^"([1-9]\d{0,8})"$/.exec(tag.trim())?.[1];
    return revision === undefined ? [] : [Number(revision)];
  });
}

/** `/api/v1/activities`. */
export function activityRoutes(context: WebContext): Router {
  const { store, calendars, clock } = context;
  const { town, keyDates } = calendars;
  const bodySchema = newActivitySchema(town, keyDates);
  const patchSchema = activityPatchSchema(town, keyDates);
  const act = (): ActContext => ({ store, calendars, actor: ADMIN, now: clock() });

  const answer = (response: Response, { activity, warnings }: ActResult): void => {
    response.set('ETag', etagOf(activity)).json({ ...shown(activity), warnings });
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
    response.set('ETag', etagOf(activity));
    if (isNotModified(request, etagOf(activity))) response.status(304).end();
    else response.json(shown(activity));
  });
  router.patch('/:id', async (request, response) => {
    const seen = seenRevisions(request);
    answer(
      response,
      await changeActivity(act(), request.params.id, seen, readBody(patchSchema, request.body)),
    );
  });
  router.delete('/:id', async (request, response) => {
    const activity = await cancelActivity(act(), request.params.id, seenRevisions(request));
    answer(response, { activity, warnings: [] });
  });
  return router;
}
