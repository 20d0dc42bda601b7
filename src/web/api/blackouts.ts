import { Router } from 'express';
import {
  addBlackout,
  blackoutDayFaults,
  newBlackoutSchema,
  NotFoundError,
  removeBlackout,
  type ActContext,
} from '../../activities/index.js';
import type { BlackoutFact } from '../../facts/index.js';
import { check } from '../../town/index.js';
import { ADMIN } from '../auth.js';
import { todayOf, type WebContext } from '../context.js';
import { Problem } from '../problem.js';
import { dayFilters, listQuery, pageOf, readQuery } from './list.js';

/** The most plans that one blackout asks for: a year, and those beside it. */
const MOST_PLANS = 3;

function shown(blackout: BlackoutFact): Omit<BlackoutFact, 'town'> {
  const { town, ...rest } = blackout;
  return rest;
}

/** `/api/v1/blackouts`: days on which nothing is held. `villages: null` is the whole town. */
export function blackoutRoutes(context: WebContext): Router {
  const { store, calendars, clock, desk } = context;
  const { town } = calendars;
  const schema = newBlackoutSchema(town);
  const act = (): ActContext => ({ store, calendars, actor: ADMIN, now: clock() });

  const router = Router();
  router.get('/', async (request, response) => {
    const { from, to, limit, cursor } = readQuery(listQuery(dayFilters), request.query);
    const found = await store.read((transaction) => transaction.find('blackouts', { town: town.id }));
    const positionOf = ({ start, id }: BlackoutFact): string => `${start} ${id}`;
    const asked = found
      .filter(({ start, end }) => (from === undefined || end >= from) && (to === undefined || start < to))
      .sort((a, b) => (positionOf(a) < positionOf(b) ? -1 : 1));
    const page = pageOf(asked, positionOf, { limit, cursor });
    response.json({ items: page.items.map(shown), next: page.next });
  });
  router.post('/', async (request, response) => {
    if (request.body === undefined)
      throw new Problem(415, '正文要用 JSON，并写明 Content-Type: application/json');
    const checked = check(schema, request.body);
    const faults = [
      ...(checked.ok ? [] : checked.faults),
      ...blackoutDayFaults(request.body, todayOf(context)),
    ];
    if (!checked.ok || faults.length > 0) throw new Problem(400, '有内容不对，什么都没有保存', faults);
    desk.admit(MOST_PLANS);
    const { blackout, plans } = await addBlackout(act(), checked.value);
    for (const plan of plans) desk.take(plan, ADMIN);
    const ids = plans.map(({ id }) => id);
    response
      .status(201)
      .location(`/api/v1/blackouts/${blackout.id}`)
      .json({ ...shown(blackout), plan: ids[0], plans: ids });
  });
  router.get('/:id', async (request, response) => {
    const { id } = request.params;
    const blackout = await store.read((transaction) => transaction.get('blackouts', town.id, id));
    if (!blackout) throw new NotFoundError(id, '停办时段');
    response.json(shown(blackout));
  });
  router.delete('/:id', async (request, response) => {
    await removeBlackout(act(), request.params.id);
    response.status(204).end();
  });
  return router;
}
