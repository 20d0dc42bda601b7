import { describe, expect, it } from '@jest/globals';
import { scaleRows } from '../../bench/scale.js';
import { freshFolder } from '../support/folder.js';
import { freshDatabase } from '../support/postgres/index.js';

describe('npm run bench -- scale', () => {
  it('fills a database with towns that the program finds in order, and reads no large table whole', async () => {
    const rows = await scaleRows(await freshDatabase(), 3, freshFolder());
    const figures = new Map(rows.map(({ what, figure, ratio }) => [what.trim(), `${figure} ${ratio}`]));
    expect([...figures.keys()]).toEqual([
      '3 towns filled in',
      expect.stringMatching(/^a village feed, cold, p50 \/ p99 of \d+$/),
      expect.stringMatching(/^making a town’s application before it/),
      'the same, warm, p50 / p99 of 300',
      'memory of the process, at most so far: feeds',
      'an edit (PATCH), stored, p50 / p99 of 3',
      'memory of the process, at most so far: edits',
      'the first tick, which looks at every town',
      'the minute tick, p50 / p99 of 20',
      'the minute in which every town reminds, 17:00',
      'memory of the process, at most so far: ticks',
      'the database',
      expect.stringMatching(/^deliveries: /),
      'activities: 1,500 rows',
      expect.stringMatching(/^trail: /),
      expect.stringMatching(/^facts: /),
    ]);
    expect(figures.get('activities: 1,500 rows')).toMatch(/ [1-9]\d* by an index$/);
  }, 300_000);
});
