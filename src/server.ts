import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import pino, { destination } from 'pino';
import { PlanDesk } from './activities/index.js';
import { baseUrlOf } from './environment.js';
import { makeReady, planFirst, StartError, type Readiness } from './firstStart.js';
import { channelsFor } from './outgoing.js';
import { readInWorker } from './imports/index.js';
import { openPhotos, PHOTOS } from './photos/index.js';
import { solveInWorker } from './planner/index.js';
import type { Shell } from './shell.js';
import { openStore } from './store/index.js';
import { startTicking } from './ticking.js';
import { isoIn, loadCalendars } from './town/index.js';
import { createApp, httpServer, LoginDesk, makeOneTimeLink, Metrics, NO_PROXY } from './web/index.js';

/** How long a plan asked for later may search, in seconds; nobody waits for it before a locked door. */
const PLAN_SECONDS = 60;

/** A token that is shorter can be guessed by trying. */
const SHORT_TOKEN = 16;

/** How long a client may take to hang up when the program ends, in milliseconds. */
const HANG_UP_MS = 5000;

export interface RunningServer {
  readonly url: string;
  /** Rejects when the first plan cannot be made; else stays open. */
  readonly failed: Promise<never>;
  /** Answers what was asked, ends the tick, lets go of the store. */
  close(): Promise<void>;
}

/** Answers what was asked before; who does not hang up is cut off. */
async function closeHttp(http: Server): Promise<void> {
  const cut = setTimeout(() => {
    http.closeAllConnections();
  }, HANG_UP_MS);
  await new Promise((resolve) => {
    http.close(resolve);
  });
  clearTimeout(cut);
}

/**
 * Puts the rooms together and serves: the one place that knows them all.
 *
 * @throws CalendarsError, StoreError, StartError; then nothing is left open
 */
export async function serve({ env, print, now, clock }: Shell): Promise<RunningServer> {
  const calendars = loadCalendars(env.CALENDARS_DIR, env.TOWN);
  const { town } = calendars;
  const at = (): string => isoIn(now(), town.zone);
  const log = pino({ level: env.LOG_LEVEL }, destination(2));
  const metrics = new Metrics();
  const store = metrics.timedStore(
    await openStore({ dir: env.DATA_DIR, databaseUrl: env.DATABASE_URL, now: at }),
  );
  const http = httpServer();
  const adminToken = env.ADMIN_TOKEN ?? null;
  let ready: Readiness;
  try {
    await new Promise<void>((resolve, reject) => {
      http.once('error', (error: NodeJS.ErrnoException) => {
        const taken = `PORT: ${env.PORT}: 已被别的程序占用，请换一个，例如 PORT=${env.PORT + 1}`;
        reject(error.code === 'EADDRINUSE' ? new StartError(taken) : error);
      });
      http.listen(env.PORT, env.HOST, resolve);
    });
    ready = await makeReady(store, calendars, now(), adminToken === null);
  } catch (error) {
    if (http.listening) await closeHttp(http);
    await store.close();
    throw error;
  }
  const { port } = http.address() as AddressInfo;
  const url = baseUrlOf(env, port);
  if (adminToken !== null && adminToken.length < SHORT_TOKEN)
    print(`提示：ADMIN_TOKEN 不到 ${SHORT_TOKEN} 个字符，容易被猜中，请换长的。`);
  const desk = new PlanDesk({
    store,
    calendars,
    solve: metrics.timedSolve(solveInWorker),
    seconds: PLAN_SECONDS,
    clock,
    onFailure: ({ id, year }, error) => {
      log.error({ err: error, plan: id, year }, 'planning failed');
    },
  });
  const channels = channelsFor(env, calendars, url, log);
  http.on(
    'request',
    createApp({
      calendars,
      store,
      clock: now,
      baseUrl: url,
      dataDir: env.DATA_DIR,
      adminToken,
      webhookHosts: env.WEBHOOK_HOSTS ?? [],
      log,
      metrics,
      photos: openPhotos(join(env.DATA_DIR, PHOTOS)),
      desk,
      logins: new LoginDesk(),
      trustsProxy: env.TRUST_PROXY ?? NO_PROXY,
      readImport: readInWorker,
      channels,
    }),
  );
  const { first, token, daysOff } = ready;
  print(`${town.name}普法日历：${url}/`);
  if (first) print(`管理员登录（只能用一次，24 小时内有效）：${makeOneTimeLink(env.DATA_DIR, url, now())}`);
  if (token !== null) print(`接口令牌（只显示这一次，请收好）：${token}`);
  if (daysOff > 0) print(`提示：有 ${daysOff} 项活动落在休息日，请在 ${url}/today 看是哪些，改期或取消。`);
  const ticking = startTicking({
    store,
    towns: { ids: [town.id], of: () => calendars },
    outgoingOf: () => ({ channels, baseUrl: url }),
    log,
    now,
    clock,
  });
  let closing = false;
  let working = Promise.resolve();
  const failed = new Promise<never>((_resolve, reject) => {
    if (!first) return;
    print('正在编排今年余下和明年的计划……');
    working = desk
      .alone((options) => planFirst(calendars, store, now, options))
      .then(
        (plans) => {
          for (const { year, tasks, gap } of plans) {
            const placed = tasks.filter(({ slot }) => slot !== null).length;
            const proof = gap === 0 ? '已证明最优' : `离最优至多还差 ${(gap * 100).toFixed(1)}%`;
            print(`${year} 年：${tasks.length} 项排上 ${placed} 项，${proof}`);
          }
          print(`可以订阅了：${url}/feeds/town.ics`);
        },
        (error: unknown) => {
          if (!closing) reject(error instanceof Error ? error : new Error(String(error)));
        },
      );
  });
  return {
    url,
    failed,
    close: async () => {
      closing = true;
      const searching = desk.close();
      await Promise.all([ticking.stop(), closeHttp(http)]);
      await Promise.all([working, searching]);
      await store.close();
    },
  };
}
