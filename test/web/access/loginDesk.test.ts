import { describe, expect, it } from '@jest/globals';
import { LoginDesk } from '../../../src/web/access/index.js';

const NOW = 0;
const TRY = { address: '192.0.2.7', account: { town: 'gangmen', username: 'chen' } };

describe('a login that could not be checked', () => {
  it('is no wrong one: when the store is back, nobody is shut out', async () => {
    const desk = new LoginDesk();
    const broken = () => Promise.reject(new Error('the database is away'));
    for (let time = 0; time < 30; time += 1)
      await expect(desk.attempt(TRY, NOW, broken)).rejects.toThrow('the database is away');
    expect(await desk.attempt(TRY, NOW, () => Promise.resolve('in'))).toBe('in');
  });
});
