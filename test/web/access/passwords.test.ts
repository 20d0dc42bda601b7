import { expect, it } from '@jest/globals';
import { HASH_COST, MOST_AT_ONCE, Passwords } from '../../../src/web/access/index.js';

const cheap = { ln: 4, r: 8, p: 1 };

it('are hashed at OWASP’s minimum for scrypt, in 64 MiB at most', () => {
  // N=2^17 p=1, 2^16 p=2, 2^15 p=3, 2^14 p=5 and 2^13 p=10, each with r=8, are its equal settings.
  expect(HASH_COST).toEqual({ ln: 15, r: 8, p: 3 });
  expect((MOST_AT_ONCE * 128 * 2 ** HASH_COST.ln * HASH_COST.r) / 2 ** 20).toBe(64);
});

it('are known again, however they were typed, and no other is', async () => {
  const passwords = new Passwords();
  const stored = await passwords.hash('ﬁne café 普法');
  expect(stored).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$[\w-]{22}\$[\w-]{43}$/);
  expect(await passwords.verify('fine cafe\u0301 普法', stored)).toBe(true);
  expect(await passwords.verify('fine café 普', stored)).toBe(false);
});

it('of one hash have another salt each time, and none is right without a hash or with a broken one', async () => {
  const passwords = new Passwords(cheap);
  expect(await passwords.hash('a')).not.toBe(await passwords.hash('a'));
  for (const stored of [null, '', '$scrypt$ln=4,r=8,p=1$$', '$2b$10$x'])
    expect(await passwords.verify('', stored)).toBe(false);
});

it('hashed at another cost are still known, and told to be outdated', async () => {
  const stored = await new Passwords(cheap).hash('普法');
  const today = new Passwords({ ln: 5, r: 8, p: 1 });
  expect([await today.verify('普法', stored), today.isOutdated(stored)]).toEqual([true, true]);
  expect(today.isOutdated(await today.hash('普法'))).toBe(false);
});

it('wait for their turn, and are refused when too many wait', async () => {
  const passwords = new Passwords(cheap);
  const results = await Promise.allSettled(Array.from({ length: 30 }, () => passwords.hash('普法')));
  const refused = results.filter(({ status }) => status === 'rejected');
  expect([refused.length, passwords.workedOut]).toEqual([30 - MOST_AT_ONCE - 20, MOST_AT_ONCE + 20]);
  expect(await passwords.verify('普法', await passwords.hash('普法'))).toBe(true);
});
