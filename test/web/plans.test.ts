import { describe, expect, it } from '@jest/globals';
import type { Activity } from '../../src/facts/index.js';
import type { PlannedTask, Solve } from '../../src/planner/index.js';
import { noSolver } from '../support/draftTown.js';
import { activity } from '../support/gangmen.js';
import { until } from '../support/until.js';
import { webServer } from '../support/webServer.js';

const PLANS = '/api/v1/plans';

interface Shown {
  readonly id: string;
  readonly state: string;
  readonly error: string | null;
  readonly progress: { best: number | null; bound: number | null; seconds: number };
  readonly tasks: readonly PlannedTask[];
  readonly cost: { total: number } | null;
  readonly warnings: readonly { type: string; message: string; where: string }[];
  readonly diff: { new: string[]; moved: string[]; dropped: string[] };
}

type Server = Awaited<ReturnType<typeof webServer>>;

const json = async <T = Shown>(response: Response): Promise<T> => (await response.json()) as T;

/** Status and the paths of what is wrong. */
async function problem(response: Response): Promise<unknown[]> {
  expect(response.headers.get('content-type')).toMatch('application/problem+json');
  const { status, errors } = await json<{ status: number; errors: { path: string }[] }>(response);
  return [status, ...errors.map(({ path }) => path)];
}

/** Asks for a plan and waits until its search is over. */
async function planned({ api }: Server, body: unknown): Promise<Shown> {
  const asked = await api('POST', PLANS, body);
  return settled(api, asked.headers.get('location') ?? '');
}

async function settled(api: Server['api'], location: string): Promise<Shown> {
  let plan = await json(await api('GET', location));
  await until(async () => {
    plan = await json(await api('GET', location));
    return plan.state !== 'queued' && plan.state !== 'solving';
  }, `${location} is searched for`);
  return plan;
}

describe('a plan over the API', () => {
  it('is accepted, becomes a draft, and is released whole', async () => {
    const server = await webServer([], { solve: noSolver });
    const { api, url } = server;
    expect((await fetch(`${url}/healthz`)).status).toBe(503);
    const asked = await api('POST', PLANS, { year: 2026 });
    const { id } = await json(asked.clone());
    expect([asked.status, asked.headers.get('location')]).toEqual([202, `${PLANS}/${id}`]);
    expect(await json(asked)).toMatchObject({
      year: 2026,
      // Tomorrow, for today's half-days may have begun.
      from: '2026-11-24',
      tasks: [],
      cost: null,
      warnings: [],
      diff: { new: [], moved: [], dropped: [] },
    });

    const draft = await settled(api, `${PLANS}/${id}`);
    expect(Object.keys(draft).sort()).toEqual(
      'blackout cost createdAt diff error from id progress state tasks warnings year'.split(' '),
    );
    expect([draft.state, draft.error, draft.progress.best]).toEqual(['draft', null, draft.cost?.total]);
    const placed = draft.tasks.filter(({ slot }) => slot);
    expect(draft.diff).toEqual({ new: placed.map((task) => task.id), moved: [], dropped: [] });
    expect(draft.tasks.every(({ reasons }) => reasons.length > 0)).toBe(true);
    expect((await json<{ items: unknown[] }>(await api('GET', '/api/v1/activities'))).items).toEqual([]);
    expect((await fetch(`${url}/healthz`)).status).toBe(503);

    const released = await api('POST', `${PLANS}/${id}/release`);
    expect([released.status, (await json(released)).state]).toEqual([200, 'released']);
    const { items } = await json<{ items: Activity[] }>(await api('GET', '/api/v1/activities?limit=500'));
    expect(items.map((item) => item.id).sort()).toEqual(draft.diff.new);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);

    const again = await api('POST', `${PLANS}/${id}/release`);
    expect(await problem(again)).toEqual([409]);
    expect((await planned(server, { year: 2026 })).diff).toEqual({ new: [], moved: [], dropped: [] });
  });

  it('names what has changed since when it is out of date', async () => {
    const server = await webServer([], { solve: noSolver });
    const first = await planned(server, { year: 2026 });
    const second = await planned(server, { year: 2026 });
    await server.api('POST', `${PLANS}/${first.id}/release`);
    const refused = await server.api('POST', `${PLANS}/${second.id}/release`);
    expect((await json<{ detail: string }>(refused.clone())).detail).toMatch('请重新编排');
    expect(await problem(refused)).toEqual([409, ...first.diff.new.map((id) => `activities/${id}`)]);
  });

  it('says of a search that failed why, and leaves the calendar alone', async () => {
    const fails: Solve = () => Promise.reject(new Error('the solver failed: Aborted()'));
    const server = await webServer([activity()], { solve: fails });
    const plan = await planned(server, { year: 2026 });
    expect([plan.state, plan.error]).toEqual(['failed', '编排没有完成：the solver failed: Aborted()']);
    expect(await problem(await server.api('POST', `${PLANS}/${plan.id}/release`))).toEqual([409]);
    const { items } = await json<{ items: Activity[] }>(await server.api('GET', '/api/v1/activities'));
    expect(items.map(({ revision }) => revision)).toEqual([1]);
  });

  it('reports how far the search is, and refuses to release it yet', async () => {
    let letGo = (): void => undefined;
    const held: Solve = (_program, _options, onProgress) => {
      onProgress?.({ best: 720, bound: 705, seconds: 0 });
      return new Promise((resolve) => {
        letGo = () => {
          resolve({ values: null, bound: 0 });
        };
      });
    };
    const { api } = await webServer([], { solve: held });
    const location = (await api('POST', PLANS, { year: 2027 })).headers.get('location') ?? '';
    let plan = await json(await api('GET', location));
    await until(async () => {
      plan = await json(await api('GET', location));
      return plan.progress.best === 720;
    }, 'the search tells of its best');
    expect([plan.state, plan.progress]).toEqual([
      'solving',
      { best: 720, bound: 705, seconds: expect.any(Number) },
    ]);
    expect(await problem(await api('POST', `${location}/release`))).toEqual([409]);
    letGo();
    expect((await settled(api, location)).state).toBe('draft');
  });

  it('is listed without what it places, page by page', async () => {
    const server = await webServer([], { solve: noSolver });
    for (const from of ['2026-12-20', '2026-12-28', '2026-12-20'])
      await planned(server, { year: 2026, from });
    const page = await json<{ items: Shown[]; next: string }>(await server.api('GET', `${PLANS}?limit=2`));
    expect(page.items.map((item) => Object.keys(item))).toEqual([
      expect.not.arrayContaining(['tasks']),
      expect.not.arrayContaining(['tasks']),
    ]);
    const rest = await json<{ items: Shown[]; next: null }>(
      await server.api('GET', `${PLANS}?cursor=${page.next}`),
    );
    expect([rest.items.length, rest.next]).toEqual([1, null]);
    expect(new Set([...page.items, ...rest.items].map(({ id }) => id)).size).toBe(3);
  });

  it('starts a year to come on its first day', async () => {
    const server = await webServer([], { solve: noSolver });
    const asked = await server.api('POST', PLANS, { year: 2027 });
    expect(await json(asked)).toMatchObject({ year: 2027, from: '2027-01-01' });
    const from = await server.api('POST', PLANS, { year: 2027, from: '2027-12-01' });
    expect(await json(from)).toMatchObject({ year: 2027, from: '2027-12-01' });
  }, 20_000);

  it('is refused by name when it is asked for wrongly, and nothing is stored', async () => {
    const { api, store } = await webServer([], { solve: noSolver });
    const wrong = async (body: unknown) => problem(await api('POST', PLANS, body));
    expect(await wrong({})).toEqual([400, 'year']);
    expect(await wrong({ year: 2025 })).toEqual([400, 'year']);
    expect(await wrong({ year: 1800 })).toEqual([400, 'year']);
    expect(await wrong({ year: 2101 })).toEqual([400, 'year']);
    expect(await wrong({ year: '2027', from: '2027-02-30', town: 'x' })).toEqual([
      400,
      'year',
      'from',
      'town',
    ]);
    expect(await wrong({ year: 2027, from: '2026-12-31' })).toEqual([400, 'from']);
    expect(await wrong({ year: 2026, from: '2026-11-22' })).toEqual([400, 'from']);
    expect(await wrong('[')).toEqual([400]);
    expect(await problem(await api('POST', PLANS))).toEqual([415]);
    expect(await problem(await api('GET', `${PLANS}/none`))).toEqual([404]);
    expect(await problem(await api('POST', `${PLANS}/none/release`))).toEqual([404]);
    expect(store.versionOf('gangmen')).toBe(0);
  });
});
