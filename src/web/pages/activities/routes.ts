import { Router, type Request, type Response } from 'express';
import { pageFor } from '../../auth.js';
import { performerFor } from '../../api/perform.js';
import type { WebContext } from '../../context.js';
import { wordsFor } from '../../language.js';
import { Problem } from '../../problem.js';
import {
  acting,
  didAt,
  fieldFaults,
  formFor,
  revisionIn,
  sendPage,
  textOf,
  textsOf,
  toldIn,
  toldText,
  touched,
  whoIn,
  type Ending,
  type Values,
} from '../editing/index.js';
import type { Effects } from './effects.js';
import { activityValues, bodyOf, fieldOf, mayBreakRules, patchOf, timeFaults } from './form.js';
import { recordRoutes } from './recordRoutes.js';
import { viewsOf } from './views.js';

/** What a rehearsal answers. */
interface Rehearsed {
  readonly warnings: readonly { readonly message: string }[];
}

/** What an act on an activity's status asks of the API, and what is then said of it. */
const ACTS = {
  confirm: { status: 'confirmed', did: 'confirmed' },
  unconfirm: { status: 'planned', did: 'unconfirmed' },
  done: { status: 'done', did: 'done' },
  restore: { status: 'planned', did: 'restored' },
} as const;

const isStale = ({ status }: Problem): boolean => status === 412;

/** `/activities`, `/activities/new`, `/activities/{id}` and what their forms do. */
export function activityRoutes(context: WebContext): Router {
  const { calendars, store } = context;
  const { town } = calendars;
  const performer = performerFor(context);
  const views = viewsOf(context, performer);
  const router = Router();
  const idOf = (request: Request): string => String(request.params.id);
  const pathOf = (request: Request): string => `/activities/${idOf(request)}`;

  const effectsOf = async (request: Request, response: Response, body: unknown): Promise<Effects> => {
    const contacts = await store.read((transaction) => transaction.find('contacts', { town: town.id }));
    const { warnings } = body as Rehearsed;
    return {
      warnings: warnings.map(({ message }) => message),
      told: toldText(wordsFor(request, response), toldIn(body), town, contacts),
    };
  };
  /** Whether to ask before saving: because that was wanted, or a rule would break that nobody was told of. */
  const asksFirst = (values: Values, { warnings }: Effects): boolean =>
    textOf(values, 'preview') !== '' ||
    warnings.some((warning) => !textsOf(values, 'accepted').includes(warning));

  router.get('/activities', pageFor(context, 'members'), async (request, response) => {
    sendPage(response, await views.list(request, response));
  });

  router.get('/activities/new', pageFor(context, 'office'), (request, response) => {
    sendPage(response, views.fresh(request, response));
  });

  router.post(
    '/activities/new',
    formFor(context, 'office'),
    acting(
      async (request, response, values): Promise<Ending> => {
        const typed = views.typed(values);
        const faults = timeFaults(typed, wordsFor(request, response));
        if (faults.length > 0)
          return { html: views.fresh(request, response, { values: typed, faults }), status: 422 };
        const asked = { who: whoIn(response), request, body: bodyOf(typed, town) };
        const { body } = await performer.rehearse('createActivity', asked);
        const effects = await effectsOf(request, response, body);
        if (asksFirst(values, effects))
          return { html: views.fresh(request, response, { values: typed, faults: [] }, effects) };
        const made = await performer.perform('createActivity', asked);
        return { to: didAt(`/activities/${(made.body as { id: string }).id}`, 'made', toldIn(body)) };
      },
      (request, response, problem, values) =>
        Promise.resolve(
          views.fresh(request, response, {
            values: views.typed(values),
            faults: fieldFaults(problem, fieldOf),
          }),
        ),
    ),
  );

  router.use(recordRoutes(context, performer));

  router.get('/activities/:id', pageFor(context, 'members'), async (request, response) => {
    sendPage(response, await views.one(request, response, idOf(request)));
  });

  /** The page after a form of it was refused: stale, with what changed; else with what is wrong. */
  const refusedEdit = (request: Request, response: Response, problem: Problem, values: Values) => {
    const typed = views.typed(values);
    if (!isStale(problem))
      return views.one(request, response, idOf(request), {
        form: { values: typed, faults: fieldFaults(problem, fieldOf) },
      });
    return views.one(request, response, idOf(request), { stale: { typed, revision: revisionIn(values) } });
  };

  router.post(
    '/activities/:id',
    formFor(context, 'office'),
    acting(async (request, response, values): Promise<Ending> => {
      const id = idOf(request);
      const typed = views.typed(values);
      const revision = revisionIn(values);
      const { activity } = await views.aboutOf(request, response, id);
      if (activity.revision !== revision) throw new Problem(412, '这项活动已被别人改过');
      const faults = timeFaults(typed, wordsFor(request, response));
      if (faults.length > 0)
        return {
          html: await views.one(request, response, id, { form: { values: typed, faults } }),
          status: 422,
        };
      const fields = touched(typed, activityValues(activity));
      if (fields.length === 0) return { to: didAt(pathOf(request), 'same') };
      const asked = {
        who: whoIn(response),
        request,
        params: { id },
        body: patchOf(typed, fields, town),
        seen: [revision],
      };
      const { body } = await performer.rehearse('changeActivity', asked);
      const effects = await effectsOf(request, response, body);
      const relevant = mayBreakRules(fields) ? effects : { ...effects, warnings: [] };
      if (asksFirst(values, relevant))
        return {
          html: await views.one(request, response, id, {
            form: { values: typed, faults: [] },
            effects: relevant,
          }),
        };
      await performer.perform('changeActivity', asked);
      return { to: didAt(pathOf(request), 'saved', toldIn(body)) };
    }, refusedEdit),
  );

  /** A form without fields of its own that was sent too late. */
  const staleOf = (values: Values) => ({ stale: { typed: {}, revision: revisionIn(values) } });

  /** The page after something other than its form was refused. */
  const refusedAct = (request: Request, response: Response, problem: Problem, values: Values) =>
    views.one(
      request,
      response,
      idOf(request),
      isStale(problem) ? staleOf(values) : { faults: fieldFaults(problem, () => null) },
    );

  for (const [act, { status, did }] of Object.entries(ACTS))
    router.post(
      `/activities/:id/${act}`,
      formFor(context, 'members'),
      acting(async (request, response, values) => {
        const asked = {
          who: whoIn(response),
          request,
          params: { id: idOf(request) },
          body: { status },
          seen: [revisionIn(values)],
        };
        const { body } = await performer.rehearse('changeActivity', asked);
        await performer.perform('changeActivity', asked);
        return { to: didAt(pathOf(request), did, toldIn(body)) };
      }, refusedAct),
    );

  router.post(
    '/activities/:id/cancel',
    formFor(context, 'office'),
    acting(
      async (request, response, values) => {
        const reason = textOf(values, 'reason');
        const { reasonFault } = wordsFor(request, response).activities;
        if (reason === '' || reason.length > 500)
          throw new Problem(422, '', [{ path: 'reason', message: reasonFault }]);
        const asked = {
          who: whoIn(response),
          request,
          params: { id: idOf(request) },
          seen: [revisionIn(values)],
          reason,
        };
        const { body } = await performer.rehearse('cancelActivity', asked);
        await performer.perform('cancelActivity', asked);
        return { to: didAt(pathOf(request), 'cancelled', toldIn(body)) };
      },
      (request, response, problem, values) =>
        views.one(request, response, idOf(request), {
          cancelling: {
            values,
            faults: isStale(problem) ? [] : fieldFaults(problem, (path) => path || null),
          },
          ...(isStale(problem) ? staleOf(values) : {}),
        }),
    ),
  );

  router.post(
    '/activities/:id/undo',
    formFor(context, 'admins'),
    acting(async (request, response, values) => {
      const params = { id: textOf(values, 'entry') };
      const asked = { who: whoIn(response), request, params };
      const { body } = await performer.rehearse('undoChange', asked);
      await performer.perform('undoChange', asked);
      return { to: didAt(pathOf(request), 'undone', toldIn(body)) };
    }, refusedAct),
  );
  return router;
}
