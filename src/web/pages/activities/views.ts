import type { Request, Response } from 'express';
import { NotFoundError } from '../../../activities/index.js';
import { addDays } from '../../../calendar/index.js';
import { changeRefusal, seesActivity, seesContact, seesRecipient, mayRecord } from '../../access/index.js';
import type { Performer } from '../../api/perform.js';
import { todayOf, type WebContext } from '../../context.js';
import {
  didIn,
  mergedForm,
  placeOf,
  whoIn,
  type FieldFault,
  type Filled,
  type Happened,
  type Values,
} from '../editing/index.js';
import type { Effects } from './effects.js';
import { activityValues, FIELDS, newActivityValues } from './form.js';
import { listPage } from './listPage.js';
import { newActivityPage } from './newPage.js';
import { activityPage, type About } from './page.js';
import { found, searchIn } from './search.js';

/** What a page shows beside what stands in the store. */
interface Shown {
  readonly form?: Filled;
  readonly cancelling?: Filled;
  readonly effects?: Effects;
  /** What was wrong with something that has no fields. */
  readonly faults?: readonly FieldFault[];
  /** A form that was sent, and the revision that it was filled in with, which is not the present one any more. */
  readonly stale?: { readonly typed: Values; readonly revision: number };
}

/** The pages of activities, read at each look. */
export function viewsOf(context: WebContext, { perform }: Performer) {
  const { calendars, store } = context;
  const { town } = calendars;

  /** @throws NotFoundError for one that is not there, or not in sight */
  const aboutOf = async (request: Request, response: Response, id: string): Promise<About> => {
    const who = whoIn(response);
    const { body } = await perform('getActivityHistory', {
      who,
      request,
      params: { id },
      query: { limit: '200' },
    });
    const { items } = body as { items: Happened[] };
    return store.read(async (transaction) => {
      const activity = await transaction.get('activities', town.id, id);
      if (!activity || !seesActivity(who, activity)) throw new NotFoundError(id);
      const contacts = await transaction.find('contacts', { town: town.id });
      const sees = seesRecipient(who, contacts);
      const answers = await transaction.find('acknowledgements', { town: town.id });
      const deliveries = await transaction.find('deliveries', { town: town.id, activity: id });
      return {
        activity,
        record: (await transaction.get('records', town.id, id)) ?? null,
        deliveries: deliveries.filter(({ contact }) => sees(contact)),
        answers: answers.filter((answer) => answer.activity === id && sees(answer.contact)),
        contacts: contacts.filter((contact) => seesContact(who, contact)),
        history: items,
      };
    });
  };

  return {
    aboutOf,

    async list(request: Request, response: Response): Promise<string> {
      const who = whoIn(response);
      const search = searchIn(request, todayOf(context));
      const { from, to } = search;
      const all = await store.read((transaction) =>
        transaction.find('activities', { town: town.id, from: from || undefined, to: to || undefined }),
      );
      const activities = found(
        all.filter((activity) => seesActivity(who, activity)),
        search,
      );
      return listPage({ place: placeOf(request, response, context), calendars, search, activities });
    },

    fresh(request: Request, response: Response, form: Filled | null = null, effects: Effects | null = null) {
      const tomorrow = addDays(todayOf(context), 1);
      return newActivityPage({
        place: placeOf(request, response, context),
        calendars,
        form: form ?? { values: newActivityValues(town, tomorrow), faults: [] },
        effects,
      });
    },

    async one(request: Request, response: Response, id: string, shown: Shown = {}): Promise<string> {
      const place = placeOf(request, response, context);
      const about = await aboutOf(request, response, id);
      const { activity, contacts, history } = about;
      const { stale } = shown;
      const merged =
        stale &&
        (await store.read((transaction) =>
          mergedForm(transaction, 'activities', { town: town.id, id, ...stale, valuesOf: activityValues }),
        ));
      return activityPage({
        place,
        calendars,
        about,
        mayConfirm: changeRefusal(whoIn(response), activity, { status: 'confirmed' }) === null,
        mayFile: mayRecord(whoIn(response), activity),
        form: shown.form ?? merged?.form ?? { values: activityValues(activity), faults: [] },
        faults: shown.faults ?? [],
        cancelling: shown.cancelling ?? null,
        did: request.method === 'GET' ? didIn(request, place.t, town, contacts) : null,
        effects: shown.effects ?? null,
        meanwhile: history.filter((item) => merged?.since.has(item.id)),
      });
    },

    /** Only what the form knows. */
    typed: (values: Values): Values =>
      Object.fromEntries(FIELDS.map((field) => [field, values[field] ?? []])),
  };
}
