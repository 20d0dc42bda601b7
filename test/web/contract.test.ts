import { describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { SYSTEM, type Delivery } from '../../src/facts/index.js';
import { adminApi } from '../support/adminApi.js';
import { Contract, contractOf } from '../support/contract.js';
import { cadre } from '../support/contacts.js';
import { noSolver } from '../support/draftTown.js';
import { callEveryOperation } from '../support/everyOperation.js';
import { activity } from '../support/gangmen.js';
import { TOKEN, webServer } from '../support/webServer.js';

const V1 = '/api/v1';

type Schema = Readonly<Record<string, unknown>>;
interface ApiDocument {
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          {
            readonly operationId: string;
            readonly summary: string;
            readonly parameters?: readonly { readonly name: string; readonly description?: string }[];
          }
        >
      >
    >
  >;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const documentOf = async (url: string): Promise<ApiDocument> =>
  (await (await fetch(`${url}/openapi.json`)).json()) as ApiDocument;

/** Properties below a schema that do not say what they mean, as `owner.name`. */
function unexplained(owner: string, schema: Schema): string[] {
  const { properties = {}, anyOf = [], oneOf = [], items, additionalProperties: rest } = schema;
  const named = Object.entries(properties as Record<string, Schema>);
  const silent = named.filter(([, part]) => part.description === undefined);
  const others = [items, rest].filter((part) => typeof part === 'object' && part !== null) as Schema[];
  const parts = [...(anyOf as Schema[]), ...(oneOf as Schema[]), ...others];
  return [
    ...silent.map(([name]) => `${owner}.${name}`),
    ...[...named.map(([, part]) => part), ...parts].flatMap((part) => unexplained(owner, part)),
  ];
}

describe('the document of the API', () => {
  it('is valid OpenAPI 3.1, and its server is wherever it is read', async () => {
    const { url } = await webServer();
    const document = await documentOf(url);
    const { valid, errors } = await new Validator().validate({ ...document });
    expect([valid, errors]).toEqual([true, undefined]);
    expect(document).toMatchObject({ openapi: '3.1.1', servers: [{ url: '/' }] });
  });

  it('says in Chinese what each operation, parameter and property means', async () => {
    const { url } = await webServer();
    const { paths, components } = await documentOf(url);
    const operations = Object.values(paths).flatMap((path) => Object.values(path));
    expect(operations.filter(({ summary }) => !/\p{Script=Han}/u.test(summary))).toEqual([]);
    const silent = operations.flatMap(({ operationId, parameters = [] }) =>
      parameters
        .filter(({ description }) => description === undefined)
        .map(({ name }) => `${operationId} ${name}`),
    );
    const schemas = Object.entries(components.schemas);
    expect([...silent, ...schemas.flatMap(([name, schema]) => unexplained(name, schema))]).toEqual([]);
    expect(unexplained('Nothing', { properties: { x: { type: 'string' } } })).toEqual(['Nothing.x']);
  });

  it('names the villages, forms and lawyers there are', async () => {
    const { url } = await webServer();
    const { paths } = await documentOf(url);
    const body = JSON.stringify(paths[`${V1}/activities`]?.post);
    for (const id of ['"huohu"', '"lecture"', '"lawyer-1"', '"sifasuo"', '"constitution-day"'])
      expect(body).toContain(id);
  });
});

const HELD = activity({
  id: 'held',
  start: '2026-11-20T09:00:00+08:00',
  end: '2026-11-20T11:00:00+08:00',
});

const WAITING: Delivery = {
  id: 'd1',
  town: 'gangmen',
  activity: activity().id,
  start: activity().start,
  rule: 'week-before',
  contact: 'village:huohu',
  channel: 'wechat-copy',
  dueAt: '2026-11-27T08:30:00+08:00',
  state: 'claimed',
  attempts: [],
  maybeDouble: false,
  told: null,
  claim: null,
  retryAt: null,
  halted: null,
};

describe('the API', () => {
  it('answers every documented operation with every success it is documented with', async () => {
    const { url, store } = await webServer([activity(), HELD], { solve: noSolver });
    await store.write(SYSTEM, async (transaction) => {
      await transaction.put('deliveries', WAITING);
      await transaction.put('contacts', cadre());
    });
    const seen = new Set<string>();
    await callEveryOperation(
      adminApi(url, TOKEN, (answer) => void seen.add(answer)),
      url,
    );
    const contract = await contractOf(url);
    expect(contract.successes.filter((success) => !seen.has(success))).toEqual([]);
  }, 60_000);

  it('answers nothing that is not documented: 405 for a method, 404 for a path', async () => {
    const { url, api } = await webServer();
    const { paths } = await documentOf(url);
    for (const [path, operations] of Object.entries(paths)) {
      const address = path.replaceAll(/\{\w+\}/g, 'x');
      const allowed = ['get', 'post', 'put', 'patch', 'delete'].filter((method) => method in operations);
      for (const method of ['get', 'post', 'put', 'patch', 'delete'].filter(
        (one) => !allowed.includes(one),
      )) {
        const refused = await api(method.toUpperCase(), address);
        expect([method, address, refused.status]).toEqual([method, address, 405]);
        expect(refused.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
      }
      const options = await api('OPTIONS', address);
      const named = allowed.flatMap((method) =>
        method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()],
      );
      expect([
        options.status,
        options.headers.get('allow')?.split(', ').sort(),
        await options.text(),
      ]).toEqual([204, [...named, 'OPTIONS'].sort(), '']);
    }
    const strange = ['/api', '/api/v1', '/api/v2/activities', '/API/v1/town', '/api/V1/town', '/api/v1/Town'];
    for (const path of [...strange, '/api/v1/town/', '/api/v1/activities/a/b', '/api/v1//town']) {
      const response = await fetch(url + path, { headers: { authorization: `Bearer ${TOKEN}` } });
      expect([path, response.status, response.headers.get('content-type')]).toEqual([
        path,
        404,
        'application/problem+json; charset=utf-8',
      ]);
    }
  });

  it('answers HEAD as GET, without the body', async () => {
    const { api } = await webServer([activity()]);
    const path = `${V1}/activities/${activity().id}`;
    const [get, head] = [await api('GET', path), await api('HEAD', path)];
    const told = ({ status, headers }: Response): unknown[] => [
      status,
      headers.get('etag'),
      headers.get('content-type'),
      headers.get('content-length'),
    ];
    expect(told(head)).toEqual(told(get));
    expect(await head.text()).toBe('');
    expect((await api('HEAD', `${V1}/plans/x`)).status).toBe(404);
  });
});

describe('the check of answers against the document', () => {
  const contract = new Contract({
    paths: {
      '/api/v1/things/{id}': {
        get: {
          operationId: 'getThing',
          responses: {
            200: {
              headers: { ETag: { required: true } },
              content: {
                'application/json': {
                  schema: { type: 'object', required: ['id'], additionalProperties: false },
                },
              },
            },
            204: {},
          },
        },
      },
    },
  });
  const check = (method: string, path: string, response: Response): Promise<string | null> =>
    contract.check({ method, path, sent: undefined, response });
  const json = (body: object, init: ResponseInit = {}): Response =>
    Response.json(body, { headers: { etag: '"1"' }, ...init });

  it('refuses what the document does not state', async () => {
    const path = '/api/v1/things/1';
    await expect(check('GET', path, json({}))).rejects.toThrow(/not as documented.*'id'/);
    await expect(check('GET', path, json({}, { status: 202 }))).rejects.toThrow('states no such status');
    await expect(check('GET', path, Response.json({ id: '1' }))).rejects.toThrow('header ETag is missing');
    await expect(check('GET', path, new Response('x', { headers: { etag: '1' } }))).rejects.toThrow('states');
    await expect(check('GET', '/api/v1/other', json({ id: '1' }))).rejects.toThrow('no such operation');
    await expect(check('PUT', path, json({ id: '1' }))).rejects.toThrow('no such operation');
  });

  it('names what it has seen', async () => {
    expect(await check('GET', '/api/v1/things/1?x=1', new Response(null, { status: 204 }))).toBe(
      'getThing 204',
    );
  });
});
