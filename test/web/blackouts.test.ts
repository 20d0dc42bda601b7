import { describe, expect, it } from '@jest/globals';
import type { Activity } from '../../src/facts/index.js';
import { noSolver } from '../support/draftTown.js';
import { activity } from '../support/gangmen.js';
import { webServer } from '../support/webServer.js';

const BLACKOUTS = '/api/v1/blackouts';
const BODY = { start: '2026-12-04', end: '2026-12-04', villages: null, reason: '台风' };

interface Shown {
  readonly id: string;
  readonly plan: string;
  readonly plans: string[];
  readonly state: string;
  readonly items: Shown[];
  readonly diff: { new: string[]; moved: string[]; dropped: string[] };
  readonly warnings: { type: string; where: string; message: string }[];
}

const json = async (response: Response): Promise<Shown> => (await response.json()) as Shown;

async function problem(response: Response): Promise<unknown[]> {
  expect(response.headers.get('content-type')).toMatch('application/problem+json');
  const { status, errors } = (await response.json()) as { status: number; errors: { path: string }[] };
  return [status, ...errors.map(({ path }) => path)];
}

type Api = Awaited<ReturnType<typeof webServer>>['api'];

async function draftOf(api: Api, id: string): Promise<Shown> {
  for (;;) {
    const plan = await json(await api('GET', `/api/v1/plans/${id}`));
    if (plan.state === 'draft' || plan.state === 'failed') return plan;
    await new Promise((resume) => setTimeout(resume, 10));
  }
}

const list = async (api: Api): Promise<Activity[]> =>
  ((await (await api('GET', '/api/v1/activities?limit=500')).json()) as { items: Activity[] }).items;

/** A server whose rest of 2026 is planned and released. */
async function releasedTown() {
  const server = await webServer([], { solve: noSolver });
  const asked = await server.api('POST', '/api/v1/plans', { year: 2026 });
  const { id } = await draftOf(server.api, (await json(asked)).id);
  await server.api('POST', `/api/v1/plans/${id}/release`);
  return server;
}

const dayOf = ({ start }: Pick<Activity, 'start'>): string => start.slice(0, 10);

describe('a blackout over the API', () => {
  it('drafts a plan that moves only what stands on its days, and nothing before the release', async () => {
    const { api } = await releasedTown();
    const before = await list(api);
    const hit = before.filter((it) => dayOf(it) === '2026-12-04');
    const [pinned] = hit;
    await api('PATCH', `/api/v1/activities/${pinned?.id ?? ''}`, { pinned: true }, { 'if-match': '*' });

    const made = await api('POST', BLACKOUTS, BODY);
    const blackout = await json(made.clone());
    expect([made.status, made.headers.get('location')]).toEqual([201, `${BLACKOUTS}/${blackout.id}`]);
    expect(await json(made)).toMatchObject({ ...BODY, plans: [blackout.plan] });
    const draft = await draftOf(api, blackout.plan);
    expect(draft.diff.new).toEqual([]);
    const movable = hit.filter((it) => it !== pinned).map(({ id }) => id);
    expect([...draft.diff.moved, ...draft.diff.dropped].sort()).toEqual(movable.sort());
    expect(draft.diff.moved.length).toBeGreaterThan(0);
    expect(draft.warnings).toContainEqual({
      type: 'blackout',
      where: pinned?.id,
      message: expect.stringContaining('不会移动（停办：台风）'),
    });
    expect((await list(api)).filter((it) => it.id !== pinned?.id)).toEqual(
      before.filter((it) => it.id !== pinned?.id),
    );

    expect((await api('POST', `/api/v1/plans/${blackout.plan}/release`)).status).toBe(200);
    const after = new Map((await list(api)).map((it) => [it.id, it]));
    for (const old of before) {
      const now = after.get(old.id);
      if (draft.diff.moved.includes(old.id)) {
        expect([now && dayOf(now) !== '2026-12-04', now?.sequence]).toEqual([true, old.sequence + 1]);
      } else if (draft.diff.dropped.includes(old.id)) expect(now?.status).toBe('cancelled');
      else expect([now?.start, now?.sequence, now?.status]).toEqual([old.start, old.sequence, old.status]);
    }
  });

  it('holds for every later plan, until it is lifted', async () => {
    const { api } = await webServer([], { solve: noSolver });
    const { id, plan } = await json(await api('POST', BLACKOUTS, BODY));
    expect((await draftOf(api, plan)).state).toBe('draft');
    const daysOf = async (): Promise<string[]> => {
      const asked = await json(await api('POST', '/api/v1/plans', { year: 2026 }));
      const { tasks } = (await draftOf(api, asked.id)) as unknown as {
        tasks: { slot: { date: string } | null }[];
      };
      return tasks.flatMap(({ slot }) => (slot ? [slot.date] : []));
    };
    expect(await daysOf()).not.toContain('2026-12-04');
    expect((await api('DELETE', `${BLACKOUTS}/${id}`)).status).toBe(204);
    expect(await problem(await api('DELETE', `${BLACKOUTS}/${id}`))).toEqual([404]);
    expect(await daysOf()).toContain('2026-12-04');
  });

  it('is named to whoever moves an activity into it by hand', async () => {
    const { api } = await webServer([activity()], { solve: noSolver });
    await api('POST', BLACKOUTS, { ...BODY, villages: ['huohu'] });
    const body = { start: '2026-12-04T15:00:00+08:00', end: '2026-12-04T17:00:00+08:00' };
    const moved = await json(
      await api('PATCH', `/api/v1/activities/${activity().id}`, body, { 'if-match': '*' }),
    );
    expect(moved.warnings).toContainEqual({
      type: 'blackout',
      message: '2026-12-04：停办：台风',
      where: 'start',
    });
  });

  it('plans each year it touches', async () => {
    const { api } = await webServer([], { solve: noSolver });
    const over = { ...BODY, start: '2026-12-30', end: '2027-01-03' };
    const { plan, plans } = await json(await api('POST', BLACKOUTS, over));
    expect([plans[0], plans.map((id) => id.slice(0, 4))]).toEqual([plan, ['2026', '2027']]);
  }, 20_000);

  it('is stored for the town and noted in the trail', async () => {
    const { api, store } = await webServer([], { solve: noSolver });
    const { id } = await json(await api('POST', BLACKOUTS, { ...BODY, villages: ['huohu', 'xipo'] }));
    await api('DELETE', `${BLACKOUTS}/${id}`);
    const trail = await store.read((transaction) => transaction.find('trail', { town: 'gangmen' }));
    const noted = trail.filter(({ kind }) => kind === 'blackouts');
    expect(noted.map(({ actor, action, target }) => [actor, action, target])).toEqual([
      ['admin', 'create', id],
      ['admin', 'remove', id],
    ]);
  });

  it('is listed by its start, and by the days it covers', async () => {
    const { api } = await webServer([], { solve: noSolver });
    await api('POST', BLACKOUTS, { ...BODY, start: '2026-12-21', end: '2026-12-23' });
    await api('POST', BLACKOUTS, { ...BODY, villages: ['huohu'] });
    const starts = async (query: string): Promise<unknown> =>
      (await json(await api('GET', BLACKOUTS + query))).items.map(
        (it) => (it as unknown as { start: string }).start,
      );
    expect(await starts('')).toEqual(['2026-12-04', '2026-12-21']);
    expect(await starts('?from=2026-12-23')).toEqual(['2026-12-21']);
    expect(await starts('?to=2026-12-21')).toEqual(['2026-12-04']);
    expect(await problem(await api('GET', `${BLACKOUTS}?from=x`))).toEqual([400, 'from']);
  });

  it('is refused with every fault at once, and nothing is stored', async () => {
    const { api, store } = await webServer([], { solve: noSolver });
    const wrong = async (body: unknown) => problem(await api('POST', BLACKOUTS, body));
    expect(await wrong({ start: '2027-02-30', end: 'x', villages: ['nowhere'], reason: '' })).toEqual([
      400,
      'start',
      'end',
      'villages[0]',
      'reason',
    ]);
    expect(await wrong({ ...BODY, end: '2026-12-03', villages: ['huohu', 'huohu'], who: 1 })).toEqual([
      400,
      'villages',
      'who',
      'end',
    ]);
    expect(await wrong({ ...BODY, villages: [] })).toEqual([400, 'villages']);
    expect(await wrong({ ...BODY, villages: undefined })).toEqual([400, 'villages']);
    expect(await wrong({ ...BODY, reason: '风'.repeat(1001) })).toEqual([400, 'reason']);
    expect(await wrong({ ...BODY, start: '2026-11-20', end: '2026-11-22' })).toEqual([400, 'end']);
    expect(await wrong({ ...BODY, end: '2028-01-01' })).toEqual([400, 'end']);
    expect(await wrong({ ...BODY, end: '2999-01-01' })).toEqual([400, 'end']);
    expect(await wrong([])).toEqual([400, '']);
    expect(await problem(await api('POST', BLACKOUTS))).toEqual([415]);
    expect(await problem(await api('GET', `${BLACKOUTS}/none`))).toEqual([404]);
    expect(store.versionOf('gangmen')).toBe(0);
  });
});
