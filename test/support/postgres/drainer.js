/*
 * One process that drains what is due: node drainer.js DATABASE_URL INSTANT. It says `ready`, begins at a line on its input,
 * prints the id of each delivery that it sent, and ends with `done MILLISECONDS`.
 */
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { DateTime } from 'luxon';
import { randomBytes } from 'node:crypto';
import { openStore } from '../../../dist/store/index.js';
import { tick } from '../../../dist/reminders/index.js';
import { loadCalendars } from '../../../dist/town/index.js';

const [databaseUrl, at] = process.argv.slice(2);
const { town, holidays } = loadCalendars('calendars', 'gangmen');
const store = await openStore({ dir: 'unused', databaseUrl, now: () => at });
const now = DateTime.fromISO(at, { zone: town.zone });
const sent = [];
const channel = {
  kind: 'log',
  budgets: [],
  budgetKey: () => 'nowhere',
  send: (_address, message) => {
    sent.push(...message.activities.map(({ id }) => id));
    return Promise.resolve({ outcome: 'sent', result: '' });
  },
};
process.stdout.write('ready\n');
await once(process.stdin, 'data');
const began = performance.now();
const owner = randomBytes(9).toString('base64url');
// Another's claim is never taken for one that a crash left.
const sender = { owner, inFlight: new Set(), gone: () => Promise.resolve(new Set()) };
await tick({ store, town, holidays, channels: [channel], now, sender });
const took = performance.now() - began;
process.stdout.write(sent.map((id) => `${id}\n`).join(''));
process.stdout.write(`done ${Math.round(took)}\n`);
process.stdin.destroy();
await store.close();
