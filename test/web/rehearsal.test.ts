import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { owedAt } from '../../src/reminders/index.js';
import { operationsOf } from '../../src/web/api/index.js';
import { isWrite } from '../../src/web/api/operation.js';
import { calendars, furnishedTown, HELD, NOTICE, NOW, type FurnishedTown } from '../support/furnishedTown.js';
import { activity, townTime } from '../support/gangmen.js';
import { pictureForm, screenshot } from '../support/pictures.js';
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

/** A good call of each operation that writes: its path's id, its query, its body, its headers. */
const SAMPLES: Readonly<
  Record<string, { id?: string; query?: string; body?: unknown; headers?: Record<string, string> }>
> = {
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
  createNotice: {
    body: { keyDate: 'cyber-week', year: 2027, theme: { zh: '主题', en: null }, source: '通知' },
  },
  changeNotice: { id: NOTICE, body: { source: '另一份通知' }, headers: ANY },
  deleteNotice: { id: NOTICE, headers: ANY },
  createContact: { body: { name: '乙', role: 'cadre', village: 'xipo' } },
  changeContact: { id: 'c1', body: { phone: '13800138000' }, headers: ANY },
  deleteContact: { id: 'c1', headers: ANY },
  revokeContactLinks: { id: 'c1' },
  markSent: { id: 'd2' },
  createFeedToken: { body: { label: '所里', scope: { kind: 'office' } } },
  changeFeedToken: { id: 'token', body: { label: '新' }, headers: ANY },
  revokeFeedToken: { id: 'token' },
  undoChange: { id: 'entry' },
  putRecord: { id: HELD.id, body: { people: 41 } },
  tickDeadline: { id: 'annual-report-ready-2026-12-31' },
  untickDeadline: { id: 'annual-report-due-2026-03-01' },
  createLawGuide: { body: { village: 'xipo', name: '法律明白人乙' } },
  replaceLawGuide: { id: 'guide', body: { village: 'huohu', name: '法律明白人丙' } },
  deleteLawGuide: { id: 'guide' },
  createImport: {
    query: 'kind=contacts',
    body: '姓名,村\n乙,西坡村\n',
    headers: { 'content-type': 'text/csv' },
  },
  applyImport: { id: 'import' },
  deleteImport: { id: 'import' },
  deleteAccount: { id: 'u1', headers: ANY },
  changeAccount: { id: 'u1', body: { name: '陈某' }, headers: ANY },
  changeApiToken: { id: 'apiToken', body: { label: '新' }, headers: ANY },
  revokeApiToken: { id: 'apiToken' },
  logOut: {},
  addPhotos: { id: HELD.id, body: pictureForm(await screenshot()) },
  logIn: { body: { username: 'chen', password: '普法要进村入户到人心' } },
  changePassword: { body: { oldPassword: '普法要进村入户到人心', newPassword: '另一句更长的话也记得住' } },
  createAccount: { body: { username: 'li', name: '李某', role: 'office' } },
  inviteAccount: { id: 'u1' },
  createApiToken: { body: { label: '脚本', role: 'office', scope: 'read' } },
};

/** The operations, of a context that is never asked for anything while they are stated. */
const writes = operationsOf({ calendars, webhookHosts: [] } as unknown as Parameters<
  typeof operationsOf
>[0]).filter(isWrite);

const ask = async ({ server, ids }: FurnishedTown, name: string, isRehearsal = false): Promise<Response> => {
  const operation = writes.find(({ id }) => id === name);
  const { id = '', query = '', body, headers } = SAMPLES[name] ?? {};
  const path = `/api/v1${operation?.path.replace('{id}', ids[id] ?? id) ?? ''}`;
  const asked = [query, isRehearsal ? 'dry-run=1' : ''].filter((part) => part !== '').join('&');
  return server.api(operation?.method.toUpperCase() ?? '', `${path}?${asked}`, body, headers);
};

/** All that is kept: what stands in the store, and which files there are. */
const keptIn = ({ dataDir }: Server): unknown[] => [
  readFileSync(join(dataDir, 'store.json'), 'utf8'),
  readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort(),
];

/** What no trail tells of: previews, sessions, deliveries. */
const UNTRAILED = ['markSent', 'createImport', 'deleteImport', 'logOut'];

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
      const [kept, version] = [keptIn(server), server.store.versionOf('gangmen')];
      const response = await ask(town, name, true);
      const rehearsed = (await response.json()) as Rehearsed;
      expect([response.status, rehearsed.dryRun]).toEqual([200, true]);
      expect([keptIn(server), server.store.versionOf('gangmen')]).toEqual([kept, version]);

      const before = (await trailOf(server)).length;
      const done = await ask(town, name);
      expect(done.status).toBe(rehearsed.status);
      const noted = (await trailOf(server)).slice(before).filter(({ via }) => via === 'api');
      const plain = ({ kind, action }: Change): Change => ({ kind, action });
      expect(rehearsed.changes.map(plain)).toEqual(noted.slice(0, rehearsed.changes.length).map(plain));
      expect(rehearsed.changes.length > 0).toBe(!UNTRAILED.includes(name));
    },
  );

  it('sets no search going', async () => {
    const town = await furnishedTown();
    const { api } = town.server;
    const plans = async (): Promise<number> =>
      ((await (await api('GET', '/api/v1/plans')).json()) as { items: unknown[] }).items.length;
    const before = await plans();
    await ask(town, 'createPlan', true);
    await ask(town, 'createBlackout', true);
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
    const kept = keptIn(town.server);
    const secret = writes.filter((operation) => operation.secret === true).map(({ id }) => id);
    const statuses: unknown[] = [];
    for (const name of secret) statuses.push([name, (await ask(town, name, true)).status]);
    expect(statuses).toEqual(secret.map((name) => [name, 400]));
    expect(keptIn(town.server)).toEqual(kept);
    expect(secret).toContain('logIn');
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
