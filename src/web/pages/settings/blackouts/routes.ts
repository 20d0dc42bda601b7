import { Router, type Request, type Response } from 'express';
import { pageFor } from '../../../auth.js';
import type { Performer } from '../../../api/perform.js';
import { todayOf, type WebContext } from '../../../context.js';
import {
  acting,
  didAt,
  didIn,
  fieldFaults,
  formFor,
  placeOf,
  sendPage,
  textOf,
  textsOf,
  whoIn,
  type FieldFault,
  type Filled,
} from '../../editing/index.js';
import { lately } from '../trail.js';
import { blackoutsPage } from './page.js';

const HOME = '/settings/blackouts';
const FIELDS = ['start', 'end', 'reason', 'villages'];

const fieldOf = (path: string): string | null =>
  FIELDS.find((field) => path.replace(/\[.*/, '') === field) ?? null;

/** `/settings/blackouts`: days on which nothing is held; a new one leads to the draft that makes way. */
export function blackoutRoutes(context: WebContext, performer: Performer): Router {
  const { store, calendars } = context;
  const { id: town } = calendars.town;
  const router = Router();

  const list = async (
    request: Request,
    response: Response,
    { form, faults = [] }: { readonly form?: Filled; readonly faults?: readonly FieldFault[] } = {},
  ): Promise<string> => {
    const place = placeOf(request, response, context);
    const blackouts = await store.read((transaction) => transaction.find('blackouts', { town }));
    return blackoutsPage({
      place,
      today: todayOf(context),
      blackouts: [...blackouts].sort((a, b) => (a.start < b.start ? -1 : 1)),
      form: form ?? { values: {}, faults: [] },
      faults,
      history: await lately(performer, request, response, { kind: 'blackouts' }),
      did: request.method === 'GET' ? didIn(request, place.t, place.town, []) : null,
    });
  };

  router.get(HOME, pageFor(context, 'office'), async (request, response) => {
    sendPage(response, await list(request, response));
  });
  router.post(
    HOME,
    formFor(context, 'office'),
    acting(
      async (request, response, values) => {
        const body = {
          start: textOf(values, 'start'),
          end: textOf(values, 'end'),
          reason: textOf(values, 'reason'),
          villages: textOf(values, 'scope') === 'some' ? [...textsOf(values, 'villages')] : null,
        };
        const made = await performer.perform('createBlackout', { who: whoIn(response), request, body });
        const { plan } = made.body as { plan?: string };
        return { to: plan === undefined ? didAt(HOME, 'saved') : `/board/plans/${plan}` };
      },
      (request, response, problem, values) =>
        list(request, response, { form: { values, faults: fieldFaults(problem, fieldOf) } }),
    ),
  );
  router.post(
    `${HOME}/:id/remove`,
    formFor(context, 'office'),
    acting(
      async (request, response) => {
        const params = { id: String(request.params.id) };
        await performer.perform('deleteBlackout', { who: whoIn(response), request, params });
        return { to: didAt(HOME, 'removed') };
      },
      (request, response, problem) => list(request, response, { faults: fieldFaults(problem, () => null) }),
    ),
  );
  router.post(
    `${HOME}/undo`,
    formFor(context, 'admins'),
    acting(
      async (request, response, values) => {
        const params = { id: textOf(values, 'entry') };
        await performer.perform('undoChange', { who: whoIn(response), request, params });
        return { to: didAt(HOME, 'undone') };
      },
      (request, response, problem) => list(request, response, { faults: fieldFaults(problem, () => null) }),
    ),
  );
  return router;
}
