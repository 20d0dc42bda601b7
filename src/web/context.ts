import type { DateTime } from 'luxon';
import type { Logger } from 'pino';
import { dayIn, isoIn, type Town } from '../town/index.js';
import type { Day } from '../calendar/index.js';
import type { Store } from '../facts/index.js';
import type { PlanDesk, PresentCalendars } from '../activities/index.js';
import type { LoginDesk } from './access/index.js';
import type { Metrics } from './watching/metrics.js';
import type { ReadFile } from '../imports/index.js';
import type { Channel } from '../reminders/index.js';
import type { Photos } from '../photos/index.js';

/** What the web room is given; it makes none of it. */
export interface WebContext {
  /** Refreshed before each request is looked at. */
  readonly calendars: PresentCalendars;
  readonly store: Store;
  readonly clock: () => DateTime;
  /** Without a slash at the end. */
  readonly baseUrl: string;
  /** Where one-time links are kept. */
  readonly dataDir: string;
  /** The bearer token set from outside; null where only stored ones count. */
  readonly adminToken: string | null;
  /** `host:port` that robots may post to beside their own homes. */
  readonly webhookHosts: readonly string[];
  /** The folder of the built browser scripts; with the stylesheets when left out. */
  readonly islands?: string;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** The photos of records, of all towns together. */
  readonly photos: Photos;
  /** The ids of all towns of the installation. */
  readonly towns: readonly string[];
  /** Where plans are searched for. */
  readonly desk: PlanDesk;
  /** Where logins are checked. */
  readonly logins: LoginDesk;
  /** Whether an address is a proxy of ours, which tells the client's truly. @param hop how many came after it */
  readonly trustsProxy: (address: string, hop: number) => boolean;
  /** The ways a message can go by itself. */
  readonly channels: readonly Channel[];
  /** Reads a file that somebody wants brought in. */
  readonly readImport: ReadFile;
  /** The county that the town belongs to, whose people may come in too. */
  readonly county?: AccessContext | undefined;
  /** Whether it is a county's own: a town without villages, in which people log in and look at the county's towns. */
  readonly isCounty?: boolean;
}

/** What knowing who asks needs of it: of a town's people, or a county's. */
export type AccessContext = Pick<WebContext, 'store' | 'clock' | 'baseUrl' | 'log'> & {
  readonly calendars: { readonly town: Pick<Town, 'id' | 'zone'> };
};

type Clock = Pick<AccessContext, 'clock' | 'calendars'>;

export const todayOf = ({ clock, calendars }: Clock): Day => dayIn(clock(), calendars.town.zone);

/** The present instant, ISO 8601 in the town's zone. */
export const nowOf = ({ clock, calendars }: Clock): string => isoIn(clock(), calendars.town.zone);
