import { describe, expect, it } from '@jest/globals';
import type { Row } from '../../bench/benchmark.js';
import { scaleRows } from '../../bench/scale.js';
import { fillScale } from '../../bench/scaleFill.js';
import { freshFolder } from '../support/folder.js';
import { freshDatabase } from '../support/postgres/index.js';

describe('npm run bench -- scale', () => {
  it('fills a database with towns that the program serves and ticks, and tells every figure', async () => {
    const databaseUrl = await freshDatabase();
    await fillScale(databaseUrl, 3);
    const told: Row[] = [];
    const rows = await scaleRows({
      databaseUrl,
      count: 3,
      ticked: 3,
      dir: freshFolder(),
      onRow: (row) => told.push(row),
    });
    expect(told).toEqual(rows);
    const figures = new Map(rows.map(({ what, figure, ratio }) => [what.trim(), `${figure} ${ratio}`]));
    expect([...figures.keys()]).toEqual([
      expect.stringMatching(/^a village feed, cold, the first of the town at all, p50 \/ p99 of \d+$/),
      expect.stringMatching(/^making the rest of a town’s site/),
      expect.stringMatching(/^a village feed, cold again, p50/),
      'the same, warm, p50 / p99 of 300',
      'memory of the process at most: feeds',
      'an edit (PATCH), stored, p50 / p99 of 3',
      'one row and its commit beside it, by a bare client, p50 / p99 of 3',
      'memory of the process at most: edits',
      'the first tick, which looks at all 3 towns',
      'the minute tick of 3 towns, p50 / p99 of 20',
      '17:00, when every town reminds',
      'memory of the process at most: ticks',
      'the database',
      expect.stringMatching(/^deliveries: /),
      'activities: 1,500 rows',
      expect.stringMatching(/^trail: /),
      expect.stringMatching(/^facts: /),
    ]);
    expect(figures.get('activities: 1,500 rows')).toMatch(/ [1-9]\d* by an index$/);
  }, 300_000);
});
