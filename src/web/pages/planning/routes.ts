import { Router, urlencoded, type Request, type Response } from 'express';
import { NotFoundError, putQueued } from '../../../activities/index.js';
import { actorFor, pageFor } from '../../auth.js';
import { performerFor } from '../../api/perform.js';
import { nowOf, type WebContext } from '../../context.js';
import { problemOf, type Problem } from '../../problem.js';
import type { BlackoutAsked } from './blackoutPanel.js';
import { textOf, textsOf, valuesIn } from '../editing/index.js';
import { whoIn } from '../staffNav/index.js';
import { viewsOf } from './views.js';

const blackoutIn = (body: unknown): BlackoutAsked => {
  const values = valuesIn(body);
  return {
    start: textOf(values, 'start'),
    end: textOf(values, 'end'),
    scope: textOf(values, 'scope'),
    villages: textsOf(values, 'villages'),
    reason: textOf(values, 'reason'),
  };
};

const planIn = (body: unknown): { year: string; from: string } => {
  const values = valuesIn(body);
  return { year: textOf(values, 'year'), from: textOf(values, 'from') };
};

const form = urlencoded({ extended: false, limit: '64kb' });

/** `/board/plans`, `/board/calendar` and what their forms do. */
export function planningRoutes(context: WebContext): Router {
  const { store, calendars, desk } = context;
  const performer = performerFor(context);
  const views = viewsOf(context, performer);
  const router = Router();
  const idOf = (request: Request): string => String(request.params.id);

  const send = (response: Response, html: string, status = 200): void => {
    response.status(status).set('Cache-Control', 'no-store').type('html').send(html);
  };
  const office = pageFor(context, 'office');

  /** Does what a form asks; what is refused is shown where it was asked. */
  const asking =
    (
      act: (request: Request, response: Response) => Promise<string>,
      shown: (request: Request, response: Response, problem: Problem) => Promise<string>,
    ) =>
    async (request: Request, response: Response): Promise<void> => {
      try {
        response.redirect(303, await act(request, response));
      } catch (error) {
        const problem = problemOf(error);
        if (problem.status >= 500 || problem.status === 404) throw error;
        send(response, await shown(request, response, problem), problem.status);
      }
    };
  const faultsOf = ({ faults, detail }: Problem): Problem['faults'] =>
    faults.length > 0 ? faults : [{ path: '', message: detail }];

  router.get('/board/plans', office, async (request, response) => {
    send(response, await views.plans(request, response));
  });
  router.get('/board/plans/:id', office, async (request, response) => {
    send(response, await views.plan(request, response, idOf(request)));
  });
  router.get('/board/calendar', office, async (request, response) => {
    send(response, await views.calendar(request, response));
  });

  router.post(
    '/board/plans',
    office,
    form,
    asking(
      async (request, response) => {
        const { year, from } = planIn(request.body);
        const body = { year: Number(year), ...(from === '' ? {} : { from }) };
        const answer = await performer.perform('createPlan', { who: whoIn(response), request, body });
        return `/board/plans/${(answer.body as { id: string }).id}`;
      },
      (request, response, problem) => views.plans(request, response, faultsOf(problem), planIn(request.body)),
    ),
  );

  router.post(
    '/board/plans/:id/release',
    office,
    asking(
      async (request, response) => {
        const id = idOf(request);
        await performer.perform('releasePlan', { who: whoIn(response), request, params: { id } });
        return `/board/plans/${id}`;
      },
      // The page itself says what has changed since.
      (request, response) => views.plan(request, response, idOf(request)),
    ),
  );

  /** A plan for the same as another: its year, and its blackout if that still stands. */
  router.post(
    '/board/plans/:id/again',
    office,
    asking(
      async (request, response) => {
        desk.admit(1);
        const { id: town } = calendars.town;
        const actor = actorFor(whoIn(response), request, { via: 'page' });
        const plan = await store.write(actor, async (transaction) => {
          const old = await transaction.get('plans', town, idOf(request));
          if (!old) throw new NotFoundError(idOf(request), '计划');
          const blackout = old.blackout && (await transaction.get('blackouts', town, old.blackout));
          const asked = {
            year: old.year,
            from: views.fromAgain(old),
            blackout: blackout ? blackout.id : null,
          };
          return putQueued(transaction, town, asked, nowOf(context), store.self);
        });
        desk.take(plan, actor);
        return `/board/plans/${plan.id}`;
      },
      (request, response, problem) => views.plans(request, response, faultsOf(problem)),
    ),
  );

  router.post(
    '/board/blackouts',
    office,
    form,
    asking(
      async (request, response) => {
        const { scope, ...rest } = blackoutIn(request.body);
        const body = { ...rest, villages: scope === 'some' ? rest.villages : null };
        const answer = await performer.perform('createBlackout', { who: whoIn(response), request, body });
        const { plan } = answer.body as { plan?: string };
        return plan === undefined ? '/board/plans' : `/board/plans/${plan}`;
      },
      (request, response, problem) =>
        views.calendar(request, response, { faults: faultsOf(problem), asked: blackoutIn(request.body) }),
    ),
  );

  router.post(
    '/board/blackouts/:id/remove',
    office,
    asking(
      async (request, response) => {
        const id = idOf(request);
        await performer.perform('deleteBlackout', { who: whoIn(response), request, params: { id } });
        return '/board/calendar#blackouts';
      },
      (request, response) => views.calendar(request, response),
    ),
  );
  return router;
}
