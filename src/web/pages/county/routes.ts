import { Router } from 'express';
import { yearOf } from '../../../calendar/index.js';
import type { PresentCalendars } from '../../../activities/index.js';
import { pageFor } from '../../auth.js';
import { todayOf, type WebContext } from '../../context.js';
import { performerFor } from '../../api/perform.js';
import type { BoardContext } from '../board/facts.js';
import { yearIn } from '../yearIn.js';
import { accountRoutes } from '../settings/accounts/routes.js';
import { staffIn } from '../staffNav/index.js';
import { townRow, type TownRow } from './figures.js';
import { countyBoardPage } from './page.js';

/** The towns of a county, as its board reads them. */
export interface CountyTowns {
  /** In the order of their files. */
  readonly ids: readonly string[];
  /** @throws CalendarsError when the town's file has been broken since the start */
  readonly calendarsOf: (id: string) => Promise<PresentCalendars>;
  readonly baseUrlOf: (id: string) => string;
  /** Where the town's addresses begin on the host. */
  readonly baseOf: (id: string) => string;
}

/** `/board`, `/settings/accounts` of a county. */
export function countyRoutes(context: WebContext, towns: CountyTowns): Router {
  const { store, clock, log, calendars } = context;
  const router = Router();

  /** One town after another, so that no more than one is in memory, and others are answered meanwhile. */
  const read = async (year: number): Promise<{ rows: TownRow[]; broken: string[] }> => {
    const rows: TownRow[] = [];
    const broken: string[] = [];
    for (const id of towns.ids)
      try {
        const of: BoardContext = {
          store,
          clock,
          calendars: await towns.calendarsOf(id),
          baseUrl: towns.baseUrlOf(id),
        };
        rows.push(await townRow(of, year));
      } catch (error) {
        log.error({ err: error, town: id }, 'row of the county board failed');
        broken.push(id);
      }
    return { rows, broken };
  };

  router.get('/', (_request, response) => {
    response.redirect(303, '/board');
  });
  router.get('/board', pageFor(context, 'everyone'), async (request, response) => {
    const year = yearIn(request.query.year, yearOf(todayOf(context)));
    const staff = staffIn(request, response);
    // Readers look at what everybody may see; a town's own board is for those who work.
    const boardOf = (id: string, of: number): string =>
      staff.who.role === 'reader'
        ? `${towns.baseOf(id)}/?year=${of}`
        : `${towns.baseOf(id)}/board?year=${of}`;
    response
      .set('Cache-Control', 'no-store')
      .type('html')
      .send(countyBoardPage({ staff, county: calendars.town, year, boardOf, ...(await read(year)) }));
  });
  router.use(accountRoutes(context, performerFor(context)));
  return router;
}
