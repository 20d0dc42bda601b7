import type { Request, Response } from 'express';
import type { Performer } from '../../../api/perform.js';
import type { WebContext } from '../../../context.js';
import { Problem } from '../../../problem.js';
import { allOf } from '../../allOf.js';
import {
  didIn,
  mergedForm,
  placeOf,
  whoIn,
  type FieldFault,
  type Filled,
  type Happened,
  type Refused,
} from '../../editing/index.js';
import { lately } from '../trail.js';
import { contactValues } from './form.js';
import { contactsPage, type ShownContact } from './listPage.js';
import { contactPage, type Tested } from './page.js';
import { waysOf } from './testMessage.js';

/** What a page shows beside what stands in the store. */
interface Shown extends Refused {
  readonly tested?: Tested;
}

/** The pages of contacts, read at each look. */
export function contactViews(context: WebContext, performer: Performer) {
  const { store, calendars } = context;
  const { id: town } = calendars.town;
  const idOf = (request: Request): string => String(request.params.id);

  /** @throws Problem 404 */
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
    const contacts = await allOf<ShownContact>(performer, { who: whoIn(response), request }, 'listContacts');
    return contactsPage({
      place,
      contacts,
      faults,
      history: await lately(performer, request, response, { kind: 'contacts' }),
      did: request.method === 'GET' ? didIn(request, place.t, place.town, []) : null,
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

  return { stored, list, fresh, one };
}
