import type { RequestHandler } from 'express';
import { isReleased } from '../../facts/index.js';
import type { WebContext } from '../context.js';

/**
 * `/healthz`: ready from the first release on, 503 before; what a load balancer asks. `/healthz?live`: 200 as long as
 * the program answers at all; what restarts it when it does not, and must not while the first plan is searched for.
 */
export function healthz({ store, calendars }: WebContext): RequestHandler {
  const town = calendars.town.id;
  let released = false;
  return async (request, response) => {
    response.set('Cache-Control', 'no-store');
    if ('live' in request.query) {
      response.json({ status: 'live' });
      return;
    }
    released ||= (await store.read((transaction) => transaction.find('plans', { town }))).some(isReleased);
    response.status(released ? 200 : 503).json({ status: released ? 'ok' : 'planning' });
  };
}
