import { describe, expect, it } from '@jest/globals';
import { activity } from '../support/gangmen.js';
import { webServer } from '../support/webServer.js';

const LIST = '/api/v1/activities';
const BODY = {
  village: 'huohu',
  form: 'lecture',
  title: '反诈讲座',
  start: '2026-12-09T09:00:00+08:00',
  end: '2026-12-09T11:00:00+08:00',
  place: '货湖小学',
};

interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly errors: { path: string; message: string }[];
}

/** A problem's status and paths, once it has the shape of RFC 9457. */
async function problem(response: Response): Promise<[number, ...string[]]> {
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  const body = (await response.json()) as ProblemBody;
  expect(Object.keys(body)).toEqual(['type', 'title', 'status', 'detail', 'errors']);
  expect(body.status).toBe(response.status);
  return [body.status, ...body.errors.map(({ path }) => path)];
}

const json = async (response: Response): Promise<Record<string, unknown>> =>
  (await response.json()) as Record<string, unknown>;

describe('an activity made over the API', () => {
  it('is answered whole, with the defaults, its place and its ETag', async () => {
    const { api } = await webServer();
    const made = await api('POST', LIST, BODY);
    const body = await json(made);
    expect([made.status, made.headers.get('etag'), made.headers.get('location')]).toEqual([
      201,
      '"1"',
      `${LIST}/${String(body.id)}`,
    ]);
    expect(body).toEqual({
      id: expect.stringMatching(/^x-[0-9a-f]{20}$/),
      town: 'gangmen',
      keyDate: null,
      duty: null,
      year: 2026,
      ...BODY,
      allDay: false,
      lead: 'sifasuo',
      partners: [],
      lawyer: null,
      status: 'planned',
      pinned: true,
      sequence: 0,
      revision: 1,
      reasons: [],
      createdAt: '2026-11-23T10:00:00+08:00',
      updatedAt: '2026-11-23T10:00:00+08:00',
      warnings: [],
    });
    const { warnings, ...stored } = body;
    expect(await json(await api('GET', `${LIST}/${String(body.id)}`))).toEqual(stored);
  });

  it('may break planning rules, and is told which', async () => {
    const { api } = await webServer([
      activity({ start: '2026-12-09T15:00:00+08:00', end: '2026-12-09T17:00:00+08:00' }),
    ]);
    const taken = await json(await api('POST', LIST, BODY));
    expect(taken.warnings).toEqual([
      { type: 'village-day', message: '2026-12-09：本村当天已有一场', where: 'start' },
    ]);
    const sunday = await json(
      await api('POST', LIST, {
        ...BODY,
        start: '2026-12-20T09:00:00+08:00',
        end: '2026-12-20T10:00:00+08:00',
      }),
    );
    expect(sunday.warnings).toEqual([{ type: 'workday', message: '2026-12-20：周末', where: 'start' }]);
  });

  it('is refused with every wrong path named, and nothing is stored', async () => {
    const { api, store } = await webServer();
    const wrong = {
      ...BODY,
      village: 'nowhere',
      form: 'opera',
      title: '',
      start: '2026-02-30',
      lead: 'x',
      colour: 'red',
    };
    expect(await problem(await api('POST', LIST, wrong))).toEqual([
      422,
      'village',
      'form',
      'title',
      'start',
      'lead',
      'colour',
    ]);
    expect(await problem(await api('POST', LIST, {}))).toEqual([
      422,
      'village',
      'form',
      'title',
      'start',
      'end',
      'place',
    ]);
    expect(await problem(await api('POST', LIST, { ...BODY, end: BODY.start }))).toEqual([422, 'end']);
    expect(await problem(await api('POST', LIST, { ...BODY, title: '法'.repeat(1001) }))).toEqual([
      422,
      'title',
    ]);
    expect(await problem(await api('POST', LIST, '{"title":'))).toEqual([400]);
    for (const body of ['[]', 'null', '1', '"x"'])
      expect(await problem(await api('POST', LIST, body))).toEqual([422, '']);
    expect(await problem(await api('POST', LIST, { ...BODY, end: '9999-12-31T00:00:00Z' }))).toEqual([
      422,
      'end',
    ]);
    expect(await problem(await api('POST', LIST, '{"__proto__": {"title": "x"}}'))).toContain('title');
    expect(await problem(await api('POST', LIST, { ...BODY, place: '远'.repeat(70_000) }))).toEqual([413]);
    expect(await problem(await api('POST', LIST, 'title=x', { 'content-type': 'text/plain' }))).toEqual([
      415,
    ]);
    expect(await json(await api('GET', LIST))).toEqual({ items: [], next: null });
    expect(store.versionOf('gangmen')).toBe(0);
  });
});

describe('a change over the API', () => {
  const ID = `${LIST}/${activity().id}`;
  const ifMatch = (tag: string): Record<string, string> => ({ 'if-match': tag });

  it('needs the revision it was made from, and cannot overwrite another’s', async () => {
    const { api } = await webServer([activity()]);
    expect(await problem(await api('PATCH', ID, { place: '祠堂' }))).toEqual([428]);
    const first = await api('PATCH', ID, { place: '祠堂' }, ifMatch('"1"'));
    expect([first.status, first.headers.get('etag')]).toEqual([200, '"2"']);
    expect(await problem(await api('PATCH', ID, { place: '学校' }, ifMatch('"1"')))).toEqual([412]);
    expect(await problem(await api('PATCH', ID, { place: '学校' }, ifMatch('W/"2"')))).toEqual([412]);
    expect((await json(await api('GET', ID))).place).toBe('祠堂');
    expect((await api('PATCH', ID, { place: '学校' }, ifMatch('*'))).status).toBe(200);
  });

  it('moves an activity, pins it, and grows sequence and revision', async () => {
    const { api } = await webServer([activity()]);
    const moved = await json(
      await api('PATCH', ID, { start: '2026-12-03T01:00:00Z', end: '2026-12-03T03:00:00Z' }, ifMatch('"1"')),
    );
    expect(moved).toMatchObject({
      start: '2026-12-03T09:00:00+08:00',
      pinned: true,
      sequence: 1,
      revision: 2,
    });
    const retitled = await json(await api('PATCH', ID, { title: '宪法日' }, ifMatch('"2"')));
    expect(retitled).toMatchObject({ title: '宪法日', pinned: true, sequence: 1, revision: 3 });
    const same = await json(await api('PATCH', ID, { title: '宪法日' }, ifMatch('"3"')));
    expect(same).toMatchObject({ revision: 3 });
  });

  it('pins an activity that is given to other people: a re-plan must not take it back', async () => {
    const { api } = await webServer([activity()]);
    const same = await json(await api('PATCH', ID, { lead: 'sifasuo', title: '宪法日' }, ifMatch('*')));
    expect(same).toMatchObject({ pinned: false });
    const given = await json(await api('PATCH', ID, { partners: ['fulian'] }, ifMatch('*')));
    expect(given).toMatchObject({ pinned: true, sequence: 0 });
    const free = await json(await api('PATCH', ID, { lawyer: 'lawyer-1', pinned: false }, ifMatch('*')));
    expect(free).toMatchObject({ pinned: false });
  });

  it('is refused with every wrong path named, and nothing is changed', async () => {
    const { api } = await webServer([activity()]);
    const wrong = { id: 'other', sequence: 9, village: 'nowhere', partners: ['sifasuo', 'nobody'] };
    expect(await problem(await api('PATCH', ID, wrong, ifMatch('"1"')))).toEqual([
      422,
      'village',
      'partners[1]',
      'id',
      'sequence',
    ]);
    expect(await problem(await api('PATCH', ID, {}, ifMatch('"1"')))).toEqual([422, '']);
    expect(
      await problem(await api('PATCH', ID, { end: '2026-12-01T00:00:00+08:00' }, ifMatch('"1"'))),
    ).toEqual([422, 'end']);
    expect(await problem(await api('PATCH', ID, { status: 'done' }, ifMatch('"1"')))).toEqual([409]);
    expect((await json(await api('GET', ID))).revision).toBe(1);
  });

  it('cancels instead of deleting; the history stays', async () => {
    const { api, store } = await webServer([activity()]);
    expect(await problem(await api('DELETE', ID))).toEqual([428]);
    const gone = await api('DELETE', ID, undefined, ifMatch('"1"'));
    expect(await json(gone)).toMatchObject({ status: 'cancelled', sequence: 1, revision: 2 });
    expect((await json(await api('GET', ID))).status).toBe('cancelled');
    const trail = await store.read((transaction) => transaction.find('trail', { town: 'gangmen' }));
    expect(trail.at(-1)).toMatchObject({
      actor: 'admin',
      action: 'update',
      changes: { status: { before: 'planned', after: 'cancelled' } },
    });
  });

  it('takes any of several revisions that the caller saw', async () => {
    const { api } = await webServer([activity()]);
    expect(await problem(await api('PATCH', ID, { place: '祠堂' }, ifMatch('"7", "01", x')))).toEqual([412]);
    expect((await api('PATCH', ID, { place: '祠堂' }, ifMatch('"7", "1"'))).status).toBe(200);
  });

  it('takes back the plan’s reasons when it takes the activity elsewhere', async () => {
    const { api } = await webServer([activity({ reasons: ['12·4当天'] })]);
    expect(await json(await api('PATCH', ID, { title: '宪法日' }, ifMatch('"1"')))).toMatchObject({
      reasons: ['12·4当天'],
    });
    const moved = await json(
      await api('PATCH', ID, { start: '2026-12-03', end: '2026-12-03' }, ifMatch('"2"')),
    );
    expect(moved).toMatchObject({ allDay: true, reasons: [], pinned: true });
  });

  it('leaves a cancelled activity alone until it is planned again', async () => {
    const { api } = await webServer([activity()]);
    const cancelled = await json(await api('DELETE', ID, undefined, ifMatch('*')));
    expect(cancelled).toMatchObject({ status: 'cancelled', pinned: true });
    expect(await problem(await api('PATCH', ID, { place: '祠堂' }, ifMatch('*')))).toEqual([409]);
    expect(await problem(await api('PATCH', ID, { status: 'done' }, ifMatch('*')))).toEqual([409]);
    expect((await json(await api('DELETE', ID, undefined, ifMatch('*')))).revision).toBe(cancelled.revision);
    const back = await json(await api('PATCH', ID, { status: 'planned', place: '祠堂' }, ifMatch('*')));
    expect(back).toMatchObject({ status: 'planned', place: '祠堂', sequence: 2 });
  });

  it('finds no activity that is not there', async () => {
    const { api } = await webServer();
    for (const [method, body] of [
      ['GET', undefined],
      ['PATCH', { place: 'x' }],
      ['DELETE', undefined],
    ] as const)
      expect(await problem(await api(method, `${LIST}/nothing`, body, ifMatch('"1"')))).toEqual([404]);
  });
});

describe('the list of activities', () => {
  const on = (id: string, day: string, given: object = {}) =>
    activity({ id, start: `${day}T09:00:00+08:00`, end: `${day}T10:00:00+08:00`, ...given });
  const three = [
    on('c', '2026-12-06', { village: 'xipo' }),
    on('b', '2026-12-04', { keyDate: null }),
    on('a', '2026-12-04'),
    on('d', '2026-12-07', { status: 'cancelled' }),
  ];
  const ids = async (response: Response): Promise<unknown> =>
    ((await json(response)).items as { id: string }[]).map(({ id }) => id);

  it('is ordered by start, then id, and filtered', async () => {
    const { api } = await webServer(three);
    expect(await ids(await api('GET', LIST))).toEqual(['a', 'b', 'c', 'd']);
    expect(await ids(await api('GET', `${LIST}?from=2026-12-04&to=2026-12-06`))).toEqual(['a', 'b']);
    expect(await ids(await api('GET', `${LIST}?village=xipo`))).toEqual(['c']);
    expect(await ids(await api('GET', `${LIST}?campaign=constitution-day&status=planned`))).toEqual([
      'a',
      'c',
    ]);
  });

  it('comes in pages that neither skip nor repeat while others edit', async () => {
    const { api } = await webServer(three);
    const first = await json(await api('GET', `${LIST}?limit=2`));
    await api(
      'PATCH',
      `${LIST}/a`,
      { start: '2026-12-01', end: '2026-12-01', allDay: true },
      { 'if-match': '*' },
    );
    const second = await json(await api('GET', `${LIST}?limit=2&cursor=${String(first.next)}`));
    expect((second.items as { id: string }[]).map(({ id }) => id)).toEqual(['c', 'd']);
    expect(second.next).toBeNull();
  });

  it('refuses a cursor that no list gave out, rather than answer with nothing', async () => {
    const { api } = await webServer(three);
    for (const cursor of ['not-base64!!', 'aaaa', '%00', '', 'a'.repeat(300)])
      expect(await problem(await api('GET', `${LIST}?cursor=${cursor}`))).toEqual([400, 'cursor']);
    for (const limit of ['0', '501', '1e2', '0x10', ' 5', '-1'])
      expect(await problem(await api('GET', `${LIST}?limit=${limit}`))).toEqual([400, 'limit']);
  });

  it('refuses a filter that it does not know, rather than ignoring it', async () => {
    const { api } = await webServer();
    expect(await problem(await api('GET', `${LIST}?villages=xipo&limit=0&from=2026-02-30`))).toEqual([
      400,
      'from',
      'limit',
      'villages',
    ]);
  });
});
