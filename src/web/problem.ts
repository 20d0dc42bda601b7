import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { ConflictError, InvalidError, NotFoundError, RevisionError } from '../activities/index.js';
import { UnreadableError } from '../imports/index.js';
import type { Fault } from '../town/index.js';
import { linkHere } from './base.js';
import { requestIdOf } from './requestId.js';

export const TITLES: Readonly<Record<number, string>> = {
  400: '请求写得不对',
  401: '请先登录',
  403: '不允许',
  404: '没有找到',
  405: '不支持这个方法',
  409: '现在不能这样做',
  412: '已被别人改过',
  413: '内容太大',
  415: '内容类型不对',
  422: '内容有误，没有保存',
  428: '缺少 If-Match',
  429: '太频繁了，请稍后再试',
  500: '服务器出错',
  503: '暂时用不了，请稍后再试',
  507: '磁盘写入失败',
};

/** A refusal, thrown from wherever it is found; below `/api` the answer of RFC 9457, elsewhere a page. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly detail: string,
    readonly faults: readonly Pick<Fault, 'path' | 'message'>[] = [],
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail);
    this.name = 'Problem';
  }
}

/** What is wrong with what somebody sent. */
export const unfit = (faults: Problem['faults'], status = 422): Problem =>
  new Problem(status, '有内容不对，什么都没有保存', faults);

/** Sends a problem as `application/problem+json`. */
export function sendProblem(response: Response, { status, detail, faults, headers }: Problem): void {
  response
    .status(status)
    .set(headers)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: 'about:blank',
        title: TITLES[status] ?? '出错了',
        status,
        detail,
        errors: faults.map(({ path, message }) => ({ path, message })),
      }),
    );
}

/** The problem that an error is to the one who asked. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof NotFoundError) return new Problem(404, error.message);
  if (error instanceof RevisionError) return new Problem(412, error.message);
  if (error instanceof ConflictError) return new Problem(409, error.message, error.faults);
  if (error instanceof InvalidError) return unfit(error.faults);
  if (error instanceof UnreadableError) return new Problem(422, error.message);
  if (error instanceof Error && error.name === 'StoreUnavailableError')
    return new Problem(503, (error as Error & { readonly shown: string }).shown);
  if (error instanceof Error && error.name === 'StoreError') return new Problem(507, error.message);
  // What express and its body parser throw: bad JSON, a body too large, bad percent-encoding.
  const { status, type, limit } = error as { status?: unknown; type?: unknown; limit?: unknown };
  if (type === 'entity.too.large') return new Problem(413, `内容超过 ${Number(limit) / 1024} KB`);
  if (type === 'entity.parse.failed') return new Problem(400, '正文不是合法的 JSON');
  if (typeof status === 'number' && status >= 400 && status < 500) return new Problem(status, '请求写得不对');
  return new Problem(500, '服务器出错，已记入日志');
}

/** The last handler of the API: problem+json for whatever was thrown, the cause in the log only. */
export const problemHandler =
  (log: Logger): ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const problem = problemOf(error);
    if (problem.status >= 500)
      log.error({ err: error, id: requestIdOf(request), method: request.method }, 'failed');
    sendProblem(response, problem);
  };

/** Below `/api` nothing answers in HTML. */
export const noSuchOperation: RequestHandler = (request) => {
  const path = linkHere(request.originalUrl.split('?')[0] ?? '');
  throw new Problem(404, `没有这个接口：${request.method} ${path}`);
};
