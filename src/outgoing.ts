import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import type { Logger } from 'pino';
import type { Environment } from './environment.js';
import { SYSTEM, type Activity, type Store } from './facts/index.js';
import { activityFile, rendererFor } from './feeds/index.js';
import {
  dingtalkChannel,
  emailChannel,
  feishuChannel,
  logChannel,
  wecomChannel,
  type Channel,
} from './reminders/index.js';
import type { Calendars } from './town/index.js';

/*
 * What reminders are given of the outside: the ways to go, and the key of the links they bear.
 */

/** The key that contacts' links follow from; made once, for links must outlive a restart. */
export async function ensureLinkKey(store: Store, town: string): Promise<void> {
  if (await store.read((transaction) => transaction.get('linkKeys', town, 'links'))) return;
  const key = randomBytes(32).toString('hex');
  await store.write(SYSTEM, async (transaction) => {
    if (!(await transaction.get('linkKeys', town, 'links')))
      await transaction.put('linkKeys', { id: 'links', town, key });
  });
}

/** Who mail is from where SMTP_URL does not say: an address has no number for a host. */
const senderAt = (baseUrl: string): string => {
  const { hostname } = new URL(baseUrl);
  return `pufa@${isIP(hostname.replace(/^\[|\]$/g, '')) === 0 ? hostname : 'localhost'}`;
};

/** Every way a reminder can go by itself; mail only where there is a server for it. */
export function channelsFor(
  env: Environment,
  { town, keyDates }: Calendars,
  baseUrl: string,
  log: Logger,
): Channel[] {
  const hosts = env.WEBHOOK_HOSTS ?? [];
  const { SMTP_URL: server } = env;
  const renderer = rendererFor(town, keyDates);
  const office = town.departments.find(({ id }) => id === town.office)?.name ?? '';
  const mail = server && {
    server,
    from: server.from ?? senderAt(baseUrl),
    fromName: `${town.name}${office}`,
    calendarOf: (activities: readonly Activity[]) => activityFile(activities, { town, renderer, baseUrl }),
  };
  return [
    wecomChannel(hosts),
    dingtalkChannel(hosts),
    feishuChannel(hosts),
    logChannel(log),
    ...(mail ? [emailChannel(mail)] : []),
  ];
}
