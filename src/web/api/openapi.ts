import { z } from 'zod';
import {
  createDocument,
  type oas31,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponsesObject,
} from 'zod-openapi';
import { CHANNELS, trailEntrySchema, warningSchema } from '../../facts/index.js';
import { TITLES } from '../problem.js';
import { explain } from './glossary.js';
import { isWrite, type AnswerShape, type Operation } from './operation.js';
import { writeQuery } from './queries.js';

const problemSchema = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    errors: z.array(z.strictObject({ path: z.string(), message: z.string() })),
  })
  .meta({ id: 'Problem', description: '没有做成的答复（RFC 9457）；什么都没有保存' });

const rehearsalSchema = z
  .strictObject({
    dryRun: z.literal(true),
    status: z.int(),
    result: z.unknown(),
    changes: z.array(
      z.strictObject({
        kind: z.string(),
        target: z.string(),
        action: z.enum(['create', 'update', 'remove']),
        changes: trailEntrySchema.shape.changes,
      }),
    ),
    warnings: z.array(warningSchema).describe('会违反的排期规则'),
    notifies: z
      .array(
        z.strictObject({
          activity: z.string(),
          rule: z.string(),
          contact: z.string(),
          channel: z.enum(CHANNELS),
        }),
      )
      .describe('会因此马上通知谁；本来就要通知的不算'),
  })
  .meta({ id: 'Rehearsal', description: '试运行（dry-run=1）的答复：会怎样；什么都没有保存' });

const HEADERS = {
  ETag: z.string().meta({ description: '这一版的标记；修改时放在 If-Match 里', examples: ['"3"'] }),
  Location: z.string().meta({ description: '新建的在哪里', format: 'uri-reference' }),
} as const;

const ABOUT = `
- **登录**：每个请求带 \`Authorization: Bearer 令牌\`；浏览器登录以后也可以用会话 Cookie，修改时必须从本站发出。
- **时间**：时刻写 ISO 8601，带时区（\`2026-12-04T09:00:00+08:00\`）；日期写 \`2026-12-04\`。
- **列表**：\`{items, next}\`；\`next\` 不是 null 就放在 \`?cursor=\` 里再取下一页。\`from\` 含当天，\`to\` 不含。
- **修改**：先读，把答复里的 \`ETag\` 放进 \`If-Match\`；期间别人改过就答复 412，什么都没有保存。没带是 428。
- **试运行**：任何修改加上 \`?dry-run=1\`，只说会怎样，不保存。
- **重发**：POST 带上 \`Idempotency-Key\`（例如一个 UUID），网断了可以放心重发，24 小时内只做一次。
- **出错**：一律是 \`application/problem+json\`；\`errors\` 逐条写明哪一项（\`path\`）错在哪、怎么改（\`message\`）。
- **编号**：每个答复带 \`X-Request-Id\`，日志和操作记录里是同一个。
`.trim();

/** What a person may read about a parameter that has no schema of its own. */
const text = (description: string, more: object = {}) => z.string().meta({ description, ...more });

const IF_MATCH = text('读到的 ETag；`*` 是不管哪一版', { examples: ['"3"'] });
const IF_NONE_MATCH = text('手里那一版的 ETag；没有变就答复 304', { examples: ['"3"'] });
const IDEMPOTENCY_KEY = z
  .string()
  .regex(/^[\x21-\x7e]{1,200}$/)
  .meta({
    description: '重发时不变的编号，24 小时内同一编号只做一次',
    examples: ['5f0c7c52-3e0f-4f2e-9d0f-0e1c8f6f3b1a'],
  });

const isTagged = ({ answers }: Operation): boolean => answers[200]?.headers?.includes('ETag') ?? false;

/** The statuses that an operation may answer beside its own. */
function refusalsOf(operation: Operation): number[] {
  const { allowed, match, path, body, upload, refusal = 422, method, refusals = [] } = operation;
  const statuses = new Set([400, 500, 503, ...refusals]);
  if (allowed !== 'public') statuses.add(401).add(403).add(429);
  if (path.includes('{')) statuses.add(404);
  if (match !== undefined) statuses.add(412);
  if (match === 'wanted') statuses.add(428);
  if (body || upload) statuses.add(413).add(415).add(refusal);
  if (method !== 'get') statuses.add(409).add(422).add(507);
  return [...statuses].sort((a, b) => a - b);
}

function responseOf(
  shape: AnswerShape,
  rehearsed: boolean,
): ZodOpenApiResponsesObject[`${1 | 2 | 3 | 4 | 5}${string}`] {
  const { means: description, schema, type, headers = [] } = shape;
  const json = schema && {
    'application/json': { schema: rehearsed ? z.union([schema, rehearsalSchema]) : schema },
  };
  const bytes =
    type === undefined ? undefined : { [type]: { schema: z.string().meta({ format: 'binary' }) } };
  const content = json ?? bytes;
  return {
    description,
    ...(content ? { content } : {}),
    ...(headers.length > 0
      ? {
          headers: z.object(
            Object.fromEntries(
              headers.map((name) => [name, rehearsed ? HEADERS[name].optional() : HEADERS[name]]),
            ),
          ),
        }
      : {}),
  };
}

function responsesOf(operation: Operation): ZodOpenApiResponsesObject {
  const responses: ZodOpenApiResponsesObject = {};
  const rehearsed = isWrite(operation) && operation.secret !== true;
  for (const [status, shape] of Object.entries(operation.answers))
    responses[status as '200'] = responseOf(shape, rehearsed && status === '200');
  if (rehearsed && !(200 in operation.answers))
    responses['200'] = responseOf({ means: '试运行的答复', schema: rehearsalSchema }, false);
  if (operation.method === 'get' && isTagged(operation))
    responses['304'] = { description: '和 If-None-Match 里的一样，没有变' };
  for (const status of refusalsOf(operation))
    responses[String(status) as '400'] ??= {
      description: TITLES[status] ?? '出错了',
      content: { 'application/problem+json': { schema: problemSchema } },
    };
  return responses;
}

function headersOf(operation: Operation): z.ZodRawShape {
  const { match, method, upload } = operation;
  return {
    ...(match === undefined ? {} : { 'If-Match': match === 'wanted' ? IF_MATCH : IF_MATCH.optional() }),
    ...(method === 'get' && isTagged(operation) ? { 'If-None-Match': IF_NONE_MATCH.optional() } : {}),
    ...(method === 'post' && upload?.as !== 'stream'
      ? { 'Idempotency-Key': IDEMPOTENCY_KEY.optional() }
      : {}),
  };
}

function operationOf(operation: Operation): ZodOpenApiOperationObject {
  const { id, tag, summary, description, path, query, body, upload, method } = operation;
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  const header = headersOf(operation);
  const asked = { ...query?.shape, ...(isWrite(operation) ? writeQuery : {}) };
  const types =
    upload?.types ??
    (method === 'patch' ? ['application/json', 'application/merge-patch+json'] : ['application/json']);
  const bytes = z.string().meta({ format: 'binary' });
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    ...(operation.allowed === 'public' ? { security: [] } : {}),
    requestParams: {
      ...(names.length > 0
        ? { path: z.object(Object.fromEntries(names.map((name) => [name, z.string()]))) }
        : {}),
      ...(Object.keys(asked).length > 0 ? { query: z.object(asked) } : {}),
      ...(Object.keys(header).length > 0 ? { header: z.object(header) } : {}),
    },
    ...(body || upload
      ? {
          requestBody: {
            required: true,
            content: Object.fromEntries(types.map((type) => [type, { schema: body ?? bytes }])),
          },
        }
      : {}),
    responses: responsesOf(operation),
  };
}

/**
 * The API's description (OpenAPI 3.1), from the very table its router is made from.
 *
 * @param cookie the name of the session's
 * @param base what stands before every path
 */
export function openApiOf(
  operations: readonly Operation[],
  {
    town,
    cookie,
    base = '',
  }: { readonly town: { readonly name: string }; readonly cookie: string; readonly base?: string },
): oas31.OpenAPIObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const operation of operations)
    paths[`/api/v1${operation.path}`] = {
      ...paths[`/api/v1${operation.path}`],
      [operation.method]: operationOf(operation),
    };
  const document = createDocument(
    {
      openapi: '3.1.1',
      info: { title: `${town.name}普法日历接口`, version: '1', description: ABOUT },
      servers: [{ url: base || '/', description: '本站' }],
      tags: [...new Set(operations.map(({ tag }) => tag))].map((name) => ({ name })),
      security: [{ bearer: [] }, { session: [] }],
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer', description: '接口令牌' },
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: cookie,
            description: '浏览器登录以后的会话；别的网站借它发不出修改',
          },
        },
      },
      paths,
    },
    {
      override: ({ jsonSchema, io, zodSchema }) => {
        // What JSON Schema cannot say (a transform's result, a check of ours) is described by what goes in.
        if (io === 'output' && zodSchema._zod.def.type === 'transform') jsonSchema.type = 'string';
        // The format says it, and a pattern of two lines says it to nobody.
        if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
        if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
        if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      },
    },
  );
  return explain(document);
}
