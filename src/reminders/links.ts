import { createHmac, timingSafeEqual } from 'node:crypto';
import type { DateTime } from 'luxon';
import { addDays } from '../calendar/index.js';
import { endDayOf, type Activity, type ReadTransaction } from '../facts/index.js';
import { dayIn, type Town } from '../town/index.js';
import type { LinkFor } from './message.js';

/**
 * Days after an activity's last day on which its links still open. The record of a month's work is wanted within the
 * month after, and a link that lies about in a chat for years is one that somebody finds.
 */
const LINK_DAYS = 30;

/** Of one contact and one activity. */
export interface LinkSubject {
  readonly contact: string;
  readonly activity: string;
}

const MAC_BYTES = 16;

/** 128 bits that nobody makes without the key. */
const macOf = (key: string, town: string, { contact, activity }: LinkSubject, generation: number): Buffer =>
  createHmac('sha256', Buffer.from(key, 'hex'))
    .update(JSON.stringify([town, contact, activity, generation]))
    .digest()
    .subarray(0, MAC_BYTES);

// Neither id holds an underline or a dot; a colon in a chat would end the link for some programs.
const written = ({ contact, activity }: LinkSubject): string => `${activity}_${contact.replace(':', '.')}`;

/** The whole token. */
const tokenOf = (key: string, town: string, subject: LinkSubject, generation: number): string =>
  macOf(key, town, subject, generation).toString('base64url') + written(subject);

/** What a token names; its proof is not looked at yet. */
function subjectIn(token: string): LinkSubject | null {
  const parts = /^[\w-]{22}([a-z0-9-]{1,120})_([a-z0-9.-]{1,120})$/.exec(token);
  const [, activity = '', contact = ''] = parts ?? [];
  return parts && { activity, contact: contact.replace('.', ':') };
}

/** Compares whole texts, for the last character of a proof in base64 has bits that mean nothing. */
const sameText = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** There is one; by a query, which a store behind a network answers together with the others of its turn. */
const keyOf = async (transaction: ReadTransaction, town: string): Promise<string | undefined> =>
  (await transaction.find('linkKeys', { town }))[0]?.key;

/** Makes the links of a town's contacts as they stand in one view of the facts; null for all where there is no key. */
export async function linksIn(
  transaction: ReadTransaction,
  { id: town }: Pick<Town, 'id'>,
  baseUrl: string,
): Promise<LinkFor> {
  const [key, links] = await Promise.all([
    keyOf(transaction, town),
    transaction.find('contactLinks', { town }),
  ]);
  const revoked = new Map(links.map(({ id, generation }) => [id, generation]));
  return (contact, activity) => {
    if (key === undefined) return null;
    return `${baseUrl}/r/${tokenOf(key, town, { contact, activity }, revoked.get(contact) ?? 0)}`;
  };
}

/** Whether it stands in for a village, a lawyer or the office of this town. */
export function isStandIn(contact: string, town: Pick<Town, 'villages' | 'lawyers'>): boolean {
  const [kind, id] = contact.split(':');
  if (kind === 'village') return town.villages.some((village) => village.id === id);
  if (kind === 'lawyer') return town.lawyers.some((lawyer) => lawyer.id === id);
  return contact === 'office';
}

/** What a link opens. */
export interface OpenLink {
  readonly activity: Activity;
  /** A contact's id, or the stand-in's. */
  readonly contact: string;
  /** The last day on which it opens. */
  readonly until: string;
}

/** What a token opens at an instant; null for one that is unknown, revoked or expired, without saying which. */
export async function openLink(
  transaction: ReadTransaction,
  town: Town,
  token: string,
  now: DateTime,
): Promise<OpenLink | null> {
  const subject = subjectIn(token);
  const key = await keyOf(transaction, town.id);
  if (!subject || key === undefined) return null;
  const { contact } = subject;
  const link = await transaction.get('contactLinks', town.id, contact);
  if (!sameText(token, tokenOf(key, town.id, subject, link?.generation ?? 0))) return null;
  const activity = await transaction.get('activities', town.id, subject.activity);
  const known = isStandIn(contact, town) || (await transaction.get('contacts', town.id, contact));
  if (!activity || !known) return null;
  const until = addDays(endDayOf(activity), LINK_DAYS);
  return dayIn(now, town.zone) <= until ? { activity, contact, until } : null;
}
