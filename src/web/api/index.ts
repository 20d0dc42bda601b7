/**
 * `/api/v1`: JSON in, JSON out, problem+json for every fault.
 *
 * Each resource states its operations; the router, the document at `/openapi.json` and the tests of who may do what are
 * made from that one table.
 */
import { Router } from 'express';
import type { WebContext } from '../context.js';
import { noSuchOperation, problemHandler } from '../problem.js';
import { activityOperations } from './activities.js';
import { blackoutOperations } from './blackouts.js';
import { contactOperations } from './contacts.js';
import { deliveryOperations } from './deliveries.js';
import { feedTokenOperations } from './feedTokens.js';
import { mount } from './mount.js';
import { openApiOf } from './openapi.js';
import type { Operation } from './operation.js';
import { planOperations } from './plans.js';
import { reminderOperations } from './reminders.js';
import { townOperations } from './town.js';

/** Every operation there is. */
export const operationsOf = (context: WebContext): Operation[] => [
  ...townOperations(context),
  ...activityOperations(context),
  ...planOperations(context),
  ...blackoutOperations(context),
  ...contactOperations(context),
  ...reminderOperations(context),
  ...deliveryOperations(context),
  ...feedTokenOperations(context),
];

/** `/api/v1` and `/openapi.json`. */
export function apiRoutes(context: WebContext): Router {
  const operations = operationsOf(context);
  const document = JSON.stringify(openApiOf(operations, context.calendars.town));
  const router = Router();
  router.get('/openapi.json', (_request, response) => {
    response.set('Cache-Control', 'no-cache').type('json').send(document);
  });
  router.use('/api/v1', mount(operations, context));
  router.use('/api', noSuchOperation, problemHandler(context.log));
  return router;
}
