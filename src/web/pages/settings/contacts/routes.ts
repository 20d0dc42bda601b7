import { Router, type Request, type Response } from 'express';
import { movedInOrder } from '../../../../reminders/index.js';
import { actorFor, pageFor } from '../../../auth.js';
import type { Performer } from '../../../api/perform.js';
import type { WebContext } from '../../../context.js';
import type { Problem } from '../../../problem.js';
import {
  acting,
  didAt,
  fieldFaults,
  formFor,
  placeOf,
  refusedChange,
  refusedDeed,
  revisionIn,
  saveTouched,
  sendPage,
  textOf,
  whoIn,
  type Filled,
  type Values,
} from '../../editing/index.js';
import { CONTACT_FIELDS, contactBody, contactFieldOf, contactPatch, contactValues } from './form.js';
import type { ShownContact } from './listPage.js';
import { sendTest } from './testMessage.js';
import { contactViews } from './views.js';

const HOME = '/settings/contacts';

const NEW_FORM: Filled = { values: { role: ['cadre'] }, faults: [] };

const typedIn = (values: Values): Values =>
  Object.fromEntries(CONTACT_FIELDS.map((field) => [field, values[field] ?? []]));

/** `/settings/contacts`: who is reminded, and how. */
export function contactRoutes(context: WebContext, performer: Performer): Router {
  const { store, calendars } = context;
  const { id: town } = calendars.town;
  const router = Router();
  const office = pageFor(context, 'office');
  const idOf = (request: Request): string => String(request.params.id);
  const pathOf = (request: Request): string => `${HOME}/${idOf(request)}`;

  const { stored, list, fresh, one } = contactViews(context, performer);

  const refusedOne = (request: Request, response: Response, problem: Problem, values: Values) =>
    one(request, response, refusedDeed(problem, values));
  const refusedList = (request: Request, response: Response, problem: Problem) =>
    list(
      request,
      response,
      fieldFaults(problem, () => null),
    );

  router.get(HOME, office, async (request, response) => {
    sendPage(response, await list(request, response));
  });
  router.get(`${HOME}/new`, office, (request, response) => {
    sendPage(response, fresh(request, response, NEW_FORM));
  });
  router.post(
    `${HOME}/new`,
    formFor(context, 'office'),
    acting(
      async (request, response, values) => {
        const asked = { who: whoIn(response), request, body: contactBody(values) };
        const { body } = await performer.perform('createContact', asked);
        return { to: didAt(`${HOME}/${(body as { id: string }).id}`, 'made') };
      },
      (request, response, problem, values) => {
        const faults = fieldFaults(problem, contactFieldOf(values));
        return Promise.resolve(fresh(request, response, { values: typedIn(values), faults }));
      },
    ),
  );
  router.post(
    `${HOME}/undo`,
    formFor(context, 'admins'),
    acting(async (request, response, values) => {
      const params = { id: textOf(values, 'entry') };
      await performer.perform('undoChange', { who: whoIn(response), request, params });
      return { to: didAt(HOME, 'undone') };
    }, refusedList),
  );

  router.get(`${HOME}/:id`, office, async (request, response) => {
    sendPage(response, await one(request, response));
  });
  router.post(
    `${HOME}/:id`,
    formFor(context, 'office'),
    acting(
      async (request, response, values) => {
        const typed = typedIn(values);
        const asked = { who: whoIn(response), request, params: { id: idOf(request) } };
        const { body: shown } = await performer.perform('getContact', asked);
        const { revision } = await stored(idOf(request));
        return saveTouched({
          path: pathOf(request),
          values,
          typed,
          present: { revision, values: contactValues(shown as ShownContact) },
          stale: '这个联系人已被别人改过',
          change: (fields, seen) =>
            performer.perform('changeContact', { ...asked, body: contactPatch(typed, fields), seen }),
        });
      },
      (request, response, problem, values) =>
        one(request, response, refusedChange(problem, values, typedIn(values), contactFieldOf(values))),
    ),
  );
  router.post(
    `${HOME}/:id/move`,
    formFor(context, 'office'),
    acting(async (request, response, values) => {
      const by = textOf(values, 'way') === 'up' ? -1 : 1;
      await store.write(actorFor(whoIn(response), request, { via: 'page' }), async (transaction) => {
        const contacts = await transaction.find('contacts', { town });
        for (const moved of movedInOrder(contacts, idOf(request), by))
          await transaction.put('contacts', moved);
      });
      return { to: didAt(HOME, 'moved') };
    }, refusedList),
  );
  router.post(
    `${HOME}/:id/test`,
    formFor(context, 'office'),
    acting(async (request, response, values) => {
      const { t } = placeOf(request, response, context);
      const tested = await sendTest(await stored(idOf(request)), textOf(values, 'way'), context, t);
      return { html: await one(request, response, { tested }) };
    }, refusedOne),
  );
  router.post(
    `${HOME}/:id/links`,
    formFor(context, 'office'),
    acting(async (request, response) => {
      const params = { id: idOf(request) };
      await performer.perform('revokeContactLinks', { who: whoIn(response), request, params });
      return { to: didAt(pathOf(request), 'linksRevoked') };
    }, refusedOne),
  );
  router.post(
    `${HOME}/:id/remove`,
    formFor(context, 'office'),
    acting(async (request, response, values) => {
      const params = { id: idOf(request) };
      const seen = [revisionIn(values)];
      await performer.perform('deleteContact', { who: whoIn(response), request, params, seen });
      return { to: didAt(HOME, 'removed') };
    }, refusedOne),
  );
  router.post(
    `${HOME}/:id/undo`,
    formFor(context, 'admins'),
    acting(async (request, response, values) => {
      const params = { id: textOf(values, 'entry') };
      await performer.perform('undoChange', { who: whoIn(response), request, params });
      return { to: didAt(pathOf(request), 'undone') };
    }, refusedOne),
  );
  return router;
}
