import { Router, type Request, type Response } from 'express';
import { movedInOrder } from '../../../../reminders/index.js';
import { actorFor, pageFor } from '../../../auth.js';
import type { Performer } from '../../../api/perform.js';
import type { WebContext } from '../../../context.js';
import { Problem } from '../../../problem.js';
import {
  acting,
  didAt,
  didIn,
  fieldFaults,
  formFor,
  mergedForm,
  placeOf,
  revisionIn,
  sendPage,
  textOf,
  touched,
  whoIn,
  type FieldFault,
  type Filled,
  type Happened,
  type Values,
} from '../../staff/index.js';
import { allOf, lately } from '../trail.js';
import { CONTACT_FIELDS, contactBody, contactFieldOf, contactPatch, contactValues } from './form.js';
import { contactsPage, type ShownContact } from './listPage.js';
import { contactPage, type Tested } from './page.js';
import { sendTest, waysOf } from './testMessage.js';

const HOME = '/settings/contacts';

const NEW_FORM: Filled = { values: { role: ['cadre'] }, faults: [] };

const typedIn = (values: Values): Values =>
  Object.fromEntries(CONTACT_FIELDS.map((field) => [field, values[field] ?? []]));

interface Shown {
  readonly form?: Filled;
  readonly faults?: readonly FieldFault[];
  readonly tested?: Tested;
  readonly stale?: { readonly typed: Values; readonly revision: number };
}

/** `/settings/contacts`: who is reminded, and how. */
export function contactRoutes(context: WebContext, performer: Performer): Router {
  const { store, calendars } = context;
  const { id: town } = calendars.town;
  const router = Router();
  const office = pageFor(context, 'office');
  const idOf = (request: Request): string => String(request.params.id);
  const pathOf = (request: Request): string => `${HOME}/${idOf(request)}`;

  const stored = async (id: string) => {
    const contact = await store.read((transaction) => transaction.get('contacts', town, id));
    if (!contact) throw new Problem(404, '没有这个联系人，可能已经删去');
    return contact;
  };

  const list = async (
    request: Request,
    response: Response,
    faults: readonly FieldFault[] = [],
  ): Promise<string> => {
    const place = placeOf(request, response, context);
    const contacts = await allOf<ShownContact>(performer, request, response, 'listContacts');
    const did = request.method === 'GET' ? didIn(request, place.t, place.town, []) : null;
    return contactsPage({
      place,
      contacts,
      history: await lately(performer, request, response, { kind: 'contacts' }),
      did: faults.length > 0 ? faults.map(({ message }) => message).join('；') : did,
    });
  };

  const fresh = (request: Request, response: Response, form: Filled): string =>
    contactPage({
      place: placeOf(request, response, context),
      contact: null,
      form,
      faults: [],
      meanwhile: [],
      history: [],
      did: null,
      tested: null,
      ways: [],
    });

  const one = async (request: Request, response: Response, shown: Shown = {}): Promise<string> => {
    const place = placeOf(request, response, context);
    const asked = { who: whoIn(response), request, params: { id: idOf(request) } };
    const contact = await stored(idOf(request));
    const { body } = await performer.perform('getContact', asked);
    const { body: told } = await performer.perform('getContactHistory', {
      ...asked,
      query: { limit: '100' },
    });
    const history = (told as { items: Happened[] }).items;
    const { stale } = shown;
    const merged =
      stale &&
      (await store.read((transaction) =>
        mergedForm(transaction, 'contacts', { town, id: contact.id, ...stale, valuesOf: contactValues }),
      ));
    const visible = { ...(body as ShownContact), revision: contact.revision };
    return contactPage({
      place,
      contact: visible,
      form: shown.form ?? merged?.form ?? { values: contactValues(visible), faults: [] },
      faults: shown.faults ?? [],
      meanwhile: history.filter(({ id }) => merged?.since.has(id)),
      history,
      did: request.method === 'GET' ? didIn(request, place.t, place.town, []) : null,
      tested: shown.tested ?? null,
      ways: waysOf(contact, context).map(({ kind }) => kind),
    });
  };

  const refusedOne = (request: Request, response: Response, problem: Problem, values: Values) =>
    one(
      request,
      response,
      problem.status === 412
        ? { stale: { typed: {}, revision: revisionIn(values) } }
        : { faults: fieldFaults(problem, () => null) },
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
    acting(
      async (request, response, values) => {
        const params = { id: textOf(values, 'entry') };
        await performer.perform('undoChange', { who: whoIn(response), request, params });
        return { to: didAt(HOME, 'undone') };
      },
      (request, response, problem) =>
        list(
          request,
          response,
          fieldFaults(problem, () => null),
        ),
    ),
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
        const revision = revisionIn(values);
        const params = { id: idOf(request) };
        const { body: shown } = await performer.perform('getContact', {
          who: whoIn(response),
          request,
          params,
        });
        const { revision: now } = await stored(params.id);
        if (now !== revision) throw new Problem(412, '这个联系人已被别人改过');
        const fields = touched(typed, contactValues(shown as ShownContact));
        if (fields.length === 0) return { to: didAt(pathOf(request), 'same') };
        const body = contactPatch(typed, fields);
        await performer.perform('changeContact', {
          who: whoIn(response),
          request,
          params,
          body,
          seen: [revision],
        });
        return { to: didAt(pathOf(request), 'saved') };
      },
      (request, response, problem, values) => {
        const typed = typedIn(values);
        return one(
          request,
          response,
          problem.status === 412
            ? { stale: { typed, revision: revisionIn(values) } }
            : { form: { values: typed, faults: fieldFaults(problem, contactFieldOf(values)) } },
        );
      },
    ),
  );
  router.post(
    `${HOME}/:id/move`,
    formFor(context, 'office'),
    acting(
      async (request, response, values) => {
        const by = textOf(values, 'way') === 'up' ? -1 : 1;
        await store.write(actorFor(whoIn(response), request, { via: 'page' }), async (transaction) => {
          const contacts = await transaction.find('contacts', { town });
          for (const moved of movedInOrder(contacts, idOf(request), by))
            await transaction.put('contacts', moved);
        });
        return { to: didAt(HOME, 'moved') };
      },
      (request, response) => list(request, response),
    ),
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
