/*
 * One process that drains what is due, in one database after another: node drainer.js INSTANT DATABASE_URL …. For each it
 * says `ready`, begins at a line on its input, prints the id of each activity that it sent something about, and ends with
 * `done MILLISECONDS CLAIMED`: how long all took, and after how long it asked for its first claims.
 */
import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { DateTime } from 'luxon';
import { openStore } from '../../../dist/store/index.js';
import { tick } from '../../../dist/reminders/index.js';
import { loadCalendars } from '../../../dist/town/index.js';

const [at, ...urls] = process.argv.slice(2);
const { town, holidays } = loadCalendars('calendars', 'gangmen');
const now = DateTime.fromISO(at, { zone: town.zone });
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const owner = randomBytes(9).toString('base64url');
// Another's claim is never taken for one that a crash left.
const sender = { owner, inFlight: new Set(), gone: () => Promise.resolve(new Set()) };

for (const databaseUrl of urls) {
  const sent = [];
  const channel = {
    kind: 'log',
    budgets: [],
    budgetKey: () => 'nowhere',
    send: (_address, message) => {
      for (const { id } of message.activities) sent.push(id);
      return Promise.resolve({ outcome: 'sent', result: '' });
    },
  };
  const store = await openStore({ dir: 'unused', databaseUrl, now: () => at });
  let claimedAt = 0;
  const swap = store.swap.bind(store);
  store.swap = (...asked) => {
    claimedAt ||= performance.now();
    return swap(...asked);
  };
  process.stdout.write('ready\n');
  await lines.next();
  const began = performance.now();
  await tick({ store, town, holidays, channels: [channel], now, sender });
  const took = performance.now() - began;
  process.stdout.write(sent.map((id) => `${id}\n`).join(''));
  process.stdout.write(`done ${took.toFixed(1)} ${(claimedAt - began).toFixed(1)}\n`);
  await store.close();
}
process.stdin.destroy();
