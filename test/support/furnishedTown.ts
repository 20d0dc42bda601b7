import { SYSTEM, tickIdOf, toldOf, type Delivery } from '../../src/facts/index.js';
import type { Calendars } from '../../src/town/index.js';
import { cadre } from './contacts.js';
import { noSolver } from './draftTown.js';
import { activity, gangmen } from './gangmen.js';
import { newAccount, sound } from './people.js';
import { record } from './records.js';
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
    // The office’s own deadlines are planned by nobody.
    duties: gangmen.town.duties.filter((duty) => duty.for === 'office'),
  },
};

/** An activity that was held and recorded. */
export const HELD = activity({
  id: 'held',
  start: '2026-12-01T09:00:00+08:00',
  end: '2026-12-01T11:00:00+08:00',
  status: 'done',
});

const GUIDE = '1'.repeat(20);

/** The notice of the Constitution week of 2027. */
export const NOTICE = 'constitution-week-2027';

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
  /**
   * Of the plan (a draft), the feed token (`token`), the trail's entry that can be taken back (`entry`), the account
   * (`u1`), the API token (`apiToken`), and the import that may be applied (`import`).
   */
  readonly ids: Readonly<Record<string, string>>;
}

/** A town in which every kind of thing is there once: the activity of 12·4 (`c1` was told of it, `d2` waits to be passed on), `held` with its record, the blackout `b1`, a notice (`NOTICE`), a law guide (`guide`), a deadline that was ticked off, and `ids`. */
export async function furnishedTown(setting: { readonly baseUrl?: string } = {}): Promise<FurnishedTown> {
  const server = await webServer([activity(), HELD], { now: NOW, solve: noSolver, calendars, ...setting });
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
    await transaction.put('records', record({ id: HELD.id, date: '2026-12-01' }));
    await transaction.put('lawGuides', {
      id: GUIDE,
      town: 'gangmen',
      village: 'huohu',
      name: '法律明白人甲',
      certificate: null,
      createdAt: '2026-12-01T09:00:00+08:00',
    });
    const ticked = { duty: 'annual-report-due', day: '2026-03-01', village: null };
    await transaction.put('ticks', {
      id: tickIdOf(ticked),
      town: 'gangmen',
      ...ticked,
      by: 'admin',
      at: '2026-02-28T09:00:00+08:00',
    });
    await transaction.put('notices', {
      id: NOTICE,
      town: 'gangmen',
      keyDate: 'constitution-week',
      year: 2027,
      start: '2027-12-01',
      end: '2027-12-07',
      theme: null,
      source: '通知',
      revision: 1,
      createdAt: '2026-12-01T09:00:00+08:00',
      updatedAt: '2026-12-01T09:00:00+08:00',
    });
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
  const made = async (path: string, body: unknown, headers = {}): Promise<string> =>
    (await sound<{ id: string }>(api('POST', `/api/v1${path}`, body, headers))).id;
  const token = await made('/feed-tokens', { label: '所里', scope: { kind: 'office' } });
  const { id: u1 } = await newAccount(server);
  const apiToken = await made('/api-tokens', { label: '脚本', role: 'office', scope: 'read' });
  const wanted = await made('/imports?kind=contacts', '姓名,村\n丙,西坡村\n', { 'content-type': 'text/csv' });
  await api('PATCH', `/api/v1/activities/${activity().id}`, { title: '宪法日' }, { 'if-match': '*' });
  const { items } = (await (await api('GET', '/api/v1/audit?kind=activities&action=update')).json()) as {
    items: { id: string }[];
  };
  return {
    server,
    ids: { plan, token, guide: GUIDE, u1, apiToken, import: wanted, entry: items[0]?.id ?? '' },
  };
}
