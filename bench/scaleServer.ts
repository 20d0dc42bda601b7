import type { AddressInfo } from 'node:net';
import type { DateTime } from 'luxon';
import pino from 'pino';
import { Turn } from '../src/activities/index.js';
import { readEnvironment } from '../src/environment.js';
import type { Store } from '../src/facts/index.js';
import { housesOf } from '../src/houses.js';
import { readInWorker } from '../src/imports/index.js';
import { solveInWorker } from '../src/planner/index.js';
import type { Towns } from '../src/town/index.js';
import { dispatch, httpServer, LoginDesk, Metrics } from '../src/web/index.js';

export const TOKEN = 'bench-token-of-sixteen';

export interface ScaleServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Each town under `/{town}`, by what serves an installation's towns. */
export async function serveTowns(
  store: Store,
  towns: Towns,
  now: () => DateTime,
  dir: string,
): Promise<ScaleServer> {
  const [home = ''] = towns.ids;
  const log = pino({ level: 'silent' });
  const http = httpServer();
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  const houses = housesOf({
    env: readEnvironment({ DATA_DIR: dir, TOWN: home, ADMIN_TOKEN: TOKEN, PORT: String(port) }),
    now,
    clock: () => performance.now(),
    towns,
    store,
    log,
    metrics: new Metrics(),
    solve: solveInWorker,
    turn: new Turn(),
    logins: new LoginDesk(),
    readImport: readInWorker,
    port,
  });
  http.on('request', dispatch({ houses, home, has: (id) => towns.has(id), log }));
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      http.closeAllConnections();
      await new Promise((closed) => http.close(closed));
      await houses.close();
    },
  };
}
