import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { linksIn, openLink } from '../../src/reminders/index.js';
import { SYSTEM } from '../../src/facts/index.js';
import { cadre } from '../support/contacts.js';
import { linker } from '../support/contactLinks.js';
import { activity, townTime } from '../support/gangmen.js';
import { MemoryStore } from '../support/memoryStore.js';
import { town } from '../support/reminding.js';

const NOW = townTime('2026-11-27T08:30');
const BASE = 'https://pufa.example.cn';

const stored = async () => {
  const store = new MemoryStore(() => '2026-11-27T08:30:00+08:00');
  await store.write(SYSTEM, (transaction) => transaction.put('activities', activity()));
  const token = (await (await linker(store, BASE))('village:huohu', activity().id)).slice(
    `${BASE}/r/`.length,
  );
  const open = (text: string) => store.read((transaction) => openLink(transaction, town, text, NOW));
  return { store, token, open };
};

describe('a link', () => {
  it('opens its activity for its contact', async () => {
    const { token, open } = await stored();
    expect(await open(token)).toEqual({
      activity: activity(),
      contact: 'village:huohu',
      until: '2027-01-03',
    });
  });

  it('opens nothing when a single character of it is another', async () => {
    const { token, open } = await stored();
    await fc.assert(
      fc.asyncProperty(
        fc.nat(token.length - 1),
        fc.constantFrom('A', 'B', 'a', 'b', '0', '1', '_', '-', '.'),
        async (at, character) => {
          const other = token.slice(0, at) + character + token.slice(at + 1);
          expect((await open(other)) !== null).toBe(other === token);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('opens nothing when it is longer, shorter, or no link at all', async () => {
    const { token, open } = await stored();
    for (const text of [
      '',
      token.slice(1),
      `${token}a`,
      `${token} `,
      'a'.repeat(10_000),
      token.toUpperCase(),
    ])
      expect([text.length, await open(text)]).toEqual([text.length, null]);
  });

  it('opens nothing under another key', async () => {
    const { store, token, open } = await stored();
    await store.write(SYSTEM, (transaction) =>
      transaction.put('linkKeys', { id: 'links', town: 'gangmen', key: 'f'.repeat(64) }),
    );
    expect(await open(token)).toBeNull();
  });

  it('is none where there is no key', async () => {
    const linkFor = await new MemoryStore(() => '2026-11-27T08:30:00+08:00').read((transaction) =>
      linksIn(transaction, town, BASE),
    );
    expect(linkFor('village:huohu', activity().id)).toBeNull();
  });

  it('opens to the thirtieth day after its activity’s last, and no longer', async () => {
    const { store, token } = await stored();
    const on = (day: string) =>
      store.read((transaction) => openLink(transaction, town, token, townTime(`${day}T23:59`)));
    expect((await on('2027-01-03'))?.until).toBe('2027-01-03');
    expect(await on('2027-01-04')).toBeNull();
  });

  it('opens nothing once it was revoked, and the next one does', async () => {
    const { store, token, open } = await stored();
    await store.write(SYSTEM, (transaction) =>
      transaction.put('contactLinks', {
        id: 'village:huohu',
        town: 'gangmen',
        generation: 1,
        revokedAt: '2026-11-27T08:30:00+08:00',
      }),
    );
    expect(await open(token)).toBeNull();
    const next = (await (await linker(store, BASE))('village:huohu', activity().id)).slice(BASE.length + 3);
    expect([next === token, await open(next)]).toEqual([
      false,
      expect.objectContaining({ contact: 'village:huohu' }),
    ]);
  });

  it('opens for whoever is entered or stands in for something of the town, and only as long', async () => {
    const { store } = await stored();
    await store.write(SYSTEM, (transaction) => transaction.put('contacts', cadre()));
    const opens = async (contact: string): Promise<boolean> => {
      const link = await (await linker(store, BASE))(contact, activity().id);
      return store.read(
        async (transaction) =>
          (await openLink(transaction, town, link.slice(BASE.length + 3), NOW))?.contact === contact,
      );
    };
    expect(await Promise.all(['c1', 'village:xipo', 'lawyer:lawyer-1', 'office'].map(opens))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(await Promise.all(['c2', 'village:lawyer-1', 'lawyer:huohu', 'offices'].map(opens))).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it('opens nothing of an activity that is not there', async () => {
    const { store } = await stored();
    const link = await (await linker(store, BASE))('office', 'another');
    expect(
      await store.read((transaction) => openLink(transaction, town, link.slice(BASE.length + 3), NOW)),
    ).toBeNull();
  });

  it('of one town opens nothing in another', async () => {
    const { store, token } = await stored();
    const elsewhere = { ...town, id: 'elsewhere' };
    await linker(store, BASE, 'elsewhere');
    expect(await store.read((transaction) => openLink(transaction, elsewhere, token, NOW))).toBeNull();
  });

  it('is short enough for a message, and plain letters to its end, so that no chat program cuts it', async () => {
    const { token } = await stored();
    expect(token).toMatch(/^[\w.-]{1,120}[a-z0-9]$/);
  });
});
