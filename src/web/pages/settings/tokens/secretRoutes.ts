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
  mergedForm,
  refusedChange,
  revisionIn,
  sendPage,
  textOf,
  whoIn,
  type Filled,
  type Values,
} from '../../editing/index.js';

/** A new label that was refused: nothing of what was typed is lost. */
export interface Relabelling {
  readonly id: string;
  readonly form: Filled;
  /** What of the trail has happened since the form was opened; empty where that is not why. */
  readonly since: ReadonlySet<string>;
}

interface Secrets {
  readonly kind: 'apiTokens' | 'feedTokens';
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
  readonly list: (
    request: Request,
    response: Response,
    form: Filled,
    relabelling?: Relabelling,
  ) => Promise<string>;
  /** The page on which a new one is shown, once. */
  readonly once: (request: Request, response: Response, made: unknown) => string;
}

/** The list of one sort of secrets that are handed out, and what its forms do. */
export function secretRoutes(context: WebContext, performer: Performer, secrets: Secrets): Router {
  const { kind, home, allowed, operations, fields, empty, bodyOf, fieldOf, list, once } = secrets;
  const { id: town } = context.calendars.town;
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
      async (request, response, problem, values) => {
        const { stale, form } = refusedChange(problem, values, { label: values.label ?? [] }, (path) =>
          path === 'label' ? path : null,
        );
        const id = idOf(request);
        const merged =
          stale &&
          (await context.store.read((transaction) =>
            mergedForm(transaction, kind, {
              town,
              id,
              ...stale,
              valuesOf: ({ label }) => ({ label: [label] }),
            }),
          ));
        const shown = merged?.form ?? form ?? { values: {}, faults: fieldFaults(problem, () => null) };
        const since = merged?.since ?? new Set<string>();
        return list(request, response, { values: empty, faults: [] }, { id, form: shown, since });
      },
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
