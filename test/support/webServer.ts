import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import type { DateTime } from 'luxon';
import pino from 'pino';
import { PlanDesk, presentCalendars } from '../../src/activities/index.js';
import { SYSTEM, type Activity, type Store } from '../../src/facts/index.js';
import { readFile } from '../../src/imports/index.js';
import type { Channel } from '../../src/reminders/index.js';
import { openPhotos } from '../../src/photos/index.js';
import { solveWithHighs, type Solve } from '../../src/planner/index.js';
import { openStore } from '../../src/store/index.js';
import type { Calendars } from '../../src/town/index.js';
import { Passwords } from '../../src/web/access/index.js';
import { createApp, httpServer, LoginDesk, Metrics, NO_PROXY, type WebContext } from '../../src/web/index.js';
import { adminApi, type AdminApi } from './adminApi.js';
import { closeAtEnd, freshFolder } from './folder.js';
import { gangmen, townTime } from './gangmen.js';

export const TOKEN = 'test-token';

/** Where robots may post in these tests; nobody is there. */
const WEBHOOK_HOSTS = ['robot.example.cn:8080'];

/** As `npm run build` leaves them. */
const ISLANDS = resolve('dist/web/assets/islands');

interface TestServer {
  readonly url: string;
  readonly store: Store;
  readonly dataDir: string;
  /** Everything the program logged. */
  readonly logged: string[];
  /** Sets the town's clock. */
  readonly setNow: (text: string) => void;
  readonly api: AdminApi;
  /** Hashes passwords as the program does, but cheaply. */
  readonly passwords: Passwords;
  /** Ends it before the test does. */
  readonly close: () => Promise<void>;
}

interface TestSetting {
  /** A folder that was used before; a fresh one when left out. */
  readonly dataDir?: string;
  /** The town's clock at the start. */
  readonly now?: string;
  readonly calendars?: Calendars;
  /** The address that people see; where it listens when left out. */
  readonly baseUrl?: string;
  readonly solve?: Solve;
  /** Null: nobody holds a token set from outside, and `api` reaches nothing. */
  readonly adminToken?: string | null;
  readonly trustsProxy?: WebContext['trustsProxy'];
  /** The ways a message can go by itself; none when left out. */
  readonly channels?: readonly Channel[];
}

/** The real application on a real port, over a real store with these activities. */
export async function webServer(
  activities: readonly Activity[] = [],
  {
    dataDir = freshFolder(),
    now: start = '2026-11-23T10:00',
    calendars: written = gangmen,
    baseUrl,
    solve = solveWithHighs,
    adminToken = TOKEN,
    trustsProxy = NO_PROXY,
    channels = [],
  }: TestSetting = {},
): Promise<TestServer> {
  let now: DateTime = townTime(start);
  const metrics = new Metrics();
  const store = metrics.timedStore(await openStore({ dir: dataDir, now: () => now.toISO() ?? '' }));
  await store.write(SYSTEM, async (transaction) => {
    for (const activity of activities) await transaction.put('activities', activity);
  });
  const calendars = presentCalendars(written, store);
  const server = httpServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const desk = new PlanDesk({
    store,
    calendars,
    solve: metrics.timedSolve(solve),
    seconds: 10,
    clock: () => performance.now(),
    onFailure: () => undefined,
  });
  const passwords = new Passwords({ ln: 4, r: 8, p: 1 });
  let open = true;
  const close = async (): Promise<void> => {
    if (!open) return;
    open = false;
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
    await desk.close();
    await store.close();
  };
  closeAtEnd(close);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const logged: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line) => void logged.push(line) });
  server.on(
    'request',
    createApp({
      calendars,
      store,
      clock: () => now,
      baseUrl: baseUrl ?? url,
      dataDir,
      adminToken,
      webhookHosts: WEBHOOK_HOSTS,
      islands: ISLANDS,
      log,
      metrics,
      photos: openPhotos(join(dataDir, 'photos')),
      towns: [calendars.town.id],
      desk,
      logins: new LoginDesk(passwords),
      trustsProxy,
      readImport: readFile,
      channels,
    }),
  );
  return {
    url,
    store,
    dataDir,
    logged,
    setNow: (text) => {
      now = townTime(text);
    },
    api: adminApi(url, TOKEN),
    passwords,
    close,
  };
}
