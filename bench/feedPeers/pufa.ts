/* Serves a year of the real town as the program does, with as many activities as asked for; prints its port. */
import { createServer } from 'node:http';
import { mkdtempSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import pino from 'pino';
import { PlanDesk, presentCalendars } from '../../src/activities/index.js';
import { SYSTEM } from '../../src/facts/index.js';
import { readInWorker } from '../../src/imports/index.js';
import { openPhotos } from '../../src/photos/index.js';
import { solveInWorker } from '../../src/planner/index.js';
import { openStore } from '../../src/store/index.js';
import { loadCalendars } from '../../src/town/index.js';
import { createApp, LoginDesk, Metrics, NO_PROXY } from '../../src/web/index.js';
import { townYear } from '../townYear.js';

const written = loadCalendars('calendars', 'gangmen');
const start = DateTime.fromISO('2026-12-20T10:00:00+08:00').toMillis() - performance.now();
// A clock that goes, as in the program.
const clock = (): DateTime => DateTime.fromMillis(start + performance.now());
const dataDir = mkdtempSync(join(tmpdir(), 'pufa-bench-'));
const store = await openStore({ dir: dataDir, now: () => clock().toISO() ?? '' });
await store.write(SYSTEM, async (transaction) => {
  for (const activity of townYear(written, Number(process.argv[2] ?? 550)))
    await transaction.put('activities', activity);
});
const calendars = presentCalendars(written, store);
const log = pino({ level: 'warn' });
// Nobody asks it for a plan here.
const desk = new PlanDesk({
  store,
  calendars,
  solve: solveInWorker,
  seconds: 1,
  clock: () => performance.now(),
  onFailure: () => undefined,
});
const http = createServer(
  createApp({
    calendars,
    store,
    clock,
    baseUrl: 'http://127.0.0.1:8080',
    dataDir,
    adminToken: null,
    webhookHosts: [],
    log,
    metrics: new Metrics(),
    photos: openPhotos(join(dataDir, 'photos')),
    towns: [calendars.town.id],
    desk,
    logins: new LoginDesk(),
    trustsProxy: NO_PROXY,
    readImport: readInWorker,
    channels: [],
  }),
);
http.listen(0, '127.0.0.1', () => {
  console.log((http.address() as AddressInfo).port);
});
