import type { Request } from 'express';
import type { Seen } from '../../activities/index.js';
import type { Principal } from '../access/index.js';
import { actorFor } from '../auth.js';
import type { WebContext } from '../context.js';
import { operationOf } from './index.js';
import { readBody, readQuery } from './list.js';
import type { Answer } from './operation.js';
import { readQueryOf } from './queries.js';
import { rehearse, writeOnce } from './writing.js';

/** What a page asks of an operation, in the name of whoever is logged in. */
export interface Asked {
  readonly who: Principal;
  readonly request: Request;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The revisions that the form was filled in with; without them it changes what it shows as it stands. */
  readonly seen?: Seen;
  /** Why, in the words of whoever asks. */
  readonly reason?: string | null;
}

/** The operations of the API, for pages: the same checks, acts and answers. */
export interface Performer {
  /** @throws Problem, and whatever the operation throws */
  readonly perform: (id: string, asked: Asked) => Promise<Answer>;
  /** The same, with nothing kept: `body` is what a rehearsal over the API answers. */
  readonly rehearse: (id: string, asked: Asked) => Promise<Answer>;
}

/** Makes the operations callable by their ids. Who may call which is the page's own guard. */
export function performerFor(context: WebContext): Performer {
  const run = async (
    id: string,
    { who, request, params = {}, query = {}, body, seen = 'any', reason = null }: Asked,
    isRehearsal: boolean,
  ): Promise<Answer> => {
    const operation = operationOf(context, id);
    const actor = actorFor(who, request, { via: 'page', reason });
    return operation.run({
      params,
      query: readQuery(readQueryOf(operation), query) as never,
      body: (operation.body ? readBody(operation.body, body, operation.refusal) : undefined) as never,
      who,
      actor,
      seen,
      request,
      read: (fn) => context.store.read(fn),
      write: (fn, note) => {
        const noted = { ...actor, ...note };
        return isRehearsal
          ? rehearse(context, noted, fn)
          : writeOnce(context, noted, { key: null, secret: false }, fn);
      },
    });
  };
  return {
    perform: (id, asked) => run(id, asked, false),
    rehearse: (id, asked) => run(id, asked, true),
  };
}
