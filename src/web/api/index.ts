/** `/api/v1`: JSON in, JSON out, problem+json for every fault. */
import { json, Router } from 'express';
import { apiAdmin } from '../auth.js';
import type { WebContext } from '../context.js';
import { noSuchOperation, problemHandler } from '../problem.js';
import { activityRoutes } from './activities.js';
import { blackoutRoutes } from './blackouts.js';
import { contactRoutes } from './contacts.js';
import { deliveryRoutes } from './deliveries.js';
import { feedTokenRoutes } from './feedTokens.js';
import { planRoutes } from './plans.js';
import { reminderRoutes } from './reminders.js';
import { townRoutes } from './town.js';

const BODY_LIMIT = '64kb';

export function apiRoutes(context: WebContext): Router {
  const router = Router();
  router.use(apiAdmin(context));
  router.use(
    json({ limit: BODY_LIMIT, strict: false, type: ['application/json', 'application/merge-patch+json'] }),
  );
  router.use('/activities', activityRoutes(context));
  router.use('/blackouts', blackoutRoutes(context));
  router.use('/contacts', contactRoutes(context));
  router.use('/deliveries', deliveryRoutes(context));
  router.use('/feed-tokens', feedTokenRoutes(context));
  router.use('/plans', planRoutes(context));
  router.use('/reminders', reminderRoutes(context));
  router.use(townRoutes(context));
  router.use(noSuchOperation);
  router.use(problemHandler(context.log));
  return router;
}
