import { describe, expect, it } from '@jest/globals';
import { SYSTEM } from '../../src/facts/index.js';
import { tick } from '../../src/reminders/index.js';
import { activity, gangmen, townTime } from '../support/gangmen.js';
import { cadre } from '../support/contacts.js';
import { webServer } from '../support/webServer.js';

interface Page {
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly next: string | null;
}

const DAY_BEFORE = {
  activity: activity().id,
  rule: 'day-before',
  contact: 'c1',
  channel: 'log',
  dueAt: '2026-12-03T17:00:00+08:00',
};

const server = async (now: string) => {
  const made = await webServer([activity()]);
  await made.store.write(SYSTEM, (transaction) => transaction.put('contacts', cadre()));
  made.setNow(now);
  const page = async (path: string): Promise<Page> => (await (await made.api('GET', path)).json()) as Page;
  return { ...made, page, rules: async (path: string) => (await page(path)).items.map(({ rule }) => rule) };
};

describe('/api/v1/reminders', () => {
  it('lists what will be sent, by due instant, and page by page', async () => {
    const { page, rules } = await server('2026-11-26T10:00');
    expect(await rules('/api/v1/reminders')).toEqual([
      'week-before',
      'day-before',
      'same-day',
      'record-missing',
    ]);
    const first = await page('/api/v1/reminders?from=2026-12-03&to=2026-12-05&limit=1');
    expect(first.items).toEqual([DAY_BEFORE]);
    expect(await rules(`/api/v1/reminders?from=2026-12-03&to=2026-12-05&cursor=${first.next}`)).toEqual([
      'same-day',
    ]);
  });

  it('has what the quiet hours hold, and no more what was sent', async () => {
    const { rules, store, setNow } = await server('2026-12-03T22:00');
    const to = '/api/v1/reminders?from=2026-12-03&to=2026-12-04';
    expect(await rules(to)).toEqual(['day-before']);
    const channel = {
      kind: 'log' as const,
      budgets: [],
      budgetKey: () => '',
      send: () => Promise.resolve({ outcome: 'sent', result: 'ok' } as const),
    };
    await tick({ store, town: gangmen.town, channels: [channel], now: townTime('2026-12-03T22:00') });
    expect(await rules(to)).toEqual(['day-before']);
    setNow('2026-12-04T07:00');
    await tick({ store, town: gangmen.town, channels: [channel], now: townTime('2026-12-04T07:00') });
    expect(await rules(to)).toEqual([]);
    expect(await rules('/api/v1/deliveries?contact=c1&rule=day-before&channel=log&state=sent')).toEqual([
      'day-before',
    ]);
    expect(await rules('/api/v1/deliveries?contact=somebody-else')).toEqual([]);
  });

  it('refuses what it does not know, by name', async () => {
    const { api } = await server('2026-11-26T10:00');
    const response = await api('GET', '/api/v1/reminders?from=tomorrow&kind=log');
    const { errors } = (await response.json()) as { errors: { path: string }[] };
    expect([response.status, errors.map(({ path }) => path).sort()]).toEqual([400, ['from', 'kind']]);
  });
});
