import { z } from 'zod';
import {
  createDocument,
  type oas31,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponsesObject,
} from 'zod-openapi';
import { TITLES } from '../problem.js';
import { writeQuery } from './mount.js';
import { isWrite, type AnswerShape, type Operation } from './operation.js';

const problemSchema = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    errors: z.array(z.strictObject({ path: z.string(), message: z.string() })),
  })
  .meta({ id: 'Problem', description: 'RFC 9457' });

const rehearsalSchema = z
  .strictObject({
    dryRun: z.literal(true),
    status: z.int(),
    result: z.unknown(),
    changes: z.array(z.unknown()),
  })
  .meta({ id: 'Rehearsal', description: '试运行（dry-run=1）：会怎样，什么都没有保存' });

const HEADERS = {
  ETag: z.string().meta({ description: '这一版的标记；修改时放在 If-Match 里' }),
  Location: z.string().meta({ description: '新建的在哪里' }),
} as const;

/** The statuses that an operation may answer beside its own. */
function refusals({ allowed, match, path, query, body, upload, refusal = 422, method }: Operation): number[] {
  const statuses = new Set([400, 500]);
  if (allowed !== 'public') statuses.add(401).add(403);
  if (path.includes('{')) statuses.add(404);
  if (match !== undefined) statuses.add(412);
  if (match === 'wanted') statuses.add(428);
  if (body || upload) statuses.add(413).add(415).add(refusal);
  if (method !== 'get') statuses.add(409).add(422).add(507);
  if (query) statuses.add(400);
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
      ? { headers: z.object(Object.fromEntries(headers.map((name) => [name, HEADERS[name].optional()]))) }
      : {}),
  };
}

function responsesOf(operation: Operation): ZodOpenApiResponsesObject {
  const responses: ZodOpenApiResponsesObject = {};
  const rehearsed = isWrite(operation) && operation.secret !== true;
  for (const [status, shape] of Object.entries(operation.answers))
    responses[status as '200'] = responseOf(shape, rehearsed && status === '200');
  if (rehearsed && !(200 in operation.answers))
    responses['200'] = responseOf({ means: '试运行', schema: rehearsalSchema }, false);
  for (const status of refusals(operation))
    responses[String(status) as '400'] = {
      description: TITLES[status] ?? '出错了',
      content: { 'application/problem+json': { schema: problemSchema } },
    };
  return responses;
}

function operationOf(operation: Operation): ZodOpenApiOperationObject {
  const { id, tag, summary, description, path, match, query, body, upload, method } = operation;
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  const header = {
    ...(match === undefined ? {} : { 'If-Match': match === 'wanted' ? z.string() : z.string().optional() }),
    ...(method === 'post' ? { 'Idempotency-Key': z.string().max(200).optional() } : {}),
  };
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

/** The API's description (OpenAPI 3.1), from the very table its router is made from. */
export function openApiOf(
  operations: readonly Operation[],
  town: { readonly name: string },
): oas31.OpenAPIObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const operation of operations)
    paths[`/api/v1${operation.path}`] = {
      ...paths[`/api/v1${operation.path}`],
      [operation.method]: operationOf(operation),
    };
  return createDocument(
    {
      openapi: '3.1.1',
      info: { title: `${town.name}普法日历`, version: '1' },
      security: [{ bearer: [] }, { session: [] }],
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer' },
          session: { type: 'apiKey', in: 'cookie', name: 'pufa_session' },
        },
      },
      paths,
    },
    {
      // What JSON Schema cannot say (a transform's result, a check of ours) is described by what goes in.
      override: ({ jsonSchema, io, zodSchema }) => {
        if (io === 'output' && zodSchema._zod.def.type === 'transform') jsonSchema.type = 'string';
      },
    },
  );
}
