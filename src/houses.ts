import { join } from 'node:path';
import type { Logger } from 'pino';
import { PlanDesk, presentCalendars, type Turn } from './activities/index.js';
import { townUrlOf } from './environment.js';
import type { Store } from './facts/index.js';
import type { ReadFile } from './imports/index.js';
import { channelsFor } from './outgoing.js';
import { openPhotos, PHOTOS } from './photos/index.js';
import type { Solve } from './planner/index.js';
import type { Shell } from './shell.js';
import type { County, Towns } from './town/index.js';
import {
  asTown,
  baseOf,
  createApp,
  createCountyApp,
  Houses,
  NO_PROXY,
  type AccessContext,
  type House,
  type LoginDesk,
  type Metrics,
  type WebContext,
} from './web/index.js';

/** How long a plan asked for may search, in seconds; nobody waits for it before a locked door. */
export const PLAN_SECONDS = 60;

/** What all towns of an installation share. */
export interface Installation extends Pick<Shell, 'env' | 'now' | 'clock'> {
  readonly towns: Towns;
  readonly store: Store;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly solve: Solve;
  /** One search at a time for all of them. */
  readonly turn: Turn;
  readonly logins: LoginDesk;
  readonly readImport: ReadFile;
  /** The port that was taken, when PORT is 0. */
  readonly port: number;
}

/** The houses of an installation's towns and counties, to be opened when they are asked for. */
export function housesOf(installation: Installation): Houses {
  const { env, now, clock, towns, store, log, metrics, solve, turn, logins, readImport, port } = installation;
  const shared = {
    store,
    clock: now,
    dataDir: env.DATA_DIR,
    adminToken: env.ADMIN_TOKEN ?? null,
    webhookHosts: env.WEBHOOK_HOSTS ?? [],
    metrics,
    photos: openPhotos(join(env.DATA_DIR, PHOTOS)),
    towns: towns.ids,
    logins,
    trustsProxy: env.TRUST_PROXY ?? NO_PROXY,
    readImport,
  };
  const urlOf = (id: string): string => townUrlOf(env, id, port);
  const logOf = (id: string): Logger => (id === env.TOWN ? log : log.child({ town: id }));
  const zone = towns.of(env.TOWN).town.zone;

  // Made once, for the key of a county's cookies is remembered by it.
  const counties = new Map(
    towns.counties.map((county): [string, AccessContext] => [
      county.name,
      {
        store,
        clock: now,
        baseUrl: urlOf(county.id),
        log: logOf(county.id),
        calendars: { town: { id: county.id, zone } },
      },
    ]),
  );

  const deskFor = (calendars: WebContext['calendars'], ownLog: Logger): PlanDesk =>
    new PlanDesk({
      store,
      calendars,
      solve,
      seconds: PLAN_SECONDS,
      clock,
      turn,
      onFailure: ({ id, year }, error) => {
        ownLog.error({ err: error, plan: id, year }, 'planning failed');
      },
    });

  const houseOf = (desk: PlanDesk, answer: House['answer']): House => ({
    answer,
    isBusy: () => desk.isBusy,
    close: () => desk.close(),
  });

  const townHouse = (id: string): House => {
    const calendars = presentCalendars(towns.of(id), store);
    const ownLog = logOf(id);
    const desk = deskFor(calendars, ownLog);
    const baseUrl = urlOf(id);
    const channels = channelsFor(env, calendars, baseUrl, ownLog);
    const county = counties.get(calendars.town.county);
    return houseOf(desk, createApp({ ...shared, calendars, baseUrl, log: ownLog, desk, channels, county }));
  };

  const countyHouse = (county: County): House => {
    const { keyDates, holidays } = towns.of(env.TOWN);
    const calendars = presentCalendars({ keyDates, holidays, town: asTown(county, zone) }, store);
    const ownLog = logOf(county.id);
    const desk = deskFor(calendars, ownLog);
    const context = { ...shared, calendars, baseUrl: urlOf(county.id), log: ownLog, desk, channels: [] };
    return houseOf(
      desk,
      createCountyApp(
        { ...context, isCounty: true },
        {
          ids: towns.townsOf(county),
          calendarsOf: async (id) => {
            const ofTown = presentCalendars(towns.of(id), store);
            await ofTown.refresh();
            return ofTown;
          },
          baseUrlOf: urlOf,
          baseOf: (id) => baseOf(urlOf(id)),
        },
      ),
    );
  };

  return new Houses((id) => {
    const county = towns.counties.find((one) => one.id === id);
    return county ? countyHouse(county) : townHouse(id);
  });
}
