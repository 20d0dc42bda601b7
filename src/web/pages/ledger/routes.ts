import { Router, urlencoded, type Request, type Response } from 'express';
import { yearOf, type Day } from '../../../calendar/index.js';
import { readLedger, registerOf } from '../../../ledger/index.js';
import { deadlinesIn, recordedIn } from '../../../reminders/index.js';
import { performerFor } from '../../api/perform.js';
import { pageFor } from '../../auth.js';
import { todayOf, type WebContext } from '../../context.js';
import { problemOf } from '../../problem.js';
import { textOf, textOrNull, valuesIn } from '../editing/index.js';
import { staffIn } from '../staffNav/index.js';
import { yearIn } from '../yearIn.js';
import { askedIn } from './address.js';
import { deadlinesPage, type Done } from './deadlinesPage.js';
import { figuresPage } from './figuresPage.js';
import type { Place } from './frame.js';
import { guidesPage, type GuideAsked, type Refused } from './guidesPage.js';
import { tasksOf } from './tasks.js';

const form = urlencoded({ extended: false, limit: '16kb' });

/** What was just done, as the address says it. */
function doneIn({ query }: Request): Done | null {
  const values = valuesIn(query);
  const [ticked, unticked] = [textOf(values, 'ticked'), textOf(values, 'unticked')];
  if (ticked !== '') return { id: ticked, ticked: true };
  return unticked === '' ? null : { id: unticked, ticked: false };
}

/** `/ledger`, `/ledger/deadlines`, `/ledger/guides` and what their forms do. */
export function ledgerRoutes(context: WebContext): Router {
  const { calendars, store } = context;
  const { town } = calendars;
  const { perform } = performerFor(context);
  const router = Router();
  const office = pageFor(context, 'office');

  const send = (response: Response, html: string, status = 200): void => {
    response.status(status).set('Cache-Control', 'no-store').type('html').send(html);
  };
  const placeOf = (request: Request, response: Response, today: Day): Place => ({
    staff: staffIn(request, response),
    town,
    year: yearIn(request.query.year, yearOf(today)),
  });

  router.get('/ledger', office, async (request, response) => {
    const today = todayOf(context);
    const asked = askedIn(request.query, today);
    const facts = await store.read((transaction) => readLedger(transaction, calendars, asked.year, today));
    send(response, figuresPage({ place: placeOf(request, response, today), today, asked, facts }));
  });

  router.get('/ledger/deadlines', office, async (request, response) => {
    const today = todayOf(context);
    const place = placeOf(request, response, today);
    const tasks = await store.read(async (transaction) => {
      const ticks = await transaction.find('ticks', { town: town.id });
      const activities = await transaction.find('activities', { town: town.id });
      const isRecorded = await recordedIn(transaction, town);
      const deadlines = deadlinesIn(place.year, { town, ticks, activities, isRecorded });
      return tasksOf(deadlines, ticks, activities, today);
    });
    send(response, deadlinesPage({ place, tasks, done: doneIn(request) }));
  });

  for (const [act, operation] of [
    ['tick', 'tickDeadline'],
    ['untick', 'untickDeadline'],
  ] as const)
    router.post(`/ledger/deadlines/:id/${act}`, office, form, async (request, response) => {
      const id = String(request.params.id);
      const village = textOf(valuesIn(request.body), 'village');
      const { who } = staffIn(request, response);
      const query: Record<string, string> = village === '' ? {} : { village };
      const { body } = await perform(operation, { who, request, params: { id }, query });
      const { day } = body as { day: Day };
      const said = new URLSearchParams({ year: String(yearOf(day)), [`${act}ed`]: id });
      response.redirect(303, `/ledger/deadlines?${said.toString()}${village === '' ? '' : `#d-${id}`}`);
    });

  async function guides(
    request: Request,
    response: Response,
    refused: Refused | null = null,
  ): Promise<string> {
    const found = await store.read((transaction) => transaction.find('lawGuides', { town: town.id }));
    const sorted = [...found].sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
    return guidesPage({
      place: placeOf(request, response, todayOf(context)),
      guides: sorted,
      register: registerOf(town, found),
      refused,
      village: textOrNull(valuesIn(request.query), 'village'),
    });
  }

  router.get('/ledger/guides', office, async (request, response) => {
    send(response, await guides(request, response));
  });

  /** Adds somebody, or corrects whoever `id` is; what is refused is shown where it was written. */
  const keep = async (request: Request, response: Response, id: string | null): Promise<void> => {
    const values = valuesIn(request.body);
    const asked: GuideAsked = {
      village: textOf(values, 'village'),
      name: textOf(values, 'name'),
      certificate: textOf(values, 'certificate'),
    };
    const { who } = staffIn(request, response);
    const body = { ...asked, certificate: asked.certificate === '' ? null : asked.certificate };
    try {
      if (id === null) await perform('createLawGuide', { who, request, body });
      else await perform('replaceLawGuide', { who, request, params: { id }, body });
      response.redirect(
        303,
        `/ledger/guides?village=${encodeURIComponent(asked.village)}#v-${encodeURIComponent(asked.village)}`,
      );
    } catch (error) {
      const { status, faults, detail } = problemOf(error);
      if (status >= 500 || status === 404) throw error;
      const shown = faults.length > 0 ? faults : [{ path: '', message: detail }];
      send(response, await guides(request, response, { id, asked, faults: shown }), status);
    }
  };

  router.post('/ledger/guides', office, form, (request, response) => keep(request, response, null));
  router.post('/ledger/guides/:id', office, form, (request, response) =>
    keep(request, response, String(request.params.id)),
  );
  router.post('/ledger/guides/:id/remove', office, async (request, response) => {
    const { who } = staffIn(request, response);
    await perform('deleteLawGuide', { who, request, params: { id: String(request.params.id) } });
    response.redirect(303, '/ledger/guides');
  });
  return router;
}
