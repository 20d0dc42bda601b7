import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import {
  databasePlace,
  folderPlace,
  readFacts,
  verifyPlace,
  type StorePlace,
} from '../../src/store/index.js';
import { freshFolder } from '../support/folder.js';
import { databaseAt } from '../support/postgres/address.js';
import { ownCluster, sql } from '../support/postgres/index.js';

/** `npm run crash` runs 1,000 and 100. */
const FOLDER_ROUNDS = Number(process.env.FOLDER_ROUNDS ?? 20);
const DATABASE_ROUNDS = Number(process.env.DATABASE_ROUNDS ?? 5);

/** After so many rounds a new place is taken, or its trail would grow with every one. */
const ROUNDS_A_PLACE = 25;

interface Where {
  readonly dir: string;
  readonly databaseUrl?: string;
  readonly place: StorePlace;
}

/** The last count that each writer was told was stored. */
type Acknowledged = Map<string, number>;

/** Lets writers write until a random moment, and kills them. @param kill what is killed beside them */
async function oneRound(
  { dir, databaseUrl }: Where,
  round: number,
  kill: () => Promise<void>,
): Promise<Acknowledged> {
  const args = [
    'test/support/crashWriter.js',
    dir,
    String(round),
    ...(databaseUrl === undefined ? [] : [databaseUrl]),
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: 60_000 });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const ended = once(child, 'close');
  await Promise.race([once(child.stdout, 'data'), ended]);
  await new Promise((resume) => setTimeout(resume, Math.random() * 150));
  await kill();
  child.kill('SIGKILL');
  await ended;
  if (output === '') throw new Error(`round ${round}: nothing was stored: ${errors}`);
  const acknowledged: Acknowledged = new Map();
  // What comes after the last line feed was cut off while it was printed; it says less than was stored.
  for (const line of output.split('\n').slice(0, -1)) {
    const [writer = '', , count = ''] = line.split(' ');
    acknowledged.set(writer, Number(count));
  }
  return acknowledged;
}

/** Everything that was told is there, or what followed it, and the store is sound. */
async function expectWhole(where: Where, round: number, acknowledged: Acknowledged): Promise<void> {
  const verdict = await verifyPlace(where.place);
  expect(verdict?.faults).toEqual([]);
  const stored = await readFacts(where, (facts) => facts.find('activities', { town: 'gangmen' }));
  const counts = new Map(
    stored.map(({ id, title }) => [id.replace('writer-', ''), title.split(' ').map(Number)]),
  );
  const lost = [...acknowledged].filter(([writer, count]) => {
    const [ofRound = -1, standing = -1] = counts.get(writer) ?? [];
    return ofRound !== round || standing < count || standing > count + 1;
  });
  expect({ round, lost }).toEqual({ round, lost: [] });
}

const nothing = (): Promise<void> => Promise.resolve();

describe('killed with kill -9 while it writes', () => {
  it(
    `loses no confirmed write in ${FOLDER_ROUNDS} rounds on lowdb, and the file always opens`,
    async () => {
      let writes = 0;
      let dir = '';
      for (let round = 0; round < FOLDER_ROUNDS; round += 1) {
        if (round % ROUNDS_A_PLACE === 0) dir = freshFolder();
        const where = { dir, place: folderPlace(dir) };
        const acknowledged = await oneRound(where, round, nothing);
        await expectWhole(where, round, acknowledged);
        for (const count of acknowledged.values()) writes += count;
      }
      console.log(`${FOLDER_ROUNDS} rounds, ${writes} confirmed writes on lowdb`);
      expect(writes).toBeGreaterThan(FOLDER_ROUNDS);
    },
    60_000 + FOLDER_ROUNDS * 5000,
  );

  it(
    `loses no confirmed write in ${DATABASE_ROUNDS} rounds on PostgreSQL, its server killed too`,
    async () => {
      const cluster = await ownCluster();
      let writes = 0;
      let url = '';
      for (let round = 0; round < DATABASE_ROUNDS; round += 1) {
        if (round % ROUNDS_A_PLACE === 0) {
          await sql(cluster.url, `create database crash_${round}`);
          url = databaseAt(cluster.url, `crash_${round}`);
        }
        const where = { dir: 'unused', databaseUrl: url, place: databasePlace(url) };
        const killsServer = round % 2 === 0;
        const acknowledged = await oneRound(where, round, killsServer ? cluster.kill : nothing);
        if (killsServer) await cluster.start();
        await expectWhole(where, round, acknowledged);
        for (const count of acknowledged.values()) writes += count;
      }
      console.log(`${DATABASE_ROUNDS} rounds, ${writes} confirmed writes on PostgreSQL`);
      expect(writes).toBeGreaterThan(DATABASE_ROUNDS);
    },
    120_000 + DATABASE_ROUNDS * 20_000,
  );
});
