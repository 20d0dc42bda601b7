import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { owedAt } from '../../src/reminders/index.js';
import { operationsOf } from '../../src/web/api/index.js';
import { isWrite } from '../../src/web/api/operation.js';
import { calendars, furnishedTown, NOW, type FurnishedTown } from '../support/furnishedTown.js';
import { activity, townTime } from '../support/gangmen.js';
import { until } from '../support/until.js';

type Server = FurnishedTown['server'];

interface Change {
  readonly kind: string;
  readonly action: string;
}

interface Rehearsed {
  readonly dryRun: boolean;
  readonly status: number;
  readonly changes: readonly Change[];
  readonly warnings: readonly { readonly type: string }[];
  readonly notifies: readonly Record<string, string>[];
}

const ID = activity().id;

const ANY = { 'if-match': '*' };

const fresh = {
  village: 'xipo',
  form: 'meeting',
  title: '会议',
  start: '2026-12-08T09:00:00+08:00',
  end: '2026-12-08T11:00:00+08:00',
  place: '西坡村委会',
};

/** A good call of each operation that writes: its path's id, its body, its headers. */
const SAMPLES: Readonly<Record<string, { id?: string; body?: unknown; headers?: Record<string, string> }>> = {
  createActivity: { body: fresh },
  batchActivities: {
    body: {
      operations: [
        { op: 'create', ...fresh },
        { op: 'cancel', id: ID, revision: 2 },
      ],
    },
  },
  changeActivity: { id: ID, body: { place: '学校' }, headers: ANY },
  cancelActivity: { id: ID, headers: ANY },
  createPlan: { body: { year: 2027 } },
  releasePlan: { id: 'plan' },
  createBlackout: { body: { start: '2026-12-20', end: '2026-12-21', villages: null, reason: '台风' } },
  deleteBlackout: { id: 'b1' },
  createContact: { body: { name: '乙', role: 'cadre', village: 'xipo' } },
  changeContact: { id: 'c1', body: { phone: '13800138000' }, headers: ANY },
  deleteContact: { id: 'c1', headers: ANY },
  revokeContactLinks: { id: 'c1' },
  markSent: { id: 'd2' },
  createFeedToken: { body: { label: '所里', scope: { kind: 'office' } } },
  changeFeedToken: { id: 'token', body: { label: '新' }, headers: ANY },
  revokeFeedToken: { id: 'token' },
  undoChange: { id: 'entry' },
};

/** The operations, of a context that is never asked for anything while they are stated. */
const writes = operationsOf({ calendars, webhookHosts: [] } as unknown as Parameters<
  typeof operationsOf
>[0]).filter(isWrite);

const ask = async ({ server, ids }: FurnishedTown, name: string, query = ''): Promise<Response> => {
  const operation = writes.find(({ id }) => id === name);
  const { id = '', body, headers } = SAMPLES[name] ?? {};
  const path = `/api/v1${operation?.path.replace('{id}', ids[id] ?? id) ?? ''}`;
  return server.api(operation?.method.toUpperCase() ?? '', path + query, body, headers);
};

const bytesOf = ({ dataDir }: Server): string => readFileSync(join(dataDir, 'store.json'), 'utf8');

const trailOf = ({ store }: Server) =>
  store.read((transaction) => transaction.find('trail', { town: 'gangmen' }));

describe('a rehearsal', () => {
  it('is tested of every operation that writes', () => {
    expect(writes.map(({ id }) => id).sort()).toEqual(Object.keys(SAMPLES).sort());
  });

  it.each(writes.filter(({ secret }) => secret !== true).map(({ id }) => id))(
    'of %s leaves nothing, and says what then comes to pass',
    async (name) => {
      const town = await furnishedTown();
      const { server } = town;
      const [bytes, version] = [bytesOf(server), server.store.version];
      const response = await ask(town, name, '?dry-run=1');
      const rehearsed = (await response.json()) as Rehearsed;
      expect([response.status, rehearsed.dryRun]).toEqual([200, true]);
      expect([bytesOf(server), server.store.version]).toEqual([bytes, version]);

      const before = (await trailOf(server)).length;
      const done = await ask(town, name);
      expect(done.status).toBe(rehearsed.status);
      const noted = (await trailOf(server)).slice(before).filter(({ via }) => via === 'api');
      const plain = ({ kind, action }: Change): Change => ({ kind, action });
      expect(rehearsed.changes.map(plain)).toEqual(noted.slice(0, rehearsed.changes.length).map(plain));
      expect(rehearsed.changes.length > 0 || name === 'markSent').toBe(true);
    },
  );

  it('sets no search going', async () => {
    const town = await furnishedTown();
    const { api } = town.server;
    const plans = async (): Promise<number> =>
      ((await (await api('GET', '/api/v1/plans')).json()) as { items: unknown[] }).items.length;
    const before = await plans();
    await ask(town, 'createPlan', '?dry-run=1');
    await ask(town, 'createBlackout', '?dry-run=1');
    // One after another: what had been asked for before would be stored before this is.
    const { id } = (await (await ask(town, 'createPlan')).json()) as { id: string };
    await until(
      async () =>
        ((await (await api('GET', `/api/v1/plans/${id}`)).json()) as { state: string }).state === 'draft',
      'the plan is a draft',
    );
    expect(await plans()).toBe(before + 1);
  });

  it('is refused where the answer would hold a secret, and leaves nothing then', async () => {
    const town = await furnishedTown();
    const bytes = bytesOf(town.server);
    const response = await ask(town, 'createFeedToken', '?dry-run=1');
    expect([response.status, bytesOf(town.server)]).toEqual([400, bytes]);
  });
});

describe('whom a rehearsal would notify', () => {
  const owed = async ({ store }: Server): Promise<Set<string>> => {
    const { due } = await store.read((transaction) => owedAt(transaction, calendars, townTime(NOW)));
    return new Set(
      due.map(({ activity: of, rule, contact, channel }) =>
        JSON.stringify({ activity: of, rule, contact, channel }),
      ),
    );
  };

  const rehearse = async ({ api }: Server, method: string, body?: unknown): Promise<Rehearsed> =>
    (await (await api(method, `/api/v1/activities/${ID}?dry-run=1`, body, ANY)).json()) as Rehearsed;

  it('is whoever was told otherwise: of a move, of a cancellation, and nobody of a title', async () => {
    const { server } = await furnishedTown();
    const told = { activity: ID, contact: 'c1', channel: 'log' };
    const of = async (method: string, body?: unknown) => (await rehearse(server, method, body)).notifies;
    expect(await of('PATCH', { place: '学校' })).toEqual([{ ...told, rule: 'change-1' }]);
    expect(await of('DELETE')).toEqual([{ ...told, rule: 'cancellation-1' }]);
    expect(await of('PATCH', { title: '别的' })).toEqual([]);
  });

  it.each([
    ['moved', 'PATCH', { start: '2026-12-05T09:00:00+08:00', end: '2026-12-05T11:30:00+08:00' }],
    ['moved to today', 'PATCH', { start: '2026-12-03T20:00:00+08:00', end: '2026-12-03T21:00:00+08:00' }],
    ['given to another village', 'PATCH', { village: 'xipo' }],
    ['cancelled', 'DELETE', undefined],
  ])('is whom it then notifies when an activity is %s', async (_what, method, body) => {
    const { server } = await furnishedTown();
    const before = await owed(server);
    const { notifies } = await rehearse(server, method, body);
    await server.api(method, `/api/v1/activities/${ID}`, body, ANY);
    const after = [...(await owed(server))].filter((line) => !before.has(line));
    expect(notifies.map((line) => JSON.stringify(line)).sort()).toEqual(after.sort());
    expect(after.length).toBeGreaterThan(0);
  });

  it('comes with the planning rules it would break', async () => {
    const { server } = await furnishedTown();
    const sunday = { start: '2026-12-06T09:00:00+08:00', end: '2026-12-06T10:00:00+08:00' };
    const { warnings } = await rehearse(server, 'PATCH', sunday);
    expect(warnings.map(({ type }) => type)).toContain('workday');
  });
});
