import { DateTime } from 'luxon';
import pg from 'pg';
import { ensureLinkKey } from '../src/outgoing.js';
import { SYSTEM } from '../src/facts/index.js';
import { tick, type Channel } from '../src/reminders/index.js';
import { openStore } from '../src/store/index.js';
import { calendarsOf, MODEL, modelActivities, modelContacts } from './scaleTown.js';

const FIRST_DAY = '2026-11-15';
const DAYS = 12;

/** When the shipped rules fall due, and the office works. */
const CLOCKS = ['08:30', '10:00', '15:00', '17:00'];

/** Goes nowhere, at once. */
export const NOWHERE: Channel = {
  kind: 'log',
  budgets: [],
  budgetKey: () => 'nowhere',
  send: () => Promise.resolve({ outcome: 'sent', result: '' }),
};

/** The model's facts, put and reminded of by the program itself. */
async function fillModel(url: string): Promise<void> {
  const { town, holidays } = calendarsOf(MODEL);
  let now = DateTime.fromISO('2026-05-20T10:00', { zone: town.zone });
  const store = await openStore({
    dir: 'unused',
    databaseUrl: url,
    now: () => now.toISO({ suppressMilliseconds: true }) ?? '',
  });
  try {
    await ensureLinkKey(store, MODEL);
    await store.write(SYSTEM, async (transaction) => {
      for (const fact of modelContacts()) await transaction.put('contacts', fact);
      for (const fact of modelActivities()) await transaction.put('activities', fact);
    });
    for (let day = 0; day < DAYS; day += 1)
      for (const clock of CLOCKS) {
        now = DateTime.fromISO(`${FIRST_DAY}T${clock}`, { zone: town.zone }).plus({ days: day });
        await tick({ store, town, holidays, channels: [NOWHERE], now });
        // What waits to be passed on by hand the office has passed on by the evening.
        if (clock !== '17:00') continue;
        await store.write(SYSTEM, async (transaction) => {
          for (const one of await transaction.find('deliveries', { town: MODEL, state: 'claimed' }))
            await transaction.put('deliveries', { ...one, state: 'sent' });
        });
      }
  } finally {
    await store.close();
  }
}

/** Towns that one statement copies. */
const AT_ONCE = 50;

/** Another town's id in place of the model's, wherever it stands. */
const moved = (column: string): string => `replace(${column}, '${MODEL}', town_id)`;

/** `deliveryIdOf`, as PostgreSQL says it: the copy's deliveries must be found by the program. */
const deliveryId = `left(translate(encode(sha256(convert_to(${moved(`concat('["', m.town, '","',
  m.activity, '","', m.fact->>'start', '","', m.rule, '","', m.contact, '","', m.channel, '"]')`)},
  'UTF8')), 'base64'), '+/', '-_'), 22)`;

const COPIES = [
  `insert into pufa.facts (kind, town, id, fact)
   select kind, town_id, ${moved('id')}, ${moved('fact::text')}::json`,
  `insert into pufa.activities (town, id, day, village, key_date, status, departments, fact)
   select town_id, ${moved('id')}, day, ${moved('village')}, key_date, status, departments, ${moved('fact::text')}::json`,
  `insert into pufa.trail (town, id, kind, target, actor, at, fact)
   select town_id, id, kind, ${moved('target')}, actor, at, ${moved('fact::text')}::json`,
  `insert into pufa.deliveries (town, id, due_at, state, activity, rule, contact, channel, stage, fact, news)
   select town_id, new_id, due_at, state, ${moved('activity')}, rule, ${moved('contact')}, channel, ${moved('stage')},
     replace(${moved('fact::text')}, m.id, new_id)::json, replace(${moved('news::text')}, m.id, new_id)::json`,
];

/** Fills an empty database with so many towns. */
export async function fillScale(url: string, towns: number): Promise<void> {
  await fillModel(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // What is measured comes afterwards.
    await client.query('set synchronous_commit = off');
    for (let from = 1; from <= towns; from += AT_ONCE)
      for (const copy of COPIES) {
        const table = /insert into (\S+)/.exec(copy)?.[1] ?? '';
        const ids = table === 'pufa.deliveries' ? `, lateral (select ${deliveryId} as new_id) as ids` : '';
        await client.query(
          `${copy} from ${table} as m, lateral (select 'town-' || n as town_id from generate_series($1::int, $2::int) n) as copies${ids}
           where m.town = '${MODEL}'`,
          [from, Math.min(towns, from + AT_ONCE - 1)],
        );
      }
    for (const table of ['facts', 'activities', 'trail', 'deliveries']) {
      await client.query(`delete from pufa.${table} where town = '${MODEL}'`);
      await client.query(`vacuum analyze pufa.${table}`);
    }
    await client.query('checkpoint');
    await client.query('select pg_stat_reset()');
  } finally {
    await client.end();
  }
}
