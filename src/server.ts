import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { DateTime } from 'luxon';
import pino, { destination } from 'pino';
import { draftPlan, onDaysOff, PlanDesk, releaseOf, releasePlans, standingIn } from './activities/index.js';
import { addDays, occurrencesOf, yearOf } from './calendar/index.js';
import { baseUrlOf } from './environment.js';
import { isReleased, SYSTEM, type Store } from './facts/index.js';
import { channelsFor, ensureLinkKey } from './outgoing.js';
import { readInWorker } from './imports/index.js';
import { openPhotos } from './photos/index.js';
import { solveInWorker, type PlanOptions, type PlanResult } from './planner/index.js';
import type { Shell } from './shell.js';
import { openStore } from './store/index.js';
import { startTicking } from './ticking.js';
import { dayIn, isoIn, loadCalendars, type Calendars } from './town/index.js';
import {
  createApp,
  httpServer,
  LoginDesk,
  makeOneTimeLink,
  Metrics,
  newApiToken,
  NO_PROXY,
} from './web/index.js';

/** How long the first plan may search, in seconds for both years; a town needs about ten, a slow machine more. */
const FIRST_PLAN_SECONDS = 25;

/** How long a plan asked for later may search, in seconds; nobody waits for it before a locked door. */
const PLAN_SECONDS = 60;

/** A token that is shorter can be guessed by trying. */
const SHORT_TOKEN = 16;

/** The folder of photos within the data folder. */
export const PHOTOS = 'photos';

/** How long a client may take to hang up when the program ends, in milliseconds. */
const HANG_UP_MS = 5000;

/** The program cannot start as it is set up; the message says what to change. */
export class StartError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StartError';
  }
}

export interface RunningServer {
  readonly url: string;
  /** Rejects when the first plan cannot be made; else stays open. */
  readonly failed: Promise<never>;
  /** Answers what was asked, ends the tick, lets go of the store. */
  close(): Promise<void>;
}

/**
 * Plans the rest of this year and the next, and releases both in one write.
 *
 * @throws when the town's data give nothing to plan: released, an empty plan would stand for a made one
 */
async function planFirst(
  calendars: Calendars,
  store: Store,
  now: () => DateTime,
  options: PlanOptions,
): Promise<PlanResult[]> {
  const { town, keyDates } = calendars;
  // Today's half-days may have begun, so the first is tomorrow's.
  const from = addDays(dayIn(now(), town.zone), 1);
  const began = options.clock();
  const standing = await store.read((transaction) => standingIn(transaction, town.id));
  const plans: PlanResult[] = [];
  let { activities } = standing;
  for (const year of [yearOf(from), yearOf(from) + 1]) {
    const seconds = Math.max(1, FIRST_PLAN_SECONDS - (options.clock() - began) / 1000);
    const request = { year, from, blackout: null };
    const { result } = await draftPlan(
      calendars,
      request,
      { ...standing, activities },
      { ...options, seconds },
    );
    plans.push(result);
    // Weeks over New Year, lawyers and teams are shared with what the year before has taken.
    const base = { town, occurrences: occurrencesOf(keyDates, year), at: isoIn(now(), town.zone) };
    const { puts } = releaseOf(result, activities, base);
    activities = [...activities, ...puts];
  }
  if (plans.every(({ tasks }) => tasks.length === 0))
    throw new StartError(`没有要排的任务：请在${town.name}的资料里写上 campaigns 或 duties`);
  await releasePlans(
    store,
    SYSTEM,
    plans,
    calendars,
    (year) => occurrencesOf(keyDates, year),
    isoIn(now(), town.zone),
  );
  return plans;
}

/** An API token for a folder that has none, when none is set from outside; printed once, stored hashed. */
async function firstToken(store: Store, town: string, at: string): Promise<string | null> {
  const known = await store.read((transaction) => transaction.find('apiTokens', { town }));
  if (known.length > 0) return null;
  const { token, fact } = newApiToken({
    town,
    label: '首次启动',
    role: 'admin',
    village: null,
    department: null,
    account: null,
    scope: 'write',
    expiresAt: null,
    createdAt: at,
  });
  await store.write(SYSTEM, (transaction) => transaction.put('apiTokens', fact));
  return token;
}

/** What a start finds in the store, and leaves there. */
interface Readiness {
  /** Whether this process makes the first plan. */
  readonly first: boolean;
  /** An API token that was just made. */
  readonly token: string | null;
  /** Activities ahead that stand on a day off. */
  readonly daysOff: number;
}

async function makeReady(
  store: Store,
  calendars: Calendars,
  now: DateTime,
  wantsToken: boolean,
): Promise<Readiness> {
  const { town } = calendars;
  // Of several processes on an empty database one makes the first plan; asked before looking for one.
  const mayPlan = await store.leads(`first plan of ${town.id}`);
  const known = await store.read((transaction) => transaction.find('plans', { town: town.id }));
  const first = mayPlan && !known.some(isReleased);
  const token = first && wantsToken ? await firstToken(store, town.id, isoIn(now, town.zone)) : null;
  const today = dayIn(now, town.zone);
  const ahead = await store.read((transaction) =>
    transaction.find('activities', { town: town.id, from: today }),
  );
  await ensureLinkKey(store, town.id);
  return { first, token, daysOff: onDaysOff(ahead, calendars, today).length };
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
    }),
  );
  const { first, token, daysOff } = ready;
  print(`${town.name}普法日历：${url}/`);
  if (first) print(`管理员登录（只能用一次，24 小时内有效）：${makeOneTimeLink(env.DATA_DIR, url, now())}`);
  if (token !== null) print(`接口令牌（只显示这一次，请收好）：${token}`);
  if (daysOff > 0) print(`提示：有 ${daysOff} 项活动落在休息日，请在 ${url}/today 看是哪些，改期或取消。`);
  const ticking = startTicking({
    store,
    calendars,
    channels: channelsFor(env, calendars, url, log),
    baseUrl: url,
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
