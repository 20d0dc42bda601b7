/**
 * `/api/v1`: JSON in, JSON out, problem+json for every fault.
 *
 * Each resource states its operations; the router, the document at `/openapi.json` and the tests of who may do what are
 * made from that one table.
 */
import { Router } from 'express';
import { sessionCookieName } from '../access/index.js';
import { baseOf } from '../base.js';
import type { WebContext } from '../context.js';
import { noSuchOperation, problemHandler } from '../problem.js';
import { accountOperations } from './accounts.js';
import { activityOperations } from './activities.js';
import { apiTokenOperations } from './apiTokens.js';
import { auditOperations } from './audit.js';
import { batchOperations } from './batch.js';
import { blackoutOperations } from './blackouts.js';
import { contactOperations } from './contacts.js';
import { deadlineOperations } from './deadlines.js';
import { deliveryOperations } from './deliveries.js';
import { feedTokenOperations } from './feedTokens.js';
import { historyOperations } from './history.js';
import { importOperations } from './imports.js';
import { figuresOperations } from './figures.js';
import { lawGuideOperations } from './lawGuides.js';
import { ledgerOperations } from './ledger.js';
import { mount } from './mount.js';
import { noticeOperations } from './notices.js';
import { openApiOf } from './openapi.js';
import type { Operation } from './operation.js';
import { photoOperations } from './photos.js';
import { planOperations } from './plans.js';
import { recordOperations } from './records.js';
import { reminderOperations } from './reminders.js';
import { sessionOperations } from './session.js';
import { sheetOperations } from './sheet.js';
import { townOperations } from './town.js';

const made = new WeakMap<WebContext, readonly Operation[]>();

/** Every operation there is; made once for a town, for pages use them as well as the API. */
export function operationsOf(context: WebContext): readonly Operation[] {
  const known = made.get(context) ?? makeOperations(context);
  made.set(context, known);
  return known;
}

const makeOperations = (context: WebContext): Operation[] => [
  ...townOperations(context),
  ...noticeOperations(context),
  ...sheetOperations(context),
  ...activityOperations(context),
  ...batchOperations(context),
  ...recordOperations(context),
  ...photoOperations(context),
  ...figuresOperations(context),
  ...ledgerOperations(context),
  ...deadlineOperations(context),
  ...lawGuideOperations(context),
  ...planOperations(context),
  ...blackoutOperations(context),
  ...contactOperations(context),
  ...importOperations(context),
  ...reminderOperations(context),
  ...deliveryOperations(context),
  ...feedTokenOperations(context),
  ...sessionOperations(context),
  ...accountOperations(context),
  ...apiTokenOperations(context),
  ...historyOperations(context),
  ...auditOperations(context),
];

/** A county's: who logs in there. What its towns hold is theirs. */
const countyOperationsOf = (context: WebContext): Operation[] => [
  ...sessionOperations(context),
  ...accountOperations(context),
];

/** `/api/v1` and `/openapi.json` of a town. */
export const apiRoutes = (context: WebContext): Router => routesOf(operationsOf(context), context);

/** The same of a county. */
export const countyApiRoutes = (context: WebContext): Router =>
  routesOf(countyOperationsOf(context), context);

function routesOf(operations: readonly Operation[], context: WebContext): Router {
  // Half a second of a small machine, and asked for by few.
  let document: string | undefined;
  const router = Router({ caseSensitive: true });
  router.get('/openapi.json', (_request, response) => {
    document ??= JSON.stringify(
      openApiOf(operations, {
        town: context.calendars.town,
        cookie: sessionCookieName(context),
        base: baseOf(context.baseUrl),
      }),
    );
    response.set('Cache-Control', 'no-cache').type('json').send(document);
  });
  router.use('/api/v1', mount(operations, context));
  router.use(/^\/api(?=\/|$)/i, noSuchOperation, problemHandler(context.log));
  return router;
}
