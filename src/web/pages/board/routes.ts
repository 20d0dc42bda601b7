import { Router, urlencoded, type Request, type Response } from 'express';
import { yearOf } from '../../../calendar/index.js';
import { actorFor, pageFor } from '../../auth.js';
import { nowOf, todayOf, type WebContext } from '../../context.js';
import { markSentByHand } from '../../sentByHand.js';
import { textOf, textsOf, valuesIn } from '../editing/index.js';
import { staffIn, whoIn } from '../staffNav/index.js';
import { agendaOf } from './agenda.js';
import { answersOf } from './answers.js';
import { readBoard } from './facts.js';
import { lawyerHours } from './lawyers.js';
import { ledgerOf, wantedIn } from './ledger.js';
import { ledgerPage } from './ledgerPage.js';
import { matrixOf } from './matrix.js';
import { boardPage } from './page.js';
import { scopeOf } from './scope.js';
import { standingOf } from './warnings.js';
import { yearIn } from '../yearIn.js';

/** `/board`, `/board/ledger`. */
export function boardRoutes(context: WebContext): Router {
  const { calendars, store } = context;
  const { town } = calendars;
  const router = Router();
  const members = pageFor(context, 'members');
  const yearOfPage = (request: Request): number => yearIn(request.query.year, yearOf(todayOf(context)));
  const send = (response: Response, html: string): void => {
    response.set('Cache-Control', 'no-store').type('html').send(html);
  };

  router.get('/board', members, async (request, response) => {
    const year = yearOfPage(request);
    const who = whoIn(response);
    const facts = await readBoard(context, year);
    const scope = scopeOf(who, town, facts.look);
    send(
      response,
      boardPage({
        staff: staffIn(request, response),
        town,
        today: facts.ledger.today,
        year,
        whole: scope.whole,
        empty: !facts.ledger.activities.some((activity) => activity.year === year),
        matrix: matrixOf(facts, scope),
        agenda: agendaOf(facts, scope),
        answers: answersOf(facts, scope),
        hours: who.role === 'department' ? null : lawyerHours(facts, scope),
        standing: standingOf(facts, calendars, scope),
      }),
    );
  });

  router.get('/board/ledger', members, async (request, response) => {
    const year = yearOfPage(request);
    const facts = await readBoard(context, year);
    const scope = scopeOf(whoIn(response), town, facts.look);
    const view = ledgerOf(facts, scope, wantedIn(town, year, request.query));
    send(response, ledgerPage({ staff: staffIn(request, response), calendars, whole: scope.whole, view }));
  });

  router.post(
    '/board/sent',
    pageFor(context, 'office'),
    urlencoded({ extended: false, limit: '16kb' }),
    async (request, response) => {
      const values = valuesIn(request.body);
      await store.write(actorFor(whoIn(response), request, { via: 'page' }), async (transaction) => {
        for (const id of textsOf(values, 'id'))
          await markSentByHand(transaction, town.id, id, nowOf(context));
      });
      response.redirect(
        303,
        `/board?year=${yearIn(textOf(values, 'year'), yearOf(todayOf(context)))}#answers`,
      );
    },
  );
  return router;
}
