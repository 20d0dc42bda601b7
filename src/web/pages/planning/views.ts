import type { Request, Response } from 'express';
import { addDays, yearOf } from '../../../calendar/index.js';
import type { Activity, BlackoutFact, ReadTransaction } from '../../../facts/index.js';
import { contactName } from '../../../reminders/index.js';
import type { Performer } from '../../api/perform.js';
import type { PlanSummary, ShownPlan } from '../../api/plans.js';
import { todayOf, type WebContext } from '../../context.js';
import { Problem, problemOf } from '../../problem.js';
import { allOf } from '../allOf.js';
import { staffIn, whoIn } from '../staffNav/index.js';
import type { BlackoutAsked } from './blackoutPanel.js';
import { calendarPage } from './calendarPage.js';
import { draftView, type DraftView } from './draft.js';
import { narrowingIn } from './filterBar.js';
import type { Place } from './frame.js';
import { addMonths, monthDaysFrom, monthOfDay, type Month } from './monthDays.js';
import { planPage } from './planPage.js';
import { plansPage } from './plansPage.js';
import type { Stale } from './releasePanel.js';

type Faults = Problem['faults'];

const monthIn = (text: unknown): Month | null =>
  typeof text === 'string' && /^20\d\d-(0[1-9]|1[0-2])$/.test(text) ? text : null;

/** The month in which most changes, else most stands; of several the first. */
function busiestMonth({ items }: DraftView): Month | null {
  const counts = new Map<Month, number>();
  for (const { date, mark } of items) {
    const changes = mark !== 'kept' && mark !== 'fixed';
    counts.set(monthOfDay(date), (counts.get(monthOfDay(date)) ?? 0) + (changes ? items.length : 1));
  }
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]?.[0] ?? null;
}

/** What the planning pages show, read at each look. */
export function viewsOf(context: WebContext, performer: Performer) {
  const { perform, rehearse } = performer;
  const { calendars, store } = context;
  const { town } = calendars;
  const monthDays = monthDaysFrom(calendars);

  const placeOf = (request: Request, response: Response): Place => {
    const staff = staffIn(request, response);
    return { t: staff.t, town, staff };
  };

  const blackoutsIn = (transaction: ReadTransaction): Promise<readonly BlackoutFact[]> =>
    transaction.find('blackouts', { town: town.id });

  /** `activities/ID`, `tasks/ID`: what a fault is about, by its title. */
  const nameOf = (path: string, activities: readonly Activity[]): string => {
    const id = path.replace(/^\w+\//, '');
    return activities.find((activity) => activity.id === id)?.title ?? id;
  };

  /** What a release would meet: what has changed since the draft was made, or whom it would tell. */
  async function outlook(request: Request, response: Response, id: string, activities: readonly Activity[]) {
    try {
      const { body } = await rehearse('releasePlan', { who: whoIn(response), request, params: { id } });
      const { notifies } = body as { notifies?: readonly { contact: string }[] };
      const told = notifies === undefined ? null : new Set(notifies.map(({ contact }) => contact)).size;
      return { stale: [], told };
    } catch (error) {
      const { status, faults, detail } = problemOf(error);
      if (status !== 409) throw error;
      const stale: Stale[] = faults.map(({ path, message }) => ({ what: nameOf(path, activities), message }));
      return { stale: stale.length > 0 ? stale : [{ what: id, message: detail }], told: null };
    }
  }

  return {
    async plans(
      request: Request,
      response: Response,
      faults: Faults = [],
      asked?: { year: string; from: string },
    ) {
      const plans = await allOf<PlanSummary>(performer, { who: whoIn(response), request }, 'listPlans');
      return plansPage({
        place: placeOf(request, response),
        today: todayOf(context),
        plans: plans.reverse(),
        faults,
        ...(asked ? { asked } : {}),
      });
    },

    async plan(request: Request, response: Response, id: string) {
      const place = placeOf(request, response);
      const { body } = await perform('getPlan', { who: whoIn(response), request, params: { id } });
      const plan = body as ShownPlan;
      const { content, activities, blackouts } = await store.read(async (transaction) => ({
        content: await transaction.get('planContents', town.id, id),
        activities: await transaction.find('activities', { town: town.id }),
        blackouts: await blackoutsIn(transaction),
      }));
      const view = draftView(plan, activities, content?.stood ?? {}, calendars, place.t);
      const known = plan.state === 'draft' && plan.tasks !== null;
      const { stale, told } = known
        ? await outlook(request, response, id, activities)
        : { stale: [], told: null };
      const asked = monthIn(request.query.month);
      const month =
        asked?.startsWith(`${plan.year}-`) === true ? asked : (busiestMonth(view) ?? monthOfDay(plan.from));
      return planPage({
        place,
        calendars,
        today: todayOf(context),
        plan,
        view,
        stale,
        told,
        month,
        days: monthDays(month, blackouts),
        wanted: narrowingIn(calendars, request.query),
      });
    },

    async calendar(
      request: Request,
      response: Response,
      refused: { readonly faults: Faults; readonly asked: BlackoutAsked } | null = null,
    ) {
      const place = placeOf(request, response);
      const today = todayOf(context);
      const month = monthIn(request.query.month) ?? monthOfDay(today);
      const { activities, blackouts, contacts } = await store.read(async (transaction) => ({
        activities: await transaction.find('activities', {
          town: town.id,
          from: `${month}-01`,
          to: `${addMonths(month, 1)}-01`,
        }),
        blackouts: await blackoutsIn(transaction),
        contacts: await transaction.find('contacts', { town: town.id }),
      }));
      const people = [...town.villages.map(({ id }) => `village:${id}`), ...contacts.map(({ id }) => id)];
      return calendarPage({
        place,
        calendars,
        today,
        month,
        days: monthDays(month, blackouts),
        wanted: narrowingIn(calendars, request.query),
        activities,
        blackouts: blackouts.filter(({ end }) => end >= today).sort((a, b) => (a.start < b.start ? -1 : 1)),
        faults: refused?.faults ?? [],
        asked: refused?.asked ?? null,
        people: Object.fromEntries(people.map((id) => [id, contactName(id, town, contacts)])),
      });
    },

    /** From tomorrow, or from where the plan began if that is still to come. */
    fromAgain: ({ from, year }: Pick<PlanSummary, 'from' | 'year'>): string => {
      const tomorrow = addDays(todayOf(context), 1);
      return from > tomorrow || yearOf(tomorrow) < year ? from : tomorrow;
    },
  };
}
