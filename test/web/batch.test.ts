import { describe, expect, it } from '@jest/globals';
import type { Activity, Warning } from '../../src/facts/index.js';
import { activity } from '../support/gangmen.js';
import { webServer } from '../support/webServer.js';

const BATCH = '/api/v1/activities:batch';

const fresh = (given: Record<string, unknown> = {}) => ({
  op: 'create',
  village: 'xipo',
  form: 'meeting',
  title: '反诈宣传',
  start: '2026-12-08T09:00:00+08:00',
  end: '2026-12-08T11:00:00+08:00',
  place: '西坡村委会',
  ...given,
});

type Server = Awaited<ReturnType<typeof webServer>>;
type Item = Activity & { readonly warnings: readonly Warning[] };

const batch = async (
  { api }: Server,
  operations: readonly unknown[],
  query = '',
): Promise<[number, { items: Item[]; result: { items: Item[] } }]> => {
  const response = await api('POST', BATCH + query, { operations });
  return [response.status, (await response.json()) as { items: Item[]; result: { items: Item[] } }];
};

const refusal = async ({ api }: Server, operations: unknown): Promise<unknown[]> => {
  const response = await api('POST', BATCH, { operations });
  const { errors } = (await response.json()) as { errors: { path: string; message: string }[] };
  return [response.status, ...errors.map(({ path, message }) => `${path}: ${message}`)];
};

const stored = ({ store }: Server) =>
  store.read(async (transaction) => ({
    activities: await transaction.find('activities', { town: 'gangmen' }),
    trail: await transaction.find('trail', { town: 'gangmen' }),
  }));

const two = (): Promise<Server> => webServer([activity({ id: 'a' }), activity({ id: 'b' })]);

describe('a batch', () => {
  it('makes, changes and cancels in one write, and answers each in its place', async () => {
    const server = await two();
    const version = server.store.versionOf('gangmen');
    const [status, { items }] = await batch(server, [
      { op: 'cancel', id: 'b', revision: 1 },
      fresh(),
      { op: 'change', id: 'a', revision: 1, patch: { place: '文化广场' } },
    ]);
    expect([status, server.store.versionOf('gangmen')]).toEqual([200, version + 1]);
    expect(items.map(({ status: is, place, revision }) => [is, place, revision])).toEqual([
      ['cancelled', '货湖村委会', 2],
      ['planned', '西坡村委会', 1],
      ['planned', '文化广场', 2],
    ]);
    for (const { warnings, ...item } of items)
      expect(await (await server.api('GET', `/api/v1/activities/${item.id}`)).json()).toEqual(item);
    const { trail } = await stored(server);
    const requests = new Set(trail.filter(({ via }) => via === 'api').map(({ request }) => request));
    expect([trail.filter(({ via }) => via === 'api').length, requests.size]).toEqual([3, 1]);
  });

  it('takes one activity through several steps, each naming the version before it', async () => {
    const server = await two();
    const [status, { items }] = await batch(server, [
      { op: 'change', id: 'a', revision: 1, patch: { place: '文化广场' } },
      { op: 'change', id: 'a', revision: 2, patch: { status: 'confirmed' } },
    ]);
    expect([status, ...items.map(({ revision, status: is, place }) => [revision, is, place])]).toEqual([
      200,
      [3, 'confirmed', '文化广场'],
      [3, 'confirmed', '文化广场'],
    ]);
  });

  it('warns of what two of its own do to each other', async () => {
    const server = await webServer();
    const [, { items }] = await batch(server, [fresh(), fresh({ title: '又一场' })]);
    expect(items.map(({ warnings }) => warnings.map(({ type }) => type))).toEqual([
      ['village-day'],
      ['village-day'],
    ]);
  });

  it('is refused whole with every fault of every operation, and stores nothing', async () => {
    const server = await two();
    const before = await stored(server);
    expect(
      await refusal(server, [
        fresh({ end: '2026-12-08T08:00:00+08:00' }),
        { op: 'change', id: 'a', revision: 1, patch: { start: 'Freitag', colour: 1 } },
        { op: 'cancel', id: 'b' },
        { op: 'destroy', id: 'b' },
        { op: 'change', id: 'a', revision: 1, patch: {} },
        fresh({ village: 'nowhere' }),
      ]),
    ).toEqual([
      422,
      'operations[0].end: 结束要晚于开始',
      'operations[1].patch.start: 请写成带时区的时间（2026-12-04T09:00:00+08:00），全天的写日期（2026-12-04）',
      'operations[1].patch.colour: 不认识的项，请删去，或检查是否写错了字',
      'operations[2].revision: 要写读到的版本号',
      'operations[3].op: 只能是 create、change、cancel',
      'operations[4].patch: 没有要改的内容，至少写一项',
      expect.stringMatching(/^operations\[5\]\.village: 没有这个村/),
    ]);
    expect(await stored(server)).toEqual(before);
  });

  it('names each activity that somebody changed meanwhile', async () => {
    const server = await two();
    await server.api('PATCH', '/api/v1/activities/a', { place: '别处' }, { 'if-match': '*' });
    const before = await stored(server);
    expect(
      await refusal(server, [
        { op: 'change', id: 'b', revision: 1, patch: { place: '文化广场' } },
        { op: 'change', id: 'a', revision: 1, patch: { place: '文化广场' } },
        { op: 'cancel', id: 'b', revision: 1 },
      ]),
    ).toEqual([
      412,
      'operations[1].revision: 这项活动已被别人改过（现在是第 2 版），请重新打开再改',
      'operations[2].revision: 这项活动已被别人改过（现在是第 2 版），请重新打开再改',
    ]);
    expect(await stored(server)).toEqual(before);
  });

  it.each([
    [
      'an activity that is not there',
      { op: 'cancel', id: 'nobody', revision: 1 },
      [404, 'operations[1].id: 没有这项活动：nobody'],
    ],
    [
      'what does not fit the state of things',
      { op: 'change', id: 'a', revision: 1, patch: { status: 'done' } },
      [409, 'operations[1]: 还没有台账记录，不能标为已完成；请先填写记录'],
    ],
    [
      'times that make no sense with those that stand',
      { op: 'change', id: 'a', revision: 1, patch: { end: '2026-12-03T10:00:00+08:00' } },
      [422, 'operations[1].patch.end: 结束早于开始'],
    ],
  ])('is refused whole for %s', async (_what, operation, expected) => {
    const server = await two();
    const before = await stored(server);
    expect(await refusal(server, [fresh(), operation])).toEqual(expected);
    expect(await stored(server)).toEqual(before);
  });

  it('takes 500 with long titles and places', async () => {
    const server = await webServer();
    const long = Array.from({ length: 500 }, (_, index) =>
      fresh({
        title: `第${index}项${'宣'.repeat(900)}`,
        place: '村'.repeat(900),
        start: `2027-0${1 + (index % 9)}-${10 + (index % 15)}T09:00:00+08:00`,
        end: `2027-0${1 + (index % 9)}-${10 + (index % 15)}T10:00:00+08:00`,
      }),
    );
    const [status, { items }] = await batch(server, long);
    expect([status, items.length, new Set(items.map(({ id }) => id)).size]).toEqual([200, 500, 500]);
  });

  it('takes not one more, nor none, nor a body without end', async () => {
    const server = await webServer();
    const many = Array.from({ length: 501 }, () => ({ op: 'cancel', id: 'a', revision: 1 }));
    expect(await refusal(server, many)).toEqual([422, 'operations: 一次最多 500 项，请分几次']);
    expect(await refusal(server, [])).toEqual([422, 'operations: 至少写一项']);
    const huge = await server.api('POST', BATCH, { operations: ['x'.repeat(5_000_000)] });
    expect([huge.status, ((await huge.json()) as { detail: string }).detail]).toEqual([
      413,
      '内容超过 4096 KB',
    ]);
  });

  it('is rehearsed like any write', async () => {
    const server = await two();
    const before = await stored(server);
    const [status, { result }] = await batch(
      server,
      [fresh(), { op: 'cancel', id: 'b', revision: 1 }],
      '?dry-run=1',
    );
    expect([status, ...result.items.map((item) => item.status)]).toEqual([200, 'planned', 'cancelled']);
    expect(await stored(server)).toEqual(before);
  });
});
