import type { RequestHandler, Response, Router } from 'express';
import type { WebContext } from '../context.js';
import { mount, type Own } from './mount.js';
import type { Operation } from './operation.js';

/** What belongs together of the API, for a town or a county. */
export type Group = (context: WebContext) => Operation[];

/**
 * The operations that all houses of a sort have. A house's own know its villages and its store; their paths are everyone's.
 * So there is one router for all houses, and of a house only the groups are made that are asked for: a process that serves
 * a province opens a house for hardly more than one request.
 */
export class OperationTable {
  readonly #made = new WeakMap<WebContext, Map<Group, ReadonlyMap<string, Operation>>>();
  readonly #groupOf = new Map<string, Group>();
  #router: Router | undefined;

  constructor(private readonly groups: readonly Group[]) {}

  /** Every operation of a house. */
  of(context: WebContext): readonly Operation[] {
    return this.groups.flatMap((group) => [...this.#groupFor(context, group).values()]);
  }

  /** One operation of a house. @throws Error when there is none of the name */
  one(context: WebContext, id: string): Operation {
    if (this.#groupOf.size === 0) this.of(context);
    const group = this.#groupOf.get(id);
    const operation = group && this.#groupFor(context, group).get(id);
    if (!operation) throw new Error(`no operation ${id}`);
    return operation;
  }

  /** Answers for a house, below `/api/v1`. */
  routes(context: WebContext): RequestHandler {
    // The paths are those of the house that is opened first; nothing of it is kept.
    const router = (this.#router ??= mount(this.of(context), this.#ownOf));
    return (request, response, next) => {
      response.locals.context = context;
      router(request, response, next);
    };
  }

  // Not written where a house is at hand: it would hold that one for ever.
  readonly #ownOf = (response: Response, id: string): Own => {
    const { context } = response.locals as { context: WebContext };
    return { context, operation: this.one(context, id) };
  };

  #groupFor(context: WebContext, group: Group): ReadonlyMap<string, Operation> {
    const groups = this.#made.get(context) ?? new Map<Group, ReadonlyMap<string, Operation>>();
    this.#made.set(context, groups);
    const known = groups.get(group);
    if (known) return known;
    const made = new Map(group(context).map((operation) => [operation.id, operation]));
    groups.set(group, made);
    for (const id of made.keys()) this.#groupOf.set(id, group);
    return made;
  }
}
