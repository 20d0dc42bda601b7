import { randomBytes } from 'node:crypto';
import { Router, type Response } from 'express';
import { z } from 'zod';
import type { Seen } from '../../activities/index.js';
import {
  maskedContact,
  type Contact,
  type ReadTransaction,
  type WriteTransaction,
} from '../../facts/index.js';
import {
  contactPatchSchema,
  isStandIn,
  newContactSchema,
  roleFaults,
  withStoredSecrets,
} from '../../reminders/index.js';
import { faultAt, type Fault } from '../../town/index.js';
import { ADMIN } from '../auth.js';
import { isNotModified, revisionTag, seenRevisions } from '../conditional.js';
import { nowOf, type WebContext } from '../context.js';
import { Problem } from '../problem.js';
import { listQuery, pageOf, readBody, readQuery } from './list.js';

/** Nobody guesses it, and no stand-in (`village:…`) looks like it. */
const newId = (): string => `c-${randomBytes(6).toString('hex')}`;

/** A contact as the API shows it: keys of robots masked. */
function shown(contact: Contact): Omit<Contact, 'town' | 'revision'> {
  const { town, revision, ...rest } = maskedContact(contact);
  return rest;
}

const contactsQuery = listQuery({ village: z.string().optional() });

/** By role, village and order, as a telephone list is. */
const positionOf = ({ role, village, order, id }: Contact): string =>
  `${role}/${village ?? ''}/${String(order).padStart(4, '0')} ${id}`;

const refused = (faults: readonly Fault[]): Problem => new Problem(422, '有内容不对，什么都没有保存', faults);

/** `/api/v1/contacts`: who is reminded, and how. */
export function contactRoutes(context: WebContext): Router {
  const { store, calendars, webhookHosts } = context;
  const { town } = calendars;
  const bodySchema = newContactSchema(town, webhookHosts);
  const patchSchema = contactPatchSchema(town, webhookHosts);

  const answer = (response: Response, contact: Contact): void => {
    response.set('ETag', revisionTag(contact)).json(shown(contact));
  };

  const known = async (transaction: ReadTransaction, id: string): Promise<Contact> => {
    const contact = await transaction.get('contacts', town.id, id);
    if (!contact) throw new Problem(404, `没有这个联系人：${id}`);
    return contact;
  };

  const current = async (transaction: ReadTransaction, id: string, seen: Seen): Promise<Contact> => {
    const contact = await known(transaction, id);
    if (seen !== 'any' && !seen.includes(contact.revision))
      throw new Problem(412, `这个联系人已被别人改过（现在是第 ${contact.revision} 版），请重新打开再改`);
    return contact;
  };

  /** After those of the same village or unit that are there. */
  const nextOrder = async (transaction: ReadTransaction, { role, village, department, lawyer }: Contact) => {
    const others = (await transaction.find('contacts', { town: town.id })).filter(
      (other) =>
        other.role === role &&
        other.village === village &&
        other.department === department &&
        other.lawyer === lawyer,
    );
    return Math.max(0, ...others.map(({ order }) => order)) + 1;
  };

  /** Stores a contact whose fields fit together, with the keys that `before` holds. */
  const put = async (
    transaction: WriteTransaction,
    contact: Contact,
    before: Contact['channels'],
  ): Promise<Contact> => {
    const result = withStoredSecrets(contact.channels, before);
    const faults = [...roleFaults(contact), ...('faults' in result ? result.faults : [])];
    if ('faults' in result || faults.length > 0) throw refused(faults);
    const stored = { ...contact, channels: result.channels };
    await transaction.put('contacts', stored);
    return stored;
  };

  const router = Router();
  router.get('/', async (request, response) => {
    const { village, limit, cursor } = readQuery(contactsQuery, request.query);
    const found = await store.read((transaction) => transaction.find('contacts', { town: town.id }));
    const sorted = found
      .filter((contact) => village === undefined || contact.village === village)
      .sort((a, b) => (positionOf(a) < positionOf(b) ? -1 : 1));
    const page = pageOf(sorted, positionOf, { limit, cursor });
    response.json({ items: page.items.map(shown), next: page.next });
  });
  router.post('/', async (request, response) => {
    const body = readBody(bodySchema, request.body);
    const contact: Contact = {
      id: newId(),
      town: town.id,
      name: body.name,
      role: body.role,
      village: body.village ?? null,
      department: body.department ?? null,
      lawyer: body.lawyer ?? null,
      order: body.order ?? 0,
      phone: body.phone ?? null,
      channels: body.channels ?? [],
      revision: 1,
    };
    const made = await store.write(ADMIN, async (transaction) => {
      const order = body.order ?? (await nextOrder(transaction, contact));
      return put(transaction, { ...contact, order }, []);
    });
    response.status(201).location(`/api/v1/contacts/${made.id}`);
    answer(response, made);
  });
  router.get('/:id', async (request, response) => {
    const contact = await store.read((transaction) => known(transaction, request.params.id));
    response.set('ETag', revisionTag(contact));
    if (isNotModified(request.headers, revisionTag(contact))) response.status(304).end();
    else response.json(shown(contact));
  });
  router.patch('/:id', async (request, response) => {
    const seen = seenRevisions(request.headers);
    const { id: given, ...patch } = readBody(patchSchema, request.body);
    const { id } = request.params;
    if (given !== undefined && given !== id) throw refused([faultAt({ id: given }, ['id'], '编号不能改')]);
    const changed = await store.write(ADMIN, async (transaction) => {
      const contact = await current(transaction, id, seen);
      const fields = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
      const next = { ...contact, ...fields, revision: contact.revision + 1 };
      return put(transaction, next, contact.channels);
    });
    answer(response, changed);
  });
  router.delete('/:id', async (request, response) => {
    const seen = seenRevisions(request.headers);
    await store.write(ADMIN, async (transaction) => {
      const { id } = await current(transaction, request.params.id, seen);
      await transaction.remove('contacts', town.id, id);
    });
    response.status(204).end();
  });
  // A contact's, or the stand-in's (`village:huohu`): all that were sent to it so far no longer open.
  router.delete('/:id/links', async (request, response) => {
    const { id } = request.params;
    await store.write(ADMIN, async (transaction) => {
      if (!isStandIn(id, town)) await known(transaction, id);
      const before = await transaction.get('contactLinks', town.id, id);
      const generation = (before?.generation ?? 0) + 1;
      await transaction.put('contactLinks', { id, town: town.id, generation, revokedAt: nowOf(context) });
    });
    response.status(204).end();
  });
  return router;
}
