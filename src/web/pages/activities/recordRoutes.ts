import { Router, type Request, type Response } from 'express';
import { NotFoundError, plannedRecord, recordedOf } from '../../../activities/index.js';
import type { Activity } from '../../../facts/index.js';
import type { Performer } from '../../api/perform.js';
import { mayRecord, seesActivity } from '../../access/index.js';
import { pageFor } from '../../auth.js';
import type { WebContext } from '../../context.js';
import { wordsFor } from '../../language.js';
import { Problem } from '../../problem.js';
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
} from '../editing/index.js';
import type { Filled } from '../editing/index.js';
import { recordBody, recordFieldOf, recordValues } from './recordForm.js';
import { recordPage } from './recordPage.js';

const pathOf = ({ id }: Pick<Activity, 'id'>): string => `/activities/${id}/record`;

/** `/activities/{id}/record`: the record as the office, or whoever's activity it is, files or corrects it at a desk. */
export function recordRoutes(context: WebContext, performer: Performer): Router {
  const { calendars, store } = context;
  const router = Router();

  /** @throws NotFoundError for an activity out of sight; Problem 403 for one that is others' to record */
  const found = async (request: Request, response: Response) => {
    const id = String(request.params.id);
    const town = calendars.town.id;
    const [activity, record = null] = await store.read(
      async (transaction) =>
        [await transaction.get('activities', town, id), await transaction.get('records', town, id)] as const,
    );
    const who = whoIn(response);
    if (!activity || !seesActivity(who, activity)) throw new NotFoundError(id);
    if (!mayRecord(who, activity)) throw new Problem(403, '这项活动的台账由司法所或牵头单位填写');
    return { activity, record, planned: plannedRecord(activity, calendars) };
  };

  const page = async (request: Request, response: Response, form?: Filled): Promise<string> => {
    const { activity, record, planned } = await found(request, response);
    const place = placeOf(request, response, context);
    const { t, town } = place;
    return recordPage({
      place,
      activity,
      form: form ?? { values: recordValues(record, planned), faults: [] },
      record,
      did: request.method === 'GET' ? didIn(request, t, town, []) : null,
    });
  };

  router.get('/activities/:id/record', pageFor(context, 'members'), async (request, response) => {
    sendPage(response, await page(request, response));
  });

  router.post(
    '/activities/:id/record',
    formFor(context, 'members'),
    acting(
      async (request, response, values) => {
        const { activity, record, planned } = await found(request, response);
        if (textOf(values, 'filedAt') !== (record?.at ?? ''))
          throw new Problem(412, wordsFor(request, response).activities.recordMeanwhile);
        await performer.perform('putRecord', {
          who: whoIn(response),
          request,
          params: { id: activity.id },
          body: recordBody(values, record, planned),
        });
        return { to: didAt(`/activities/${activity.id}`, 'saved') };
      },
      (request, response, problem, values) =>
        page(request, response, { values, faults: fieldFaults(problem, recordFieldOf) }),
    ),
  );

  /** The page again after something about its photos was refused, with the form as it was filed. */
  const refusedPhotos = async (request: Request, response: Response, problem: Problem): Promise<string> => {
    const { record, planned } = await found(request, response);
    const faults = fieldFaults(problem, () => null);
    return page(request, response, { values: recordValues(record, planned), faults });
  };

  router.post(
    '/activities/:id/record/photos',
    pageFor(context, 'members'),
    acting(async (request, response) => {
      const { activity } = await found(request, response);
      const asked = { who: whoIn(response), request, params: { id: activity.id } };
      await performer.perform('addPhotos', asked);
      return { to: didAt(pathOf(activity), 'saved') };
    }, refusedPhotos),
  );
  router.post(
    '/activities/:id/record/photos/drop',
    formFor(context, 'members'),
    acting(async (request, response, values) => {
      const { activity, record, planned } = await found(request, response);
      const { recordMeanwhile, photosNoneChosen } = wordsFor(request, response).activities;
      if (record?.at !== textOf(values, 'filedAt')) throw new Problem(412, recordMeanwhile);
      const dropped = textsOf(values, 'drop');
      const photos = record.photos.map(({ id }) => id).filter((id) => !dropped.includes(id));
      if (photos.length === record.photos.length) throw new Problem(422, photosNoneChosen);
      await performer.perform('putRecord', {
        who: whoIn(response),
        request,
        params: { id: activity.id },
        body: { ...recordedOf(record, planned), photos },
      });
      return { to: didAt(pathOf(activity), 'saved') };
    }, refusedPhotos),
  );
  return router;
}
