import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino, { destination } from 'pino';
import { presentCalendars, Turn } from './activities/index.js';
import { baseUrlOf, townUrlOf } from './environment.js';
import { makeReady, planFirst, planOthers, StartError } from './firstStart.js';
import { housesOf, PLAN_SECONDS } from './houses.js';
import { channelsFor } from './outgoing.js';
import { readInWorker } from './imports/index.js';
import { solveInWorker, type PlanOptions } from './planner/index.js';
import type { Shell } from './shell.js';
import { openStore } from './store/index.js';
import { startTicking } from './ticking.js';
import { isoIn, openTowns } from './town/index.js';
import { dispatch, httpServer, LoginDesk, makeOneTimeLink, Metrics } from './web/index.js';

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
 * Makes those who come before the program can answer wait for it: one whom no listener has heard is never answered.
 *
 * @returns takes what answers, from then on
 */
function answersWhenReady(http: Server): (answer: RequestListener) => void {
  const waiting: Parameters<RequestListener>[] = [];
  const wait: RequestListener = (...asked) => waiting.push(asked);
  http.on('request', wait);
  return (answer) => {
    http.off('request', wait).on('request', answer);
    for (const asked of waiting) answer(...asked);
  };
}

const listen = (http: Server, { HOST, PORT }: Shell['env']): Promise<void> =>
  new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(PORT, HOST, resolve);
  });

/** What of the environment keeps the program from starting, and what to write instead; null where it is something else. */
function refusalOf(error: unknown, { HOST, PORT, DATA_DIR }: Shell['env']): string | null {
  const { code = '', path } = error as NodeJS.ErrnoException;
  if (path?.startsWith(DATA_DIR) === true) return `DATA_DIR: ${path}: 写不了（${code}），请检查路径和权限`;
  if (code === 'EADDRINUSE') return `PORT: ${PORT}: 已被别的程序占用，请换一个，例如 PORT=${PORT + 1}`;
  if (code === 'EACCES') return `PORT: ${PORT}: 没有权限用这个端口，请换一个 1024 以上的，例如 PORT=8080`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `HOST: ${HOST}: 不是这台机器的地址；只给本机用写 127.0.0.1，给别的机器用写 0.0.0.0`;
  return null;
}

/**
 * Puts the rooms together and serves every town of `CALENDARS_DIR`: the one place that knows all rooms.
 *
 * @throws CalendarsError, StoreError, StartError; then nothing is left open
 */
export async function serve({ env, print, now, clock }: Shell): Promise<RunningServer> {
  const towns = openTowns(env.CALENDARS_DIR);
  const written = towns.of(env.TOWN);
  const { town } = written;
  const at = (): string => isoIn(now(), town.zone);
  const log = pino({ level: env.LOG_LEVEL }, destination(2));
  const metrics = new Metrics();
  const store = metrics.timedStore(
    await openStore({ dir: env.DATA_DIR, databaseUrl: env.DATABASE_URL, now: at }),
  );
  const calendars = presentCalendars(written, store);
  const http = httpServer();
  const answerWith = answersWhenReady(http);
  const adminToken = env.ADMIN_TOKEN ?? null;
  const turn = new Turn();
  const solve = metrics.timedSolve(solveInWorker);
  /** All that may fail; what comes after it cannot leave a program that neither serves nor ends. */
  const open = async () => {
    await listen(http, env);
    const { port } = http.address() as AddressInfo;
    const url = baseUrlOf(env, port);
    await calendars.refresh();
    const houses = housesOf({
      env,
      now,
      clock,
      towns,
      store,
      log,
      metrics,
      solve,
      turn,
      logins: new LoginDesk(),
      readImport: readInWorker,
      port,
    });
    const ready = await makeReady(store, calendars, now(), adminToken === null);
    const link = ready.first
      ? makeOneTimeLink({ dataDir: env.DATA_DIR, town: town.id, baseUrl: url }, now())
      : null;
    return { port, url, houses, link, ...ready };
  };
  const { port, url, houses, link, first, token, daysOff } = await open().catch(async (error: unknown) => {
    if (http.listening) await closeHttp(http);
    await store.close();
    const refusal = refusalOf(error, env);
    throw refusal === null ? error : new StartError(refusal);
  });
  if (adminToken !== null && adminToken.length < SHORT_TOKEN)
    print(`提示：ADMIN_TOKEN 不到 ${SHORT_TOKEN} 个字符，容易被猜中，请换长的。`);
  const counties = new Set(towns.counties.map(({ id }) => id));
  answerWith(dispatch({ houses, home: env.TOWN, has: (id) => towns.has(id) || counties.has(id), log }));
  print(`${town.name}普法日历：${url}/`);
  const [other, ...more] = towns.ids.filter((id) => id !== town.id);
  if (other !== undefined) print(`另有 ${1 + more.length} 个镇，网址里加各自的编号，例如 ${url}/${other}/`);
  for (const county of towns.counties) print(`${county.name}总览：${url}/${county.id}/board`);
  if (link !== null) print(`管理员登录（只能用一次，24 小时内有效）：${link}`);
  if (token !== null) print(`接口令牌（只显示这一次，请收好）：${token}`);
  if (daysOff > 0) print(`提示：有 ${daysOff} 项活动落在休息日，请在 ${url}/today 看是哪些，改期或取消。`);
  const ticking = startTicking({
    store,
    towns,
    outgoingOf: (ofTown) => {
      const baseUrl = townUrlOf(env, ofTown.town.id, port);
      return { channels: channelsFor(env, ofTown, baseUrl, log), baseUrl };
    },
    log,
    now,
    clock,
  });
  const closing = new AbortController();
  const { signal } = closing;
  // What is under way when the program ends gives up, and what waits for its turn then is not begun.
  const search = <T>(work: (options: PlanOptions) => Promise<T>): Promise<T> =>
    turn.take(() => {
      signal.throwIfAborted();
      return work({ solve, seconds: PLAN_SECONDS, clock, signal });
    });
  const planHome = async (): Promise<void> => {
    print('正在编排今年余下和明年的计划……');
    for (const { year, tasks, gap } of await search((o) => planFirst(calendars, store, now, o))) {
      const placed = tasks.filter(({ slot }) => slot !== null).length;
      const proof = gap === 0 ? '已证明最优' : `离最优至多还差 ${(gap * 100).toFixed(1)}%`;
      print(`${year} 年：${tasks.length} 项排上 ${placed} 项，${proof}`);
    }
    print(`可以订阅了：${url}/feeds/town.ics`);
  };
  let working = Promise.resolve();
  const failed = new Promise<never>((_resolve, reject) => {
    working = (first ? planHome() : Promise.resolve())
      .then(
        () => planOthers({ towns, home: town.id, store, now, search, log, signal }),
        (error: unknown) => {
          if (!signal.aborted) reject(error instanceof Error ? error : new Error(String(error)));
        },
      )
      .catch((error: unknown) => {
        log.error({ err: error }, 'first plans failed');
      });
  });
  return {
    url,
    failed,
    close: async () => {
      closing.abort();
      await Promise.all([ticking.stop(), closeHttp(http)]);
      await Promise.all([working, houses.close()]);
      await store.close();
    },
  };
}
