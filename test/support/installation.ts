import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { DateTime } from 'luxon';
import pino from 'pino';
import { parse, stringify } from 'yaml';
import { Turn } from '../../src/activities/index.js';
import { readEnvironment } from '../../src/environment.js';
import type { Store } from '../../src/facts/index.js';
import { housesOf } from '../../src/houses.js';
import { readFile } from '../../src/imports/index.js';
import { ensureLinkKey } from '../../src/outgoing.js';
import { solveWithHighs } from '../../src/planner/index.js';
import { openStore } from '../../src/store/index.js';
import { openTowns, type Towns } from '../../src/town/index.js';
import { Passwords } from '../../src/web/access/index.js';
import { dispatch, httpServer, LoginDesk, Metrics, type Houses } from '../../src/web/index.js';
import { closeAtEnd, freshFolder } from './folder.js';
import { townTime } from './gangmen.js';

export const TOKEN = 'installation-token';

type Raw = Readonly<Record<string, unknown>>;

const REAL = parse(readFileSync('calendars/towns/gangmen.yaml', 'utf8')) as Raw;

/** The data folder of some towns, each the real one but for what is said of it, in these counties. */
export function calendarsOf(towns: readonly Raw[], counties: readonly Raw[] = []): string {
  const dir = freshFolder();
  mkdirSync(join(dir, 'towns'));
  cpSync('calendars/national.yaml', join(dir, 'national.yaml'));
  cpSync('calendars/holidays', join(dir, 'holidays'), { recursive: true });
  for (const town of towns)
    writeFileSync(join(dir, 'towns', `${String(town.id)}.yaml`), stringify({ ...REAL, ...town }));
  if (counties.length > 0) writeFileSync(join(dir, 'counties.yaml'), stringify(counties));
  return dir;
}

/** Of the real town what is planned in a moment: one campaign, and the office's own deadlines, which nobody plans. */
export const oneCampaign = (keyDate = 'constitution-day'): Raw => ({
  campaigns: (REAL.campaigns as readonly Raw[]).filter((campaign) => campaign.keyDate === keyDate),
  duties: (REAL.duties as readonly Raw[]).filter(
    (duty) => duty.for === 'office' && duty.checks === undefined,
  ),
});

export interface Installation {
  readonly url: string;
  readonly store: Store;
  readonly towns: Towns;
  readonly houses: Houses;
  readonly dataDir: string;
  /** The folder of its data files. */
  readonly calendars: string;
  /** Everything it logged. */
  readonly logged: string[];
  readonly setNow: (text: string) => void;
}

interface Setting {
  /** The town that answers without a prefix. */
  readonly home: string;
  readonly now?: string;
  readonly databaseUrl?: string | undefined;
  /** How many towns' data are kept in memory. */
  readonly mostInMemory?: number | undefined;
}

/** The real installation of a data folder on a real port: what `pufa start` puts together, but for plans and reminders. */
export async function installation(
  calendars: string,
  { home, now: start = '2026-11-23T10:00', databaseUrl, mostInMemory }: Setting,
): Promise<Installation> {
  let now: DateTime = townTime(start);
  const dataDir = freshFolder();
  const metrics = new Metrics();
  const store = metrics.timedStore(
    await openStore({ dir: dataDir, databaseUrl, now: () => now.toISO() ?? '' }),
  );
  const towns = openTowns(calendars, mostInMemory);
  for (const id of towns.ids) await ensureLinkKey(store, id);
  const server = httpServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const env = readEnvironment({
    DATA_DIR: dataDir,
    CALENDARS_DIR: calendars,
    TOWN: home,
    ADMIN_TOKEN: TOKEN,
    PORT: String(port),
  });
  const logged: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line) => void logged.push(line) });
  const houses = housesOf({
    env,
    now: () => now,
    clock: () => performance.now(),
    towns,
    store,
    log,
    metrics,
    solve: metrics.timedSolve(solveWithHighs),
    turn: new Turn(),
    logins: new LoginDesk(new Passwords({ ln: 4, r: 8, p: 1 })),
    readImport: readFile,
    port,
  });
  const counties = towns.counties.map(({ id }) => id);
  server.on('request', dispatch({ houses, home, has: (id) => towns.has(id) || counties.includes(id), log }));
  closeAtEnd(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
    await houses.close();
    await store.close();
  });
  return {
    url: `http://127.0.0.1:${port}`,
    store,
    towns,
    houses,
    dataDir,
    calendars,
    logged,
    setNow: (text) => {
      now = townTime(text);
    },
  };
}
