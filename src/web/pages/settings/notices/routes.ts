import { Router, type Request, type Response } from 'express';
import type { KeyDateNotice } from '../../../../facts/index.js';
import { pageFor } from '../../../auth.js';
import type { Performer } from '../../../api/perform.js';
import type { WebContext } from '../../../context.js';
import { Problem } from '../../../problem.js';
import {
  acting,
  didAt,
  fieldFaults,
  formFor,
  mergedOver,
  placeOf,
  revisionIn,
  sendPage,
  textOf,
  textsOf,
  touched,
  whoIn,
  type Filled,
  type Values,
} from '../../editing/index.js';
import { noticeBody, noticeFieldOf, noticeValues, typedIn } from './form.js';
import { noticeViews, partsOf } from './views.js';

const HOME = '/settings/notices';

/** The form of a new notice that somebody else has entered meanwhile: what was left empty becomes theirs. */
function besideTheirs(typed: Values, theirs: Values, fault: string): Filled {
  const { values, clashes } = mergedOver(typed, {}, theirs);
  return {
    values,
    faults: [{ field: null, message: fault }],
    theirs: Object.fromEntries(clashes.map((field) => [field, textsOf(theirs, field)])),
  };
}

/** `/settings/notices`: what this year's notices say of key dates. */
export function noticeRoutes(context: WebContext, performer: Performer): Router {
  const { store, calendars } = context;
  const { id: town } = calendars.town;
  const router = Router();
  const office = pageFor(context, 'office');
  const idOf = (request: Request): string => String(request.params.id);
  const pathOf = (request: Request): string => `${HOME}/${idOf(request)}`;
  const { list, one } = noticeViews(context, performer);

  const stored = (id: string): Promise<KeyDateNotice | undefined> =>
    store.read((transaction) => transaction.get('notices', town, id));

  /** Shows what was refused: beside what others wrote meanwhile, or at the fields that are wrong. */
  const refused = async (
    request: Request,
    response: Response,
    problem: Problem,
    values: Values,
  ): Promise<string> => {
    const typed = typedIn(values);
    if (problem.status === 412)
      return one(request, response, { stale: { typed, revision: revisionIn(values) } });
    const theirs = problem.status === 409 ? await stored(idOf(request)) : undefined;
    if (theirs) {
      const { taken } = placeOf(request, response, context).t.notices;
      return one(request, response, { form: besideTheirs(typed, noticeValues(theirs), taken) });
    }
    return one(request, response, { form: { values: typed, faults: fieldFaults(problem, noticeFieldOf) } });
  };

  router.get(HOME, office, async (request, response) => {
    sendPage(response, await list(request, response));
  });
  router.get(`${HOME}/:id`, office, async (request, response) => {
    sendPage(response, await one(request, response));
  });
  router.post(
    `${HOME}/:id`,
    formFor(context, 'office'),
    acting(async (request, response, values) => {
      const id = idOf(request);
      const body = noticeBody(values);
      const asked = { who: whoIn(response), request };
      const parts = partsOf(id);
      if (parts === null) throw new Problem(404, '这一年没有这个节点');
      if (textOf(values, 'revision') === '') {
        await performer.perform('createNotice', { ...asked, body: { ...parts, ...body } });
        return { to: didAt(pathOf(request), 'saved') };
      }
      const revision = revisionIn(values);
      const notice = await stored(id);
      if (notice?.revision === revision && touched(typedIn(values), noticeValues(notice)).length === 0)
        return { to: didAt(pathOf(request), 'same') };
      await performer.perform('changeNotice', { ...asked, params: { id }, body, seen: [revision] });
      return { to: didAt(pathOf(request), 'saved') };
    }, refused),
  );
  router.post(
    `${HOME}/:id/remove`,
    formFor(context, 'office'),
    acting(
      async (request, response, values) => {
        const params = { id: idOf(request) };
        const seen = [revisionIn(values)];
        await performer.perform('deleteNotice', { who: whoIn(response), request, params, seen });
        return { to: didAt(pathOf(request), 'removed') };
      },
      (request, response, problem, values) =>
        one(
          request,
          response,
          problem.status === 412
            ? { stale: { typed: {}, revision: revisionIn(values) } }
            : { faults: fieldFaults(problem, () => null) },
        ),
    ),
  );
  router.post(
    `${HOME}/:id/undo`,
    formFor(context, 'admins'),
    acting(
      async (request, response, values) => {
        const params = { id: textOf(values, 'entry') };
        await performer.perform('undoChange', { who: whoIn(response), request, params });
        return { to: didAt(pathOf(request), 'undone') };
      },
      (request, response, problem) => one(request, response, { faults: fieldFaults(problem, () => null) }),
    ),
  );
  return router;
}
