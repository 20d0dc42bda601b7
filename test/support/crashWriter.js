/*
 * Writes into a store until it is killed: node crashWriter.js DIR ROUND [DATABASE_URL]. Each of its writers changes an activity
 * of its own again and again, and prints `WRITER ROUND COUNT` once the write has resolved: that much must be there afterwards.
 */
import { writeSync } from 'node:fs';
import { openStore } from '../../dist/store/index.js';
import { SYSTEM } from '../../dist/facts/index.js';

const [dir, round, databaseUrl] = process.argv.slice(2);
const AT = '2026-11-23T10:00:00+08:00';
const WRITERS = 8;

const fact = (writer, count, revision) => ({
  id: `writer-${writer}`,
  town: 'gangmen',
  keyDate: null,
  duty: null,
  year: 2026,
  village: null,
  form: 'meeting',
  title: `${round} ${count}`,
  start: '2026-12-04',
  end: '2026-12-04',
  allDay: true,
  place: '村委会'.repeat(1 + (count % 50)),
  lead: null,
  partners: [],
  lawyer: null,
  status: 'planned',
  pinned: true,
  sequence: 0,
  revision,
  reasons: [],
  createdAt: AT,
  updatedAt: AT,
  scheduledAt: AT,
});

const store = await openStore({ dir, databaseUrl, now: () => AT });

const write = async (writer) => {
  for (let count = 1; ; count += 1) {
    await store.write(SYSTEM, async (transaction) => {
      const before = await transaction.get('activities', 'gangmen', `writer-${writer}`);
      await transaction.put('activities', fact(writer, count, (before?.revision ?? 0) + 1));
    });
    // At once, past every buffer of this process.
    writeSync(1, `${writer} ${round} ${count}\n`);
  }
};

await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
