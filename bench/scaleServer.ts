import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { DateTime } from 'luxon';
import pino from 'pino';
import { PlanDesk } from '../src/activities/index.js';
import type { Store } from '../src/facts/index.js';
import { readInWorker } from '../src/imports/index.js';
import { openPhotos } from '../src/photos/index.js';
import { solveInWorker } from '../src/planner/index.js';
import type { Towns } from '../src/town/index.js';
import { createApp, httpServer, LoginDesk, Metrics, NO_PROXY } from '../src/web/index.js';

export const TOKEN = 'bench-token-of-sixteen';

/** Towns whose pages and feeds a process keeps ready: as many as a server of many towns does. */
const MOST_APPS = 24;

export interface ScaleServer {
  readonly url: string;
  /** Makes a town's application, as its first request does. */
  readonly ready: (town: string) => void;
  readonly close: () => Promise<void>;
}

/** The application of each town under `/{town}`, made when it is first asked for. */
export async function serveTowns(
  store: Store,
  towns: Pick<Towns, 'of'>,
  clock: () => DateTime,
  dir: string,
): Promise<ScaleServer> {
  const http = httpServer();
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const shared = {
    store,
    clock,
    dataDir: dir,
    adminToken: TOKEN,
    webhookHosts: [],
    log: pino({ level: 'silent' }),
    metrics: new Metrics(),
    photos: openPhotos(join(dir, 'photos')),
    logins: new LoginDesk(),
    trustsProxy: NO_PROXY,
    readImport: readInWorker,
    channels: [],
  };
  const apps = new Map<string, RequestListener>();
  const appOf = (town: string): RequestListener => {
    const calendars = towns.of(town);
    const desk = new PlanDesk({
      store,
      calendars,
      solve: solveInWorker,
      seconds: 60,
      clock: () => performance.now(),
      onFailure: () => undefined,
    });
    const app = apps.get(town) ?? createApp({ ...shared, calendars, desk, baseUrl: `${url}/${town}` });
    apps.delete(town);
    apps.set(town, app);
    const [oldest] = apps.keys();
    if (apps.size > MOST_APPS && oldest !== undefined) apps.delete(oldest);
    return app;
  };
  http.on('request', (request, response) => {
    const [, town = '', rest = ''] = /^\/([a-z0-9-]+)(\/.*)$/.exec(request.url ?? '') ?? [];
    request.url = rest;
    appOf(town)(request, response);
  });
  return {
    url,
    ready: (town) => {
      appOf(town);
    },
    close: async () => {
      http.closeAllConnections();
      await new Promise((closed) => http.close(closed));
    },
  };
}
