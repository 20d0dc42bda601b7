import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { mustBeSeen, type Seen } from '../../activities/index.js';
import {
  CHANNELS,
  contactSchema,
  maskedContact,
  type Contact,
  type ReadTransaction,
} from '../../facts/index.js';
import {
  contactPatchSchema,
  isStandIn,
  newContactSchema,
  nextOrder,
  roleFaults,
  withStoredSecrets,
} from '../../reminders/index.js';
import { faultAt } from '../../town/index.js';
import { seesContact } from '../access/index.js';
import { nowOf, type WebContext } from '../context.js';
import { Problem, unfit } from '../problem.js';
import { created, listOf, noContent, ok, okTagged } from './answers.js';
import { listQuery, pageOf } from './list.js';
import { operation, type Operation } from './operation.js';

/** Nobody guesses it, and no stand-in (`village:…`) looks like it. */
const newId = (): string => `c-${randomBytes(6).toString('hex')}`;

// What is masked is no address any more, so its schema is looser than a contact's own.
const shownSchema = contactSchema
  .omit({ town: true, revision: true })
  .extend({
    channels: z.array(
      z.strictObject({
        kind: z.enum(CHANNELS),
        url: z.string().optional(),
        secret: z.string().optional(),
        address: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'Contact' });

/** A contact as the API shows it: keys of robots masked. */
function shown(contact: Contact): z.infer<typeof shownSchema> {
  const { town, revision, ...rest } = maskedContact(contact);
  return rest;
}

/** By role, village and order, as a telephone list is. */
const positionOf = ({ role, village, order, id }: Contact): string =>
  `${role}/${village ?? ''}/${String(order).padStart(4, '0')} ${id}`;

const missing = (id: string): Problem => new Problem(404, `没有这个联系人：${id}`);

const TAG = '联系人';

/** `/api/v1/contacts`: who is reminded, and how. */
export function contactOperations(context: WebContext): Operation[] {
  const { calendars, webhookHosts } = context;
  const { town } = calendars;

  const known = async (transaction: ReadTransaction, id: string): Promise<Contact> => {
    const contact = await transaction.get('contacts', town.id, id);
    if (!contact) throw missing(id);
    return contact;
  };

  const current = async (transaction: ReadTransaction, id: string, seen: Seen): Promise<Contact> => {
    const contact = await known(transaction, id);
    mustBeSeen(contact, seen, '这个联系人');
    return contact;
  };

  /** The contact with the keys that `before` holds. @throws Problem 422 where its fields do not fit together */
  const whole = (contact: Contact, before: Contact['channels']): Contact => {
    const result = withStoredSecrets(contact.channels, before);
    const faults = [...roleFaults(contact), ...('faults' in result ? result.faults : [])];
    if ('faults' in result || faults.length > 0) throw unfit(faults);
    return { ...contact, channels: result.channels };
  };

  const shape = { schema: shownSchema, means: '联系人；群机器人的密钥打了码', headers: ['ETag'] as const };

  return [
    operation({
      id: 'listContacts',
      tag: TAG,
      method: 'get',
      path: '/contacts',
      summary: '查联系人',
      allowed: 'members',
      query: listQuery({ village: z.string().optional() }),
      answers: { 200: listOf(shownSchema, '一页联系人') },
      run: async ({ query: { village, limit, cursor }, who, read }) => {
        const found = await read((transaction) => transaction.find('contacts', { town: town.id }));
        const sorted = found
          .filter((contact) => seesContact(who, contact))
          .filter((contact) => village === undefined || contact.village === village)
          .sort((a, b) => (positionOf(a) < positionOf(b) ? -1 : 1));
        const page = pageOf(sorted, positionOf, { limit, cursor });
        return ok({ items: page.items.map(shown), next: page.next });
      },
    }),
    operation({
      id: 'createContact',
      tag: TAG,
      method: 'post',
      path: '/contacts',
      summary: '新建联系人',
      allowed: 'office',
      body: () => newContactSchema(town, webhookHosts),
      answers: { 201: { ...shape, headers: ['ETag', 'Location'] } },
      run: ({ body, write }) =>
        write(async (transaction) => {
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
          const order =
            body.order ?? nextOrder(await transaction.find('contacts', { town: town.id }), contact);
          const made = whole({ ...contact, order }, []);
          await transaction.put('contacts', made);
          return created(`/contacts/${made.id}`, shown(made), made);
        }),
    }),
    operation({
      id: 'getContact',
      tag: TAG,
      method: 'get',
      path: '/contacts/{id}',
      summary: '看一个联系人',
      allowed: 'members',
      answers: { 200: shape },
      run: async ({ params, who, read }) => {
        const id = params.id ?? '';
        const contact = await read((transaction) => known(transaction, id));
        if (!seesContact(who, contact)) throw missing(id);
        return okTagged(contact, shown(contact));
      },
    }),
    operation({
      id: 'changeContact',
      tag: TAG,
      method: 'patch',
      path: '/contacts/{id}',
      summary: '改一个联系人',
      allowed: 'office',
      match: 'wanted',
      body: () => contactPatchSchema(town, webhookHosts),
      answers: { 200: shape },
      run: ({ params, seen, body: { id: given, ...patch }, write }) =>
        write(async (transaction) => {
          const id = params.id ?? '';
          if (given !== undefined && given !== id)
            throw unfit([faultAt({ id: given }, ['id'], '编号不能改')]);
          const contact = await current(transaction, id, seen ?? []);
          const fields = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
          const next = whole({ ...contact, ...fields }, contact.channels);
          if (isDeepStrictEqual(next, contact)) return okTagged(contact, shown(contact));
          const stored = { ...next, revision: contact.revision + 1 };
          await transaction.put('contacts', stored);
          return okTagged(stored, shown(stored));
        }),
    }),
    operation({
      id: 'deleteContact',
      tag: TAG,
      method: 'delete',
      path: '/contacts/{id}',
      summary: '删去一个联系人',
      allowed: 'office',
      match: 'wanted',
      answers: { 204: { means: '已删去' } },
      run: ({ params, seen, write }) =>
        write(async (transaction) => {
          const { id } = await current(transaction, params.id ?? '', seen ?? []);
          await transaction.remove('contacts', town.id, id);
          return noContent;
        }),
    }),
    operation({
      id: 'revokeContactLinks',
      tag: TAG,
      method: 'delete',
      path: '/contacts/{id}/links',
      summary: '作废发给一个联系人（或 village:村编号）的全部手机链接',
      allowed: 'office',
      answers: { 204: { means: '已作废' } },
      run: ({ params, write }) =>
        write(async (transaction) => {
          const id = params.id ?? '';
          if (!isStandIn(id, town)) await known(transaction, id);
          const before = await transaction.get('contactLinks', town.id, id);
          const generation = (before?.generation ?? 0) + 1;
          await transaction.put('contactLinks', {
            id,
            town: town.id,
            generation,
            revokedAt: nowOf(context),
          });
          return noContent;
        }),
    }),
  ];
}
