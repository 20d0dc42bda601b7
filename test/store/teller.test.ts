import { describe, expect, it } from '@jest/globals';
import { Teller } from '../../src/store/postgres/teller.js';
import { heardIn } from '../../src/store/postgres/telling.js';
import { until } from '../support/until.js';

/** A teller whose words are kept, those left out that meet a database that is gone. */
function tellerOf(isThere: () => boolean) {
  const heard: string[][] = [];
  const teller = new Teller({
    name: 'one',
    query: (_text, values = []) => {
      if (!isThere()) return Promise.reject(new Error('gone'));
      const { by, touched } = heardIn(String(values[0]));
      expect(by).toBe('one');
      heard.push((touched ?? []).map(({ town, kinds }) => `${town} ${kinds.join()}`));
      return Promise.resolve([]);
    },
  });
  return { teller, heard };
}

describe('what tells others of swaps', () => {
  it('tells of each town, and of those together that come while it tells', async () => {
    const { teller, heard } = tellerOf(() => true);
    for (const town of ['a', 'b', 'a']) teller.tell(town);
    await teller.close();
    expect(heard).toEqual([['a deliveries'], ['b deliveries', 'a deliveries']]);
  });

  it('says no more in one message than it holds', async () => {
    const { teller, heard } = tellerOf(() => true);
    const towns = Array.from({ length: 250 }, (_, index) => `${'t'.repeat(30)}-${index}`);
    for (const town of towns) teller.tell(town);
    await teller.close();
    expect(heard.map(({ length }) => length)).toEqual([1, 100, 100, 49]);
    expect(heard.flat()).toEqual(towns.map((town) => `${town} deliveries`));
  });

  it('tells again what it could not, when the database is there again', async () => {
    let there = false;
    const { teller, heard } = tellerOf(() => there);
    teller.tell('a');
    await new Promise((resume) => setTimeout(resume, 20));
    teller.tell('b');
    there = true;
    await until(() => Promise.resolve(heard.length > 0), 'it is told', 5000);
    await teller.close();
    expect(heard.flat().sort()).toEqual(['a deliveries', 'b deliveries']);
  });

  it('ends though the database is gone', async () => {
    const { teller, heard } = tellerOf(() => false);
    teller.tell('a');
    await teller.close();
    teller.tell('b');
    await teller.close();
    expect(heard).toEqual([]);
  });
});
