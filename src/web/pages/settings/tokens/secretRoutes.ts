import { Router, type Request, type Response } from 'express';
import type { Allowed } from '../../../access/index.js';
import { pageFor } from '../../../auth.js';
import type { Performer } from '../../../api/perform.js';
import type { WebContext } from '../../../context.js';
import {
  acting,
  didAt,
  fieldFaults,
  formFor,
  revisionIn,
  sendPage,
  textOf,
  whoIn,
  type Filled,
  type Values,
} from '../../editing/index.js';

interface Secrets {
  readonly home: string;
  readonly allowed: Exclude<Allowed, 'public'>;
  /** The operations that make, rename and revoke one. */
  readonly operations: { readonly make: string; readonly change: string; readonly revoke: string };
  readonly fields: readonly string[];
  /** What stands in the form of a new one. */
  readonly empty: Values;
  readonly bodyOf: (values: Values) => unknown;
  /** The field that shows a path of the body. */
  readonly fieldOf: (path: string) => string | null;
  readonly list: (request: Request, response: Response, form: Filled) => Promise<string>;
  /** The page on which a new one is shown, once. */
  readonly once: (request: Request, response: Response, made: unknown) => string;
}

/** The list of one sort of secrets that are handed out, and what its forms do. */
export function secretRoutes(context: WebContext, performer: Performer, secrets: Secrets): Router {
  const { home, allowed, operations, fields, empty, bodyOf, fieldOf, list, once } = secrets;
  const router = Router();
  const idOf = (request: Request): string => String(request.params.id);
  const typedIn = (values: Values): Values =>
    Object.fromEntries(fields.map((field) => [field, values[field] ?? []]));

  router.get(home, pageFor(context, allowed), async (request, response) => {
    sendPage(response, await list(request, response, { values: empty, faults: [] }));
  });
  router.post(
    home,
    formFor(context, allowed),
    acting(
      async (request, response, values) => {
        const asked = { who: whoIn(response), request, body: bodyOf(values) };
        const { body } = await performer.perform(operations.make, asked);
        return { html: once(request, response, body) };
      },
      (request, response, problem, values) =>
        list(request, response, { values: typedIn(values), faults: fieldFaults(problem, fieldOf) }),
    ),
  );
  router.post(
    `${home}/:id/label`,
    formFor(context, allowed),
    acting(
      async (request, response, values) => {
        await performer.perform(operations.change, {
          who: whoIn(response),
          request,
          params: { id: idOf(request) },
          body: { label: textOf(values, 'label') },
          seen: [revisionIn(values)],
        });
        return { to: didAt(home, 'saved') };
      },
      (request, response, problem) =>
        list(request, response, { values: empty, faults: fieldFaults(problem, () => null) }),
    ),
  );
  router.post(
    `${home}/:id/revoke`,
    formFor(context, allowed),
    acting(
      async (request, response) => {
        const params = { id: idOf(request) };
        await performer.perform(operations.revoke, { who: whoIn(response), request, params });
        return { to: didAt(home, 'revoked') };
      },
      (request, response, problem) =>
        list(request, response, { values: empty, faults: fieldFaults(problem, () => null) }),
    ),
  );
  return router;
}
