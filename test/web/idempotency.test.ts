import { describe, expect, it } from '@jest/globals';
import type { Actor } from '../../src/facts/index.js';
import { ADMIN } from '../../src/web/access/index.js';
import { idempotencyOf } from '../../src/web/api/writing.js';
import { activity } from '../support/gangmen.js';
import { apiAs, newAccount } from '../support/people.js';
import { pictureForm, screenshot } from '../support/pictures.js';
import { webServer } from '../support/webServer.js';

const PATH = '/api/v1/activities';
const BODY = {
  village: 'xipo',
  form: 'meeting',
  title: '反诈宣传',
  start: '2026-12-08T09:00:00+08:00',
  end: '2026-12-08T11:00:00+08:00',
  place: '西坡村委会',
};

type Server = Awaited<ReturnType<typeof webServer>>;

const post = ({ api }: Server, key: string, body: unknown = BODY, path = PATH): Promise<Response> =>
  api('POST', path, body, { 'idempotency-key': key });

const made = ({ store }: Server) =>
  store.read((transaction) => transaction.find('activities', { town: 'gangmen' }));

const kept = ({ store }: Server) =>
  store.read((transaction) => transaction.find('idempotencyKeys', { town: 'gangmen' }));

const faults = async (response: Response): Promise<unknown[]> => {
  const { status, errors } = (await response.json()) as { status: number; errors: { path: string }[] };
  return [status, ...errors.map(({ path }) => path)];
};

describe('a POST under an Idempotency-Key', () => {
  it('is done once and answered the same each time', async () => {
    const server = await webServer();
    const first = await post(server, 'k1');
    const version = server.store.versionOf('gangmen');
    const again = await post(server, 'k1');
    const answerOf = async (response: Response): Promise<unknown[]> => [
      response.status,
      response.headers.get('location'),
      response.headers.get('etag'),
      (await response.json()) as unknown,
    ];
    const replayed = [first, again].map(({ headers }) => headers.get('idempotency-replayed'));
    expect(await answerOf(again)).toEqual(await answerOf(first));
    expect(replayed).toEqual([null, 'true']);
    expect([(await made(server)).length, server.store.versionOf('gangmen')]).toEqual([1, version]);
  });

  it('is answered as it was then, though what it made was changed since', async () => {
    const server = await webServer();
    const { id } = (await (await post(server, 'k1')).json()) as { id: string };
    await server.api('PATCH', `${PATH}/${id}`, { place: '学校' }, { 'if-match': '*' });
    expect(await (await post(server, 'k1')).json()).toMatchObject({ id, place: '西坡村委会', revision: 1 });
  });

  it('is refused when the key was sent with anything else', async () => {
    const server = await webServer();
    await post(server, 'k1');
    const others = [
      await post(server, 'k1', { ...BODY, place: '学校' }),
      await post(server, 'k1', BODY, `${PATH}?reason=x`),
      await post(server, 'k1', { operations: [{ op: 'create', ...BODY }] }, `${PATH}:batch`),
    ];
    for (const other of others) expect(await faults(other)).toEqual([422, 'Idempotency-Key']);
    expect((await made(server)).length).toBe(1);
  });

  it('is done once when twenty come at once', async () => {
    const server = await webServer();
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(server, 'k1')));
    const ids = new Set<string>();
    for (const answer of answers) ids.add(((await answer.json()) as { id: string }).id);
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 201));
    expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === null).length).toBe(1);
    expect([ids.size, (await made(server)).length]).toEqual([1, 1]);
  });

  it('shows a secret once: the second time 409 says where what it made is', async () => {
    const server = await webServer();
    const body = { label: '所里', scope: { kind: 'office' } };
    const first = await post(server, 'k1', body, '/api/v1/feed-tokens');
    expect(first.status).toBe(201);
    const link = ((await first.json()) as { link: string }).link;
    const again = await post(server, 'k1', body, '/api/v1/feed-tokens');
    const problem = (await again.json()) as { detail: string };
    expect([again.status, problem.detail]).toEqual([
      409,
      `这个请求已经做过了（${first.headers.get('location') ?? ''}）；它的答复里有密钥，只显示一次`,
    ]);
    expect(JSON.stringify(await kept(server))).not.toContain(link.split('/').at(-1));
  });

  it('is remembered for 24 hours, and forgotten after with the next', async () => {
    const server = await webServer();
    await post(server, 'k1');
    server.setNow('2026-11-24T10:00');
    expect((await post(server, 'k1')).headers.get('idempotency-replayed')).toBe('true');
    server.setNow('2026-11-24T10:01');
    await post(server, 'k2');
    expect((await kept(server)).length).toBe(1);
    expect((await post(server, 'k1')).headers.get('idempotency-replayed')).toBeNull();
    expect((await made(server)).length).toBe(3);
  });

  it('is forgotten after 24 hours though no other came between', async () => {
    const server = await webServer();
    await post(server, 'k1');
    server.setNow('2026-11-24T10:01');
    await post(server, 'k1');
    expect((await made(server)).length).toBe(2);
  });

  it('is not remembered when it was refused, nor when it was rehearsed', async () => {
    const server = await webServer();
    expect((await post(server, 'k1', { ...BODY, village: 'nowhere' })).status).toBe(422);
    expect((await post(server, 'k2', { ...BODY, end: BODY.start })).status).toBe(422);
    expect((await post(server, 'k3', BODY, `${PATH}?dry-run=1`)).status).toBe(200);
    expect(await kept(server)).toEqual([]);
    for (const key of ['k1', 'k2', 'k3']) expect((await post(server, key)).status).toBe(201);
  });

  it('is one key for one sender: those of two do not meet', () => {
    const asked = ['createActivity', PATH, BODY];
    const ids = [ADMIN.actor, 'account:a', 'account:b', 'token:a'].map(
      (actor: Actor['actor']) => idempotencyOf(actor, 'k1', asked).id,
    );
    expect(new Set(ids).size).toBe(ids.length);
    // Nor can a sender's name and a key run into another's.
    expect(idempotencyOf('a', 'b,c', asked).id).not.toBe(idempotencyOf('a,b', 'c', asked).id);
  });

  it('of two accounts is two keys, though it is the same', async () => {
    const server = await webServer();
    const ids: string[] = [];
    for (const username of ['chen', 'li']) {
      const { id } = await newAccount(server, { username });
      const api = await apiAs(server, { account: id });
      const response = await api('POST', PATH, BODY, { 'idempotency-key': 'k1' });
      expect([response.status, response.headers.get('idempotency-replayed')]).toEqual([201, null]);
      ids.push(((await response.json()) as { id: string }).id);
    }
    expect([new Set(ids).size, (await made(server)).length]).toEqual([2, 2]);
  });

  it('tells files apart by their bytes', async () => {
    const server = await webServer();
    const upload = (text: string): Promise<Response> =>
      server.api('POST', '/api/v1/imports?kind=contacts', text, {
        'content-type': 'text/csv',
        'idempotency-key': 'k1',
      });
    const [first, again, other] = [
      await upload('姓名,村\n甲,货湖村\n'),
      await upload('姓名,村\n甲,货湖村\n'),
      await upload('姓名,村\n乙,货湖村\n'),
    ];
    expect([first.status, again.headers.get('idempotency-replayed'), other.status]).toEqual([
      201,
      'true',
      422,
    ]);
  });

  it('is refused beside photos, which nobody holds against those sent before', async () => {
    const server = await webServer([activity()]);
    const path = `${PATH}/${activity().id}/record/photos`;
    const form = pictureForm(await screenshot());
    expect(await faults(await server.api('POST', path, form, { 'idempotency-key': 'k1' }))).toEqual([
      400,
      'Idempotency-Key',
    ]);
  });

  it.each(['', 'with space', 'ü', 'x'.repeat(201)])('wants a key that is one: %j', async (key) => {
    const server = await webServer();
    const sent = key === 'ü' ? Buffer.from(key).toString('latin1') : key;
    expect(await faults(await post(server, sent))).toEqual([400, 'Idempotency-Key']);
    expect(await made(server)).toEqual([]);
  });
});
