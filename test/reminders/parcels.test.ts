import { describe, expect, it } from '@jest/globals';
import type { Contact, Delivery } from '../../src/facts/index.js';
import { parcelsOf, type Channel } from '../../src/reminders/index.js';
import { cadre } from '../support/contacts.js';
import { delivered, lookWith } from '../support/lookWith.js';
import { recorder } from '../support/reminding.js';

/** Two messages in ten seconds, by one address for all. */
const PACED: Channel = recorder([], undefined, [{ count: 2, ms: 10_000 }]);

const NOW = '2026-11-27T08:30:00+08:00';
const second = (text: string): string => `2026-11-27T08:${text}+08:00`;

const contacts = ['a', 'b', 'c', 'd', 'e', 'f'].map((id, order): Contact => cadre({ id, order }));

/** Owed to a contact, and not yet claimed. */
const owed = (contact: string, given: Partial<Delivery> = {}): Delivery =>
  delivered({ contact, state: 'claimed', attempts: [], told: null, ...given });

/** Went to a contact at these times. */
const went = (contact: string, at: readonly string[], given: Partial<Delivery> = {}): Delivery =>
  delivered({ contact, attempts: at.map((time) => ({ at: time, result: 'ok' })), ...given });

/** What may be claimed, as `contact milliseconds`. */
async function turns(
  ready: readonly Delivery[],
  deliveries: readonly Delivery[] = [],
  channels: readonly Channel[] = [PACED],
): Promise<string[]> {
  const look = await lookWith(NOW.slice(0, 16), { contacts, deliveries });
  const { parcels } = parcelsOf(ready, look, channels, 'me');
  return parcels.map(({ deliveries: [first], afterMs }) => `${first?.contact ?? ''} ${afterMs}`);
}

describe('what may go to one address in a minute', () => {
  it('gets its turns within the budget, and what would wait longer than twenty seconds stays owed', async () => {
    const all = contacts.map(({ id }) => owed(id));
    expect(await turns(all)).toEqual(['a 0', 'b 0', 'c 10500', 'd 10500']);
  });

  it('is one message for what a contact is owed by one channel', async () => {
    const ready = [owed('a'), owed('b'), owed('a', { rule: 'day-before' })];
    const look = await lookWith(NOW.slice(0, 16), { contacts });
    const { parcels, lost } = parcelsOf(ready, look, [PACED], 'me');
    expect(parcels.map(({ deliveries }) => deliveries)).toEqual([[ready[0], ready[2]], [ready[1]]]);
    expect(lost).toEqual([]);
  });

  it('waits for what went there before this process began, to the end of its second', async () => {
    const before = [went('e', [second('29:55')]), went('f', [second('29:56')])];
    // 29:55.999 + 10.5 s, and so on.
    expect(await turns([owed('a'), owed('b'), owed('c')], before)).toEqual(['a 6499', 'b 7499', 'c 16999']);
  });

  it('waits for what is just being sent there, and for the last tries of one that failed', async () => {
    const claim = { owner: 'other', at: second('29:58') };
    expect(await turns([owed('a')], [owed('e', { claim }), went('f', [second('29:59')])])).toEqual([
      'a 9499',
    ]);
    const tried = went('f', [second('29:50'), second('29:57'), second('29:58'), second('29:59')]);
    expect(await turns([owed('a')], [tried])).toEqual(['a 9499']);
  });

  it('counts what went to one contact at one time as the one message that it was', async () => {
    const at = [second('29:59')];
    const both = [went('e', at), went('e', at, { rule: 'day-before' })];
    expect(await turns([owed('a'), owed('b')], both)).toEqual(['a 0', 'b 10499']);
    // To two contacts they are two.
    expect(await turns([owed('a')], [went('e', at), went('f', at)])).toEqual(['a 10499']);
  });

  it('does not wait for what went two minutes ago, nor for what a clock that was set back calls the future', async () => {
    const old = [went('e', [second('27:59')]), went('f', [second('27:59')])];
    const future = [went('e', [second('30:01')]), went('f', [second('30:01')])];
    expect(await turns([owed('a')], old)).toEqual(['a 0']);
    expect(await turns([owed('a')], future)).toEqual(['a 0']);
    // What went just now does count.
    expect(await turns([owed('a')], [went('e', [NOW]), went('f', [NOW])])).toEqual(['a 11499']);
  });

  it('is held as long as the address has asked for time', async () => {
    const asked = owed('e', {
      attempts: [{ at: second('29:00'), result: '忙' }],
      retryAt: second('31:00'),
    });
    expect(await turns([owed('a')], [asked])).toEqual([]);
    expect(await turns([owed('a')], [{ ...asked, retryAt: NOW }])).toEqual(['a 0']);
    // One that is under way, or that somebody has ended, holds nothing.
    expect(await turns([owed('a')], [{ ...asked, claim: { owner: 'x', at: second('29:00') } }])).toHaveLength(
      1,
    );
    expect(await turns([owed('a')], [{ ...asked, state: 'failed' }])).toEqual(['a 0']);
  });

  it('has no turns where nothing limits it', async () => {
    const all = [...contacts, ...contacts].map(({ id }, index) => owed(id, { rule: `rule-${index}` }));
    const before = [went('e', [NOW]), went('f', [NOW])];
    expect(await turns(all, before, [recorder([])])).toEqual(contacts.map(({ id }) => `${id} 0`));
  });

  it('says of what has no channel or no address that it did not go', async () => {
    const look = await lookWith(NOW.slice(0, 16), { contacts });
    const ready = [owed('a'), owed('gone')];
    expect(parcelsOf(ready, look, [], 'me').lost).toMatchObject(
      ready.map(({ contact }) => ({
        contact,
        state: 'failed',
        claim: null,
        attempts: [{ at: NOW, result: '没有开通 log，或联系人没有这个地址' }],
      })),
    );
    expect(parcelsOf(ready, look, [PACED], 'me').lost.map(({ contact }) => contact)).toEqual(['gone']);
  });
});
