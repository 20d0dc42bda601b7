import { json, raw, Router, type Request, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import type { Actor } from '../../facts/index.js';
import { ALLOWED, type Principal } from '../access/index.js';
import { actorFor, loginHint, principalOf } from '../auth.js';
import { isNotModified, revisionsIn, seenRevisions } from '../conditional.js';
import type { WebContext } from '../context.js';
import { Problem } from '../problem.js';
import { hashOf } from '../secrets.js';
import { readBody, readQuery } from './list.js';
import { isWrite, type Answer, type Call, type Operation } from './operation.js';
import { readQueryOf, writeQueryOf } from './queries.js';
import { idempotencyOf, rehearse, writeOnce } from './writing.js';

/** In bytes. */
const BODY_LIMIT = 64 * 1024;

const jsonBody = (limit = BODY_LIMIT): RequestHandler =>
  json({ limit, strict: false, type: ['application/json', 'application/merge-patch+json'] });

const keySchema = z.string().regex(/^[\x21-\x7e]{1,200}$/, '要写 1 到 200 个 ASCII 字符，例如一个 UUID');

/** Nobody asks in one's own name at an operation that is open to all. */
const NOBODY: Principal = { actor: 'nobody', role: 'reader', village: null, department: null, scope: 'read' };

/** An operation of a house, and the house. */
export interface Own {
  readonly operation: Operation;
  readonly context: WebContext;
}

/** @throws Problem 401 for nobody, 403 for one who may not */
async function admitted(request: Request, response: Response, { operation, context }: Own) {
  const roles: readonly string[] | null = ALLOWED[operation.allowed];
  const who = await principalOf(request, context);
  if (roles === null) return who ?? NOBODY;
  if (who === null) {
    response.set('WWW-Authenticate', 'Bearer');
    throw new Problem(401, loginHint(request, context));
  }
  if (!roles.includes(who.role)) throw new Problem(403, '您的账号不能用这个接口，请联系管理员');
  if (isWrite(operation) && who.scope === 'read') throw new Problem(403, '这个令牌只能查看，不能修改');
  return who;
}

/** The way an operation writes: rehearsed, under a key, or plainly. */
function writerFor(
  request: Request,
  { operation, context }: Own,
  actor: Actor,
  isRehearsal: boolean,
): Call<never, never>['write'] {
  const given = operation.method === 'post' ? request.get('idempotency-key') : undefined;
  const parsed = given === undefined ? null : keySchema.safeParse(given);
  if (parsed !== null && !parsed.success)
    throw new Problem(400, '请求头有误', [
      { path: 'Idempotency-Key', message: parsed.error.issues[0]?.message ?? '' },
    ]);
  // What it was sent with could only be told once all of it was read, photos of many megabytes.
  if (parsed !== null && operation.upload?.as === 'stream')
    throw new Problem(400, '请求头有误', [
      { path: 'Idempotency-Key', message: '这个接口不用它，请去掉；同一张照片重发，只算一张' },
    ]);
  const key =
    parsed === null
      ? null
      : idempotencyOf(actor.actor, parsed.data, [
          operation.id,
          request.originalUrl,
          Buffer.isBuffer(request.body) ? hashOf(request.body) : (request.body ?? null),
        ]);
  const secret = operation.secret ?? false;
  if (isRehearsal && secret) throw new Problem(400, '这个接口不能试运行，请去掉 dry-run');
  return (fn, note) => {
    const noted = { ...actor, ...note };
    return isRehearsal ? rehearse(context, noted, fn) : writeOnce(context, noted, { key, secret }, fn);
  };
}

/** Checks what was sent, and makes the call of it. */
function callOf(request: Request, response: Response, own: Own): Call<never, never> {
  const { operation, context } = own;
  const { who } = response.locals as { who: Principal };
  const query = readQuery((isWrite(operation) ? writeQueryOf : readQueryOf)(operation), request.query) as {
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
    write: writerFor(request, own, actor, dryRun === '1'),
  };
}

function send(request: Request, response: Response, { status, body, headers = {} }: Answer): void {
  // What is behind a login is nobody else's to keep.
  const { Location: made, ...others } = headers;
  response.status(status).set('Cache-Control', 'private, no-cache').set(others);
  if (made !== undefined) response.location(made);
  const tag = headers.ETag;
  if (request.method === 'GET' && tag !== undefined && isNotModified(request.headers, tag))
    response.status(304).end();
  else if (body === undefined) response.end();
  else if (Buffer.isBuffer(body)) response.send(body);
  else response.json(body);
}

const noParser: RequestHandler = (_request, _response, next) => {
  next();
};

/** The parser of an operation's body, before which nobody unknown gets; a body that none is wanted of stays unread. */
function parserOf({ body, upload, bodyLimit }: Operation): RequestHandler {
  if (upload)
    return upload.as === 'stream' ? noParser : raw({ type: [...upload.types], limit: upload.limit });
  return body ? jsonBody(bodyLimit) : noParser;
}

/** An OpenAPI path as express writes it; a colon in it is no parameter. */
const expressPath = (path: string): string => path.replaceAll(':', '\\:').replaceAll(/\{(\w+)\}/g, ':$1');

/** The operations by their paths; a path of fixed words comes before one that would take such a word for an id. */
function byPath(operations: readonly Operation[]): [path: string, operations: readonly Operation[]][] {
  const groups = new Map<string, Operation[]>();
  for (const operation of operations)
    groups.set(operation.path, [...(groups.get(operation.path) ?? []), operation]);
  return [...groups].sort(([a], [b]) => a.split('{').length - b.split('{').length);
}

/**
 * A router of operations; another method of a path of theirs answers 405, and OPTIONS says which there are.
 *
 * @param operations any house's: of them the router keeps the paths alone
 * @param ownOf of the house whose request a response answers, the operation with an id
 */
export function mount(
  operations: readonly Operation[],
  ownOf: (response: Response, id: string) => Own,
): Router {
  const router = Router({ caseSensitive: true, strict: true });
  for (const [path, itsOperations] of byPath(operations)) {
    for (const operation of itsOperations) {
      const { id, method } = operation;
      router[method](
        expressPath(path),
        async (request, response, next) => {
          const own = ownOf(response, id);
          response.locals.own = own;
          response.locals.who = await admitted(request, response, own);
          next();
        },
        parserOf(operation),
        async (request, response) => {
          const { own } = response.locals as { own: Own };
          send(request, response, await own.operation.run(callOf(request, response, own)));
        },
      );
    }
    const allowed = itsOperations.flatMap(({ method }) =>
      method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()],
    );
    router.all(expressPath(path), (request, response) => {
      response.set('Allow', [...allowed, 'OPTIONS'].join(', '));
      if (request.method === 'OPTIONS') {
        response.status(204).end();
        return;
      }
      throw new Problem(405, `这个接口不支持 ${request.method}，可以用 ${allowed.join('、')}`);
    });
  }
  return router;
}
