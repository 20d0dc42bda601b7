import { json, raw, Router, type Request, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import type { Actor } from '../../facts/index.js';
import { ALLOWED, type Principal } from '../access/index.js';
import { actorFor, principalOf } from '../auth.js';
import { isNotModified, revisionsIn, seenRevisions } from '../conditional.js';
import type { WebContext } from '../context.js';
import { Problem } from '../problem.js';
import { readBody, readQuery } from './list.js';
import { isWrite, type Answer, type Call, type Operation } from './operation.js';
import { idempotencyOf, rehearse, writeOnce } from './writing.js';

const BODY_LIMIT = '64kb';

const jsonBody = json({
  limit: BODY_LIMIT,
  strict: false,
  type: ['application/json', 'application/merge-patch+json'],
});

/** Query parameters that every write takes. */
export const writeQuery = {
  'dry-run': z.enum(['0', '1'], { error: '要写 1，不要时去掉' }).optional(),
  reason: z.string().trim().max(200, '最多 200 个字').optional(),
};

const keySchema = z.string().regex(/^[\x21-\x7e]{1,200}$/, '要写 1 到 200 个 ASCII 字符，例如一个 UUID');

/** Nobody asks in one's own name at an operation that is open to all. */
const NOBODY: Principal = { actor: 'nobody', role: 'reader', village: null, department: null, scope: 'read' };

/** @throws Problem 401 for nobody, 403 for one who may not */
async function admitted(request: Request, response: Response, operation: Operation, context: WebContext) {
  const roles: readonly string[] | null = ALLOWED[operation.allowed];
  const who = await principalOf(request, context);
  if (roles === null) return who ?? NOBODY;
  if (who === null) {
    response.set('WWW-Authenticate', 'Bearer');
    throw new Problem(401, '请在 Authorization 里带上 Bearer 令牌，或先在 /login 登录');
  }
  if (!roles.includes(who.role)) throw new Problem(403, '您的账号不能用这个接口，请联系管理员');
  if (isWrite(operation) && who.scope === 'read') throw new Problem(403, '这个令牌只能查看，不能修改');
  return who;
}

/** The way an operation writes: rehearsed, under a key, or plainly. */
function writerFor(
  request: Request,
  operation: Operation,
  context: WebContext,
  actor: Actor,
  isRehearsal: boolean,
): Call<never, never>['write'] {
  const given = operation.method === 'post' ? request.get('idempotency-key') : undefined;
  const parsed = given === undefined ? null : keySchema.safeParse(given);
  if (parsed !== null && !parsed.success)
    throw new Problem(400, '请求头有误', [
      { path: 'Idempotency-Key', message: parsed.error.issues[0]?.message ?? '' },
    ]);
  const key =
    parsed === null
      ? null
      : idempotencyOf(actor.actor, parsed.data, [operation.id, request.originalUrl, request.body ?? null]);
  const secret = operation.secret ?? false;
  if (isRehearsal && secret) throw new Problem(400, '这个接口不能试运行，请去掉 dry-run');
  return (fn) =>
    isRehearsal ? rehearse(context, actor, fn) : writeOnce(context, actor, { key, secret }, fn);
}

/** Checks what was sent, and makes the call of it. */
function callOf(
  request: Request,
  response: Response,
  operation: Operation,
  context: WebContext,
): Call<never, never> {
  const { who } = response.locals as { who: Principal };
  const shape = { ...operation.query?.shape, ...(isWrite(operation) ? writeQuery : {}) };
  const query = readQuery(z.strictObject(shape), request.query) as {
    'dry-run'?: '0' | '1';
    reason?: string;
  };
  const seen = operation.match === 'wanted' ? seenRevisions(request.headers) : revisionsIn(request.headers);
  const { 'dry-run': dryRun, reason, ...rest } = query;
  const body: unknown = operation.body
    ? readBody(operation.body, request.body, operation.refusal)
    : request.body;
  const actor = actorFor(who, request, { via: 'api', reason: reason ?? null });
  return {
    params: request.params as Record<string, string>,
    query: rest as never,
    body: body as never,
    who,
    actor,
    seen,
    request,
    read: (fn) => context.store.read(fn),
    write: writerFor(request, operation, context, actor, dryRun === '1'),
  };
}

function send(request: Request, response: Response, { status, body, headers = {} }: Answer): void {
  // What is behind a login is nobody else's to keep.
  response.status(status).set('Cache-Control', 'private, no-cache').set(headers);
  const tag = headers.ETag;
  if (request.method === 'GET' && tag !== undefined && isNotModified(request.headers, tag))
    response.status(304).end();
  else if (body === undefined) response.end();
  else if (Buffer.isBuffer(body)) response.send(body);
  else response.json(body);
}

/** The parser of an operation's body, before which nobody unknown gets. */
function parserOf({ upload }: Operation): RequestHandler {
  if (!upload) return jsonBody;
  if (upload.as === 'stream')
    return (_request, _response, next) => {
      next();
    };
  return raw({ type: [...upload.types], limit: upload.limit });
}

/** An OpenAPI path as express writes it; a colon in it is no parameter. */
const expressPath = (path: string): string => path.replaceAll(':', '\\:').replaceAll(/\{(\w+)\}/g, ':$1');

/** A router of operations; another method of a path of theirs answers 405. */
export function mount(operations: readonly Operation[], context: WebContext): Router {
  const router = Router();
  for (const operation of operations)
    router[operation.method](
      expressPath(operation.path),
      async (request, response, next) => {
        response.locals.who = await admitted(request, response, operation, context);
        next();
      },
      parserOf(operation),
      async (request, response) => {
        send(request, response, await operation.run(callOf(request, response, operation, context)));
      },
    );
  const methods = new Map<string, string[]>();
  for (const { path, method } of operations)
    methods.set(path, [...(methods.get(path) ?? []), method.toUpperCase()]);
  for (const [path, allowed] of methods)
    router.all(expressPath(path), (request, response) => {
      response.set('Allow', allowed.join(', '));
      throw new Problem(405, `这个接口不支持 ${request.method}，可以用 ${allowed.join('、')}`);
    });
  return router;
}
