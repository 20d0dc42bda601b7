import { SYSTEM, toldOf, type Delivery } from '../../src/facts/index.js';
import type { Calendars } from '../../src/town/index.js';
import { cadre } from './contacts.js';
import { noSolver } from './draftTown.js';
import { activity, gangmen } from './gangmen.js';
import { until } from './until.js';
import { webServer } from './webServer.js';

/** The evening before 12·4, when the reminder of the day before is due. */
export const NOW = '2026-12-03T18:00';

/** The first town with one campaign only, so that its plan is made in a moment. */
export const calendars: Calendars = {
  ...gangmen,
  town: {
    ...gangmen.town,
    campaigns: gangmen.town.campaigns.filter(({ keyDate }) => keyDate === 'constitution-day'),
    duties: [],
  },
};

const delivery: Delivery = {
  id: 'd1',
  town: 'gangmen',
  activity: activity().id,
  start: activity().start,
  rule: 'week-before',
  contact: 'c1',
  channel: 'log',
  dueAt: '2026-11-27T08:30:00+08:00',
  state: 'sent',
  attempts: [{ at: '2026-11-27T08:30:00+08:00', result: 'ok' }],
  maybeDouble: false,
  told: toldOf(activity()),
  claim: null,
  retryAt: null,
  halted: null,
};

export interface FurnishedTown {
  readonly server: Awaited<ReturnType<typeof webServer>>;
  /** Of the plan (a draft), the feed token (`token`) and the trail's entry that can be taken back (`entry`). */
  readonly ids: Readonly<Record<string, string>>;
}

/** A town in which every kind of thing is there once: the activity of 12·4 (`c1` was told of it, `d2` waits to be passed on), the blackout `b1`, and `ids`. */
export async function furnishedTown(): Promise<FurnishedTown> {
  const server = await webServer([activity()], { now: NOW, solve: noSolver, calendars });
  const { store, api } = server;
  await store.write(SYSTEM, async (transaction) => {
    await transaction.put('contacts', cadre());
    await transaction.put('deliveries', delivery);
    const waits = {
      id: 'd2',
      rule: 'by-hand',
      channel: 'wechat-copy',
      state: 'claimed',
      told: null,
    } as const;
    await transaction.put('deliveries', { ...delivery, ...waits, attempts: [] });
    await transaction.put('blackouts', {
      id: 'b1',
      town: 'gangmen',
      start: '2027-05-01',
      end: '2027-05-02',
      villages: null,
      reason: '台风',
      createdAt: '2026-12-01T09:00:00+08:00',
      revision: 1,
    });
  });
  const { id: plan } = (await (await api('POST', '/api/v1/plans', { year: 2027 })).json()) as { id: string };
  await until(async () => {
    const { state } = (await (await api('GET', `/api/v1/plans/${plan}`)).json()) as { state: string };
    return state === 'draft';
  }, 'the plan is a draft');
  const link = await api('POST', '/api/v1/feed-tokens', { label: '所里', scope: { kind: 'office' } });
  const { id: token } = (await link.json()) as { id: string };
  await api('PATCH', `/api/v1/activities/${activity().id}`, { title: '宪法日' }, { 'if-match': '*' });
  const { items } = (await (await api('GET', '/api/v1/audit?kind=activities&action=update')).json()) as {
    items: { id: string }[];
  };
  return { server, ids: { plan, token, entry: items[0]?.id ?? '' } };
}
