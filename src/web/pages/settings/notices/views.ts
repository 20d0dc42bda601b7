import type { Request, Response } from 'express';
import { yearOf } from '../../../../calendar/index.js';
import { outsideWindow } from '../../../../activities/index.js';
import type { Performer } from '../../../api/perform.js';
import { todayOf, type WebContext } from '../../../context.js';
import { Problem } from '../../../problem.js';
import {
  didIn,
  mergedForm,
  placeOf,
  whoIn,
  type FieldFault,
  type Filled,
  type Happened,
  type Values,
} from '../../editing/index.js';
import { noticeValues } from './form.js';
import { knownIn, knownOf } from './known.js';
import { noticesPage } from './listPage.js';
import { noticePage } from './page.js';

/** What a page shows beside what stands in the store. */
interface Shown {
  readonly form?: Filled;
  readonly faults?: readonly FieldFault[];
  /** A form that was sent, and the revision that it was filled in with, which is not the present one any more. */
  readonly stale?: { readonly typed: Values; readonly revision: number };
}

/** The key date and year in a notice's id; null where it is none. */
export function partsOf(id: string): { keyDate: string; year: number } | null {
  const [, keyDate, year] = /^(.+)-(\d{4})$/.exec(id) ?? [];
  return keyDate === undefined ? null : { keyDate, year: Number(year) };
}

/** The pages of notices, read at each look. */
export function noticeViews(context: WebContext, performer: Performer) {
  const { store, calendars } = context;
  const { town, written } = calendars;
  const idOf = (request: Request): string => String(request.params.id);
  /** What happened to a notice, the newest first; nothing where there never was one. */
  const historyOf = async (request: Request, response: Response, id: string): Promise<Happened[]> => {
    const trail = { town: town.id, kind: 'notices', target: id };
    if ((await store.read((transaction) => transaction.find('trail', trail))).length === 0) return [];
    const asked = { who: whoIn(response), request, params: { id }, query: { limit: '100' } };
    const { body } = await performer.perform('getNoticeHistory', asked);
    return (body as { items: Happened[] }).items;
  };

  const list = async (request: Request, response: Response): Promise<string> => {
    const today = todayOf(context);
    const thisYear = yearOf(today);
    const typed = await store.read((transaction) => transaction.find('notices', { town: town.id }));
    return noticesPage({
      place: placeOf(request, response, context),
      today,
      years: [thisYear, thisYear + 1].map((year) => [year, knownIn(calendars, year, typed)] as const),
    });
  };

  /** @throws Problem 404 where there is no such key date in that year */
  const one = async (request: Request, response: Response, shown: Shown = {}): Promise<string> => {
    const id = idOf(request);
    const parts = partsOf(id);
    const { notice, activities, merged } = await store.read(async (transaction) => ({
      notice: await transaction.get('notices', town.id, id),
      activities: await transaction.find('activities', { town: town.id, keyDate: parts?.keyDate }),
      merged:
        shown.stale &&
        (await mergedForm(transaction, 'notices', {
          town: town.id,
          id,
          ...shown.stale,
          valuesOf: noticeValues,
        })),
    }));
    const typed = notice ? [notice] : [];
    const of = (keyDates: typeof written, notices: typeof typed) => {
      const keyDate = keyDates.find((candidate) => candidate.id === parts?.keyDate);
      return keyDate && parts && knownOf(keyDate, parts.year, notices);
    };
    const known = of(calendars.keyDates, typed);
    const before = of(written, []);
    if (!known || !before) throw new Problem(404, '这一年没有这个节点');
    const place = placeOf(request, response, context);
    const history = await historyOf(request, response, id);
    return noticePage({
      place,
      known,
      written: before,
      form: shown.form ?? merged?.form ?? { values: notice ? noticeValues(notice) : {}, faults: [] },
      revision: notice?.revision ?? null,
      faults: shown.faults ?? [],
      meanwhile: history.filter((happened) => merged?.since.has(happened.id)),
      outside: outsideWindow(
        { keyDate: known.keyDate.id, year: known.year },
        activities,
        calendars,
        todayOf(context),
      ),
      history,
      did: request.method === 'GET' ? didIn(request, place.t, place.town, []) : null,
    });
  };

  return { list, one };
}
