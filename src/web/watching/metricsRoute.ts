import type { Request, RequestHandler } from 'express';
import { owedAt } from '../../reminders/index.js';
import { principalOf } from '../auth.js';
import type { WebContext } from '../context.js';
import type { Counts } from './metrics.js';

const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;

/** Whether a request comes from this very machine, and not through a proxy on it. */
const isFromHere = (request: Request): boolean =>
  LOOPBACK.test(request.socket.remoteAddress ?? '') &&
  FORWARDED.every((name) => request.get(name) === undefined);

function countBy<T>(items: readonly T[], stateOf: (item: T) => string): Counts {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(stateOf(item), (counts.get(stateOf(item)) ?? 0) + 1);
  return counts;
}

/** `/metrics`: for admins, and for a collector on this machine. */
export const metricsRoute =
  (context: WebContext): RequestHandler =>
  async (request, response) => {
    const { store, calendars, clock, metrics } = context;
    response.set('Cache-Control', 'no-store');
    if (!isFromHere(request) && (await principalOf(request, context))?.role !== 'admin') {
      response.status(403).type('text/plain').send('只给管理员和本机的采集程序看。\n');
      return;
    }
    const town = calendars.town.id;
    const facts = await store.read(async (transaction) => ({
      deliveries: countBy(await transaction.find('deliveries', { town }), ({ state }) => state),
      plans: countBy(await transaction.find('plans', { town }), ({ state }) => state),
      due: (await owedAt(transaction, calendars, clock())).due.length,
    }));
    response.set('Content-Type', metrics.contentType).send(await metrics.text(facts));
  };
