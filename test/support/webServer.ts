import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DateTime } from 'luxon';
import pino from 'pino';
import { PlanDesk } from '../../src/activities/index.js';
import { SYSTEM, type Activity, type Store } from '../../src/facts/index.js';
import { solveWithHighs, type Solve } from '../../src/planner/index.js';
import { openStore } from '../../src/store/index.js';
import { createApp } from '../../src/web/index.js';
import { adminApi, type AdminApi } from './adminApi.js';
import { closeAtEnd, freshFolder } from './folder.js';
import { gangmen, townTime } from './gangmen.js';

export const TOKEN = 'test-token';

interface TestServer {
  readonly url: string;
  readonly store: Store;
  readonly dataDir: string;
  /** Everything the program logged. */
  readonly logged: string[];
  /** Sets the town's clock. */
  readonly setNow: (text: string) => void;
  readonly api: AdminApi;
}

/** The real application on a real port, over a real store with these activities. */
export async function webServer(
  activities: readonly Activity[] = [],
  solve: Solve = solveWithHighs,
): Promise<TestServer> {
  let now: DateTime = townTime('2026-11-23T10:00');
  const dataDir = freshFolder();
  const store = await openStore({ dir: dataDir, now: () => now.toISO() ?? '' });
  await store.write(SYSTEM, async (transaction) => {
    for (const activity of activities) await transaction.put('activities', activity);
  });
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const desk = new PlanDesk({
    store,
    calendars: gangmen,
    solve,
    seconds: 10,
    clock: () => performance.now(),
    onFailure: () => undefined,
  });
  closeAtEnd(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await desk.close();
    await store.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const logged: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line) => void logged.push(line) });
  server.on(
    'request',
    createApp({
      calendars: gangmen,
      store,
      clock: () => now,
      baseUrl: url,
      dataDir,
      adminToken: TOKEN,
      log,
      desk,
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
  };
}
