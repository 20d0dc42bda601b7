import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { linksIn, openLink } from '../../src/reminders/index.js';
import { SYSTEM } from '../../src/facts/index.js';
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

  it('is short enough for a message, and plain letters to its end, so that no chat program cuts it', async () => {
    const { token } = await stored();
    expect(token).toMatch(/^[\w.-]{1,120}[a-z0-9]$/);
  });
});
