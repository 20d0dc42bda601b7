import { createHash } from 'node:crypto';
import type { Contact, Delivery, ReadTransaction } from '../facts/index.js';
import type { DateTime } from 'luxon';
import type { ChannelAddress } from './channels/index.js';
import { deadlineDues } from './deadlines.js';
import { ruleDues, type Derived, type Due } from './dues.js';
import { escalations } from './escalations.js';
import { difficulties, digests } from './forOffice.js';
import { lookAt, type Look, type Setting } from './look.js';
import { notices } from './notices.js';
import { contactOf, type Address } from './recipients.js';

const byId = (derived: readonly Derived[]): ReadonlyMap<string, Derived> =>
  new Map(derived.map((item) => [item.due.id, item]));

/** What follows from the facts at an instant for those whom activities concern, whether it has a delivery or not. */
const reminders = (look: Look): Derived[] =>
  [ruleDues, notices, escalations, difficulties, deadlineDues].flatMap((derivation) => derivation(look));

/** The same with what the office is told of reminders that did not get through; by id. */
export function derive(look: Look): ReadonlyMap<string, Derived> {
  const derived = reminders(look);
  return byId([...derived, ...digests(look, derived)]);
}

/** Where a contact is reached by a channel; undefined for a stand-in, and for what was taken away. */
export const channelAddressOf = (
  { contact, channel }: Address,
  contacts: readonly Contact[],
): ChannelAddress | undefined => contactOf(contact, contacts)?.channels.find(({ kind }) => kind === channel);

/** Stands for an address without showing it. */
const addressMark = (address: ChannelAddress | undefined): string =>
  `address:${createHash('sha256')
    .update(JSON.stringify(address ?? null))
    .digest('base64url')
    .slice(0, 16)}`;

/**
 * What a delivery is halted by where its address or a setting is wrong: the address, and the process that found it so, for
 * settings change between two processes and in none.
 */
export const haltedBy = (address: ChannelAddress | undefined, process: string): string =>
  `${addressMark(address)} ${process}`;

/**
 * Whether nothing went by a delivery, and what stopped it may have mended: it stands so again, the address is another, or the
 * settings may be.
 *
 * @param process that would send it; left out, settings count as they were
 */
export function mayGoAgain(delivery: Delivery, { contacts }: Look, process?: string): boolean {
  if (delivery.state !== 'failed' || delivery.halted === null) return false;
  if (delivery.halted === 'withdrawn') return delivery.told === null;
  const [mark, by] = delivery.halted.split(' ');
  return (
    mark !== addressMark(channelAddressOf(delivery, contacts)) || (process !== undefined && by !== process)
  );
}

const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const byDue = (a: Due, b: Due): number =>
  inOrder(a.dueAt, b.dueAt) ||
  inOrder(a.activity, b.activity) ||
  inOrder(a.contact, b.contact) ||
  inOrder(a.id, b.id);

/** What is owed and has no delivery yet: to be sent, or too late for it. By due instant, then activity. */
export interface Owed {
  readonly due: readonly Due[];
  readonly missed: readonly Due[];
}

/** @param process as `mayGoAgain` has it */
export function owedIn(look: Look, derived: ReadonlyMap<string, Derived>, process?: string): Owed {
  const owed = { due: [] as Due[], missed: [] as Due[] };
  for (const { due, standing } of derived.values()) {
    const delivery = look.deliveries.get(due.id);
    if (!delivery || (standing === 'due' && mayGoAgain(delivery, look, process))) owed[standing].push(due);
  }
  owed.due.sort(byDue);
  owed.missed.sort(byDue);
  return owed;
}

/** What is due after a change and was not before it: whom the change tells, without what the office's digest would say. */
export function newlyOwed(before: Look, after: Look): readonly Due[] {
  const known = new Set(owedIn(before, byId(reminders(before))).due.map(({ id }) => id));
  return owedIn(after, byId(reminders(after))).due.filter(({ id }) => !known.has(id));
}

/** What is owed at `at` by itself; digests are left out, for what will be missed until then nobody knows. */
export async function owedAt(transaction: ReadTransaction, setting: Setting, at: DateTime): Promise<Owed> {
  const look = await lookAt(transaction, setting, at);
  return owedIn(look, byId(reminders(look)));
}
