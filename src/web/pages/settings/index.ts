/**
 * `/settings/…`: what the office sets up beside activities: contacts, blackouts, notices of key dates, accounts, API tokens
 * and feed links, each with its history. Works without script; each form does what an operation of the API does.
 */
import { Router } from 'express';
import { performerFor } from '../../api/perform.js';
import type { WebContext } from '../../context.js';
import { accountRoutes } from './accounts/routes.js';
import { blackoutRoutes } from './blackouts/routes.js';
import { contactRoutes } from './contacts/routes.js';
import { noticeRoutes } from './notices/routes.js';
import { apiTokenRoutes } from './tokens/apiTokenRoutes.js';
import { feedTokenRoutes } from './tokens/feedTokenRoutes.js';

export function settingsRoutes(context: WebContext): Router {
  const performer = performerFor(context);
  const router = Router();
  for (const routes of [
    contactRoutes,
    blackoutRoutes,
    noticeRoutes,
    accountRoutes,
    apiTokenRoutes,
    feedTokenRoutes,
  ])
    router.use(routes(context, performer));
  return router;
}
