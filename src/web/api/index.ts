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
import { noticeOperations } from './notices.js';
import { openApiOf } from './openapi.js';
import type { Operation } from './operation.js';
import { photoOperations } from './photos.js';
import { planOperations } from './plans.js';
import { recordOperations } from './records.js';
import { reminderOperations } from './reminders.js';
import { sessionOperations } from './session.js';
import { sheetOperations } from './sheet.js';
import { OperationTable } from './table.js';
import { townOperations } from './town.js';

/** Of a town. */
const TOWNS = new OperationTable([
  townOperations,
  noticeOperations,
  sheetOperations,
  activityOperations,
  batchOperations,
  recordOperations,
  photoOperations,
  figuresOperations,
  ledgerOperations,
  deadlineOperations,
  lawGuideOperations,
  planOperations,
  blackoutOperations,
  contactOperations,
  importOperations,
  reminderOperations,
  deliveryOperations,
  feedTokenOperations,
  sessionOperations,
  accountOperations,
  apiTokenOperations,
  historyOperations,
  auditOperations,
]);

/** Of a county: who logs in there. What its towns hold is theirs. */
const COUNTIES = new OperationTable([sessionOperations, accountOperations]);

/** Every operation of a town. */
export const operationsOf = (context: WebContext): readonly Operation[] => TOWNS.of(context);

/** One of them by its id, for pages; a county's show its trail, which its API does not. @throws Error when there is none */
export const operationOf = (context: WebContext, id: string): Operation => TOWNS.one(context, id);

/** `/api/v1` and `/openapi.json` of a town. */
export const apiRoutes = (context: WebContext): Router => routesOf(TOWNS, context);

/** The same of a county. */
export const countyApiRoutes = (context: WebContext): Router => routesOf(COUNTIES, context);

function routesOf(table: OperationTable, context: WebContext): Router {
  // Half a second of a small machine, and asked for by few.
  let document: string | undefined;
  const router = Router({ caseSensitive: true });
  router.get('/openapi.json', (_request, response) => {
    document ??= JSON.stringify(
      openApiOf(table.of(context), {
        town: context.calendars.town,
        cookie: sessionCookieName(context),
        base: baseOf(context.baseUrl),
      }),
    );
    response.set('Cache-Control', 'no-cache').type('json').send(document);
  });
  router.use('/api/v1', table.routes(context));
  router.use(/^\/api(?=\/|$)/i, noSuchOperation, problemHandler(context.log));
  return router;
}
