import { describe, expect, it } from '@jest/globals';
import { SYSTEM, toldOf, type WriteTransaction } from '../../src/facts/index.js';
import type { Activity, Delivery, KeyDateNotice } from '../../src/facts/index.js';
import { operationsOf } from '../../src/web/api/index.js';
import { cadre } from '../support/contacts.js';
import { activity, gangmen } from '../support/gangmen.js';
import { webServer } from '../support/webServer.js';

type Put = (transaction: WriteTransaction, index: number) => Promise<void>;

const two = (index: number): string => String(index).padStart(2, '0');
const DAY = (index: number): string => `2026-12-${two(index + 1)}`;
const AT = '2026-11-23T10:00:00+08:00';

const one = (index: number): Activity =>
  activity({
    id: `a${two(index)}`,
    start: `${DAY(index)}T09:00:00+08:00`,
    end: `${DAY(index)}T10:00:00+08:00`,
  });

const delivery = (index: number): Delivery => ({
  id: `d${two(index)}`,
  town: 'gangmen',
  activity: 'a00',
  start: one(0).start,
  rule: 'week-before',
  contact: `c${two(index)}`,
  channel: 'log',
  dueAt: `${DAY(index)}T08:30:00+08:00`,
  state: 'sent',
  attempts: [{ at: `${DAY(index)}T08:30:00+08:00`, result: 'ok' }],
  maybeDouble: false,
  told: toldOf(one(0)),
  claim: null,
  retryAt: null,
  halted: null,
});

const notice = (index: number): KeyDateNotice => ({
  id: `k${two(index)}-2026`,
  town: 'gangmen',
  keyDate: `k${two(index)}`,
  year: 2026,
  start: DAY(index),
  end: null,
  theme: null,
  source: '通知',
  revision: 1,
  createdAt: AT,
  updatedAt: AT,
});

const putActivity: Put = (transaction, index) => transaction.put('activities', one(index));

/** How another thing comes into each list, whose place in it grows with `index`; what is there from the start. */
const LISTS: Readonly<Record<string, { put: Put; first?: Put; id?: string }>> = {
  '/activities': { put: putActivity },
  '/plans': {
    put: (transaction, index) =>
      transaction.put('plans', {
        id: `p${two(index)}`,
        town: 'gangmen',
        year: 2026,
        from: '2026-11-24',
        blackout: null,
        createdAt: `${DAY(index)}T09:00:00+08:00`,
        state: 'queued',
        desk: null,
      }),
  },
  '/blackouts': {
    put: (transaction, index) =>
      transaction.put('blackouts', {
        id: `b${two(index)}`,
        town: 'gangmen',
        start: DAY(index),
        end: DAY(index),
        villages: null,
        reason: '台风',
        createdAt: AT,
        revision: 1,
      }),
  },
  '/notices': {
    put: (transaction, index) => transaction.put('notices', notice(index)),
  },
  '/contacts': {
    put: (transaction, index) => transaction.put('contacts', cadre({ id: `c${two(index)}`, order: index })),
  },
  // Two reminders of an activity: each day's list of them goes on behind.
  '/reminders': { put: putActivity },
  '/deliveries': {
    first: putActivity,
    put: (transaction, index) => transaction.put('deliveries', delivery(index)),
  },
  '/feed-tokens': {
    put: (transaction, index) =>
      transaction.put('feedTokens', {
        id: two(index).padStart(20, '0'),
        town: 'gangmen',
        hash: 'a'.repeat(64),
        label: '所里',
        scope: { kind: 'office' },
        revision: 1,
        createdAt: `${DAY(index)}T09:00:00+08:00`,
        revokedAt: null,
      }),
  },
  '/law-guides': {
    put: (transaction, index) =>
      transaction.put('lawGuides', {
        id: two(index).padStart(20, '0'),
        town: 'gangmen',
        village: 'huohu',
        name: `法律明白人${index}`,
        certificate: null,
        createdAt: AT,
      }),
  },
  '/imports': {
    put: (transaction, index) =>
      transaction.put('imports', {
        id: `i-${two(index)}`,
        town: 'gangmen',
        kind: 'contacts',
        state: 'ready',
        rows: [],
        faults: [],
        notes: [],
        summary: { new: 0, changed: 0, unchanged: 0, faults: 0 },
        createdAt: `2026-11-23T10:${two(index)}:00+08:00`,
        appliedAt: null,
      }),
  },
  '/accounts': {
    put: (transaction, index) =>
      transaction.put('accounts', {
        id: `u-${two(index).padStart(12, '0')}`,
        town: 'gangmen',
        username: `user-${two(index)}`,
        name: `账号${index}`,
        role: 'office',
        village: null,
        department: null,
        disabled: false,
        password: null,
        invitation: null,
        revision: 1,
        createdAt: AT,
        lastLoginAt: null,
      }),
  },
  '/api-tokens': {
    put: (transaction, index) =>
      transaction.put('apiTokens', {
        id: two(index).padStart(20, '0'),
        town: 'gangmen',
        hash: 'a'.repeat(64),
        label: '脚本',
        role: 'office',
        village: null,
        department: null,
        account: null,
        scope: 'read',
        expiresAt: null,
        revision: 1,
        createdAt: `${DAY(index)}T09:00:00+08:00`,
        revokedAt: null,
      }),
  },
  '/audit': { put: putActivity },
  '/activities/{id}/history': {
    id: 'a00',
    first: putActivity,
    put: (transaction, index) => transaction.put('activities', { ...one(0), place: `第${index}处` }),
  },
  '/contacts/{id}/history': {
    id: 'c1',
    put: (transaction, index) => transaction.put('contacts', cadre({ order: index })),
  },
  '/blackouts/{id}/history': {
    id: 'b1',
    put: (transaction, index) =>
      transaction.put('blackouts', {
        id: 'b1',
        town: 'gangmen',
        start: DAY(0),
        end: DAY(0),
        villages: null,
        reason: `第${index}次`,
        createdAt: AT,
        revision: 1,
      }),
  },
  '/notices/{id}/history': {
    id: 'k00-2026',
    put: (transaction, index) => transaction.put('notices', { ...notice(0), source: `第${index}份通知` }),
  },
};

/** Those that show the newest first, so that what comes meanwhile stands before what was read. */
const isNewestFirst = (path: string): boolean => path.endsWith('/history') || path === '/imports';

const operations = operationsOf({ calendars: gangmen, webhookHosts: [] } as unknown as Parameters<
  typeof operationsOf
>[0]);

const isList = ({ method, query }: (typeof operations)[number]): boolean =>
  method === 'get' && query !== undefined && 'cursor' in query.shape;

interface Page {
  readonly items: readonly unknown[];
  readonly next: string | null;
}

const ITEMS = 7;

/** A server with seven things in a list, and the ways to ask for it. */
async function listed(path: string) {
  const { put, first, id = '' } = LISTS[path] ?? { put: () => Promise.resolve() };
  const { api, store, setNow } = await webServer();
  let added = 0;
  const add = async (): Promise<void> => {
    const index = added;
    added += 1;
    setNow(`2026-11-23T10:${two(index)}`);
    await store.write(SYSTEM, (transaction) => put(transaction, index));
  };
  if (first) await store.write(SYSTEM, (transaction) => first(transaction, 0));
  while (added < ITEMS) await add();
  const address = `/api/v1${path.replace('{id}', id)}`;
  const ask = (query: string): Promise<Response> => api('GET', `${address}?${query}`);
  const page = async (query: string): Promise<Page> => (await (await ask(query)).json()) as Page;
  return { add, ask, page };
}

describe('every list', () => {
  it('is in this test', () => {
    expect(
      operations
        .filter(isList)
        .map(({ path }) => path)
        .sort(),
    ).toEqual(Object.keys(LISTS).sort());
  });

  it.each(Object.keys(LISTS))('%s has pages that join to the whole', async (path) => {
    const { page } = await listed(path);
    const whole = await page('limit=500');
    expect(whole.next).toBeNull();
    expect(whole.items.length).toBeGreaterThanOrEqual(ITEMS);
    expect(await page('')).toEqual(whole);
    const joined: unknown[] = [];
    let cursor = '';
    for (let turn = 0; turn < 30; turn += 1) {
      const { items, next } = await page(`limit=2${cursor}`);
      joined.push(...items);
      if (next === null) break;
      expect(items.length).toBe(2);
      cursor = `&cursor=${next}`;
    }
    expect(joined).toEqual(whole.items);
  });

  it.each(Object.keys(LISTS))('%s skips and doubles nothing that comes while it is read', async (path) => {
    const { add, page } = await listed(path);
    const before = (await page('limit=500')).items;
    const first = await page('limit=3');
    await add();
    const rest = await page(`limit=500&cursor=${first.next ?? ''}`);
    const joined = [...first.items, ...rest.items].map((item) => JSON.stringify(item));
    const there = before.map((item) => JSON.stringify(item));
    expect(joined.filter((item) => there.includes(item))).toEqual(there);
    expect(new Set(joined).size).toBe(joined.length);
    expect(joined.length > there.length).toBe(!isNewestFirst(path));
  });

  it.each(Object.keys(LISTS))(
    '%s refuses parameters that are wrong or unknown, each by name',
    async (path) => {
      const { ask } = await listed(path);
      const faults: unknown[] = [];
      for (const query of [
        'limit=0',
        'limit=501',
        'limit=x',
        'cursor=x',
        'colour=red',
        'limit=1&limit=2',
        'limit=x&colour=red',
      ]) {
        const response = await ask(query);
        const { errors } = (await response.json()) as { errors: { path: string }[] };
        faults.push([response.status, ...errors.map((fault) => fault.path)]);
      }
      expect(faults).toEqual([
        [400, 'limit'],
        [400, 'limit'],
        [400, 'limit'],
        [400, 'cursor'],
        [400, 'colour'],
        [400, 'limit'],
        [400, 'limit', 'colour'],
      ]);
    },
  );
});
