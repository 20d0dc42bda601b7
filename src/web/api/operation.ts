import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import type { Seen } from '../../activities/index.js';
import type { Actor, ReadTransaction, Warning, WriteTransaction } from '../../facts/index.js';
import type { Allowed, Principal } from '../access/index.js';

/** What an operation answers with. */
export interface Answer {
  readonly status: number;
  /** JSON, or bytes where `headers` name another type; nothing for 204. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The planning rules that it breaks, which a rehearsal names beside its result. */
  readonly warnings?: readonly Warning[];
  /** Done once what was written is stored, and never in a rehearsal: what reaches beyond the store. */
  readonly after?: () => void;
}

/** One call of an operation: what was sent, checked, and the ways to the store. */
export interface Call<Q, B> {
  /** Of the path. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Q;
  readonly body: B;
  readonly who: Principal;
  /** The same, as the trail tells of it. */
  readonly actor: Actor;
  /** The revisions that If-Match names; null without the header. */
  readonly seen: Seen | null;
  readonly request: IncomingMessage;
  readonly read: <T>(fn: (transaction: ReadTransaction) => Promise<T>) => Promise<T>;
  /**
   * The call's one write: all it puts stands, or nothing. A rehearsal (`?dry-run=1`) keeps nothing of it; a POST with an
   * Idempotency-Key that was done before is answered as it was, and `fn` is not run.
   *
   * @param note what the trail notes of it beside the caller's name
   */
  readonly write: (
    fn: (transaction: WriteTransaction) => Promise<Answer>,
    note?: Pick<Actor, 'undoes'>,
  ) => Promise<Answer>;
}

/** What an answer of a status looks like. */
export interface AnswerShape {
  readonly means: string;
  /** Of its JSON body; none for 204, and for other types. */
  readonly schema?: z.ZodType;
  /** The type of a body that is not JSON. */
  readonly type?: string;
  readonly headers?: readonly ('ETag' | 'Location')[];
}

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** How a body comes that is not JSON. */
export interface Upload {
  readonly types: readonly string[];
  /** In bytes. */
  readonly limit: number;
  /** `buffer`: `body` is a Buffer; `stream`: the operation reads `request` itself and keeps to the limit. */
  readonly as: 'buffer' | 'stream';
}

interface OperationShape {
  /** The OpenAPI operationId. */
  readonly id: string;
  readonly tag: string;
  readonly method: Method;
  /** Under `/api/v1`, in OpenAPI's manner: `/activities/{id}`. */
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  readonly allowed: Allowed;
  /** Whether If-Match must stand there (428 without), may, or means nothing. */
  readonly match?: 'wanted' | 'optional';
  readonly upload?: Upload;
  /** The most bytes of a JSON body; 64 KB when left out. */
  readonly bodyLimit?: number;
  /** The status of a body that is refused; 422 when left out. */
  readonly refusal?: 400 | 422;
  /** Its answer holds a secret that is shown once: it is kept nowhere, and not rehearsed. */
  readonly secret?: boolean;
  readonly answers: Readonly<Record<number, AnswerShape>>;
  /** Refusals that follow from none of the above. */
  readonly refusals?: readonly number[];
}

export interface OperationSpec<Q extends z.ZodObject, B extends z.ZodType> extends OperationShape {
  readonly query?: Q;
  /** What depends on a house is made when it is first asked for. */
  readonly body?: B | (() => B);
  readonly run: (call: Call<z.output<Q>, z.output<B>>) => Promise<Answer>;
}

/** An operation of the API: what the router, the document and the tests are all made from. */
export interface Operation extends OperationShape {
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly run: (call: Call<never, never>) => Promise<Answer>;
}

/** States an operation; the types of its query and body follow from their schemas. */
export function operation<
  Q extends z.ZodObject = z.ZodObject<z.ZodRawShape>,
  B extends z.ZodType = z.ZodUndefined,
>({ body, ...rest }: OperationSpec<Q, B>): Operation {
  if (typeof body !== 'function') return { ...rest, ...(body ? { body } : {}) };
  let made: B | undefined;
  return {
    ...rest,
    get body() {
      return (made ??= body());
    },
  };
}

/** Whether an operation changes anything. */
export const isWrite = ({ method }: Pick<Operation, 'method'>): boolean => method !== 'get';
