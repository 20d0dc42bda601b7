import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from '@jest/globals';
import type { DateTime } from 'luxon';
import pino from 'pino';
import { SYSTEM, type Activity, type Store } from '../../src/facts/index.js';
import { openStore } from '../../src/store/index.js';
import { createApp } from '../../src/web/index.js';
import { adminApi, type AdminApi } from './adminApi.js';
import { freshFolder } from './folder.js';
import { gangmen, townTime } from './gangmen.js';

export const TOKEN = 'test-token';

/** Where robots may post in these tests; nobody is there. */
export const WEBHOOK_HOSTS = ['robot.example.cn:8080'];

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

const open: { server: Server; store: Store }[] = [];

afterEach(async () => {
  for (const { server, store } of open.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await store.close();
  }
});

/** The real application on a real port, over a real store with these activities. */
export async function webServer(activities: readonly Activity[] = []): Promise<TestServer> {
  let now: DateTime = townTime('2026-11-23T10:00');
  const dataDir = freshFolder();
  const store = await openStore({ dir: dataDir, now: () => now.toISO() ?? '' });
  await store.write(SYSTEM, async (transaction) => {
    for (const activity of activities) await transaction.put('activities', activity);
  });
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({ server, store });
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
      webhookHosts: WEBHOOK_HOSTS,
      log,
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
