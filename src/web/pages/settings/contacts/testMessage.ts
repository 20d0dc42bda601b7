import type { Contact } from '../../../../facts/index.js';
import { BY_HAND } from '../../../../reminders/index.js';
import type { WebContext } from '../../../context.js';
import { Problem } from '../../../problem.js';
import type { Words } from '../../../words/index.js';
import type { Tested } from './page.js';

/** How long the other side may take to answer, in milliseconds. */
const PATIENCE_MS = 20_000;

/** The ways of a contact that send by themselves, where this program can. */
export const waysOf = ({ channels }: Pick<Contact, 'channels'>, context: WebContext): Contact['channels'] =>
  channels.filter(
    ({ kind }) => kind !== BY_HAND && context.channels.some((channel) => channel.kind === kind),
  );

/**
 * Sends one test message to the stored address of one way of a contact, and nowhere else.
 *
 * @throws Problem 422 for a way the contact does not have, or the program cannot send by
 */
export async function sendTest(
  contact: Contact,
  way: string,
  context: WebContext,
  t: Words,
): Promise<Tested> {
  const address = waysOf(contact, context).find(({ kind }) => kind === way);
  const channel = context.channels.find(({ kind }) => kind === way);
  if (!address || !channel) throw new Problem(422, '这位联系人没有这种提醒方式，请先保存再试发');
  const { testTitle, testText, testSent, testFailed } = t.people.contacts;
  const message = {
    title: testTitle,
    text: testText(context.calendars.town.name, contact.name),
    link: null,
    activities: [],
  };
  const name = t.activities.channels[address.kind];
  try {
    const { outcome, result } = await channel.send(address, message, {
      now: context.clock(),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const went = outcome === 'sent';
    return { went, text: went ? testSent(name, result) : testFailed(name, result) };
  } catch (error) {
    context.log.warn({ err: error, channel: way }, 'test message failed');
    return { went: false, text: testFailed(name, '连不上，请检查网址和网络') };
  }
}
