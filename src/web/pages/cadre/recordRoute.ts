import type { Request, RequestHandler, Response } from 'express';
import { fileRecord, InvalidError } from '../../../activities/index.js';
import type { ActivityRecord, Recorded } from '../../../facts/index.js';
import { openLink, type OpenLink } from '../../../reminders/index.js';
import { faultAt } from '../../../town/index.js';
import { nowOf, todayOf, type WebContext } from '../../context.js';
import { withNewPhotos, withPhotos } from '../../recordPhotos.js';
import { withUpload, type UploadedForm } from '../../upload.js';
import { refuseForeign, type CadreDesk } from './desk.js';
import { photosKept, recordIn } from './input.js';
import { filedBefore, sendingIn } from './sendings.js';

/** A form without files, as the parsers before this one left it. */
const plainForm = ({ body }: Request): UploadedForm => ({
  fields: (body ?? {}) as UploadedForm['fields'],
  files: [],
  excess: null,
});

/**
 * A form is filled in from the record that its page showed: what somebody wrote since must not go unread.
 *
 * @throws InvalidError where it is not the record that stands; a program that names none has seen it
 */
function refuseUnseen({ seen }: UploadedForm['fields'], current: ActivityRecord | null): void {
  if (seen !== undefined && seen !== (current?.at ?? ''))
    throw new InvalidError([
      faultAt({}, ['seen'], '您打开这一页以后，有人填过或改过这份台账。请看一遍现在的，要改就再交一次。'),
    ]);
}

/** `POST /r/{token}/record`: files what happened, with its photos; the same sent twice is one record. */
export function recordRoute(context: WebContext, desk: CadreDesk): RequestHandler {
  const { store, calendars, clock, photos } = context;
  const { town } = calendars;

  const write = (
    request: Request,
    link: OpenLink,
    { fields, files }: UploadedForm,
    recorded: Recorded,
    before: ActivityRecord | null,
  ): Promise<ActivityRecord | null> => {
    const had = (before?.photos ?? []).map(({ id }) => id);
    return withPhotos(context, files, had, (taken) =>
      store.write(desk.actor(request, link), async (transaction) => {
        const now = await openLink(transaction, town, String(request.params.token), clock());
        if (!now) return null;
        const current = (await transaction.get('records', town.id, now.activity.id)) ?? null;
        const sending = sendingIn(fields);
        const again = sending !== null && (await filedBefore(transaction, now, sending, nowOf(context)));
        if (again && current !== null) return current;
        const all = withNewPhotos(photosKept(fields, current), taken);
        const by = { by: now.contact, at: nowOf(context) };
        const filed = await fileRecord(transaction, now.activity, recorded, by, all);
        if (filed !== current) refuseUnseen(fields, current);
        return filed;
      }),
    );
  };

  const file = async (
    request: Request,
    response: Response,
    link: OpenLink,
    form: UploadedForm,
  ): Promise<void> => {
    const { fields, excess } = form;
    const before =
      (await store.read((transaction) => transaction.get('records', town.id, link.activity.id))) ?? null;
    const checked = recordIn(fields, { activity: link.activity, before }, calendars, todayOf(context));
    if (!checked.ok || excess !== null) {
      const faults = [
        ...(checked.ok ? [] : checked.faults),
        ...(excess === null ? [] : [faultAt({}, ['photos'], excess)]),
      ];
      const sent = { form: 'record', faults, values: fields } as const;
      await desk.refuse(request, response, link, sent, excess === null ? 422 : 413);
      return;
    }
    try {
      const record = await write(request, link, form, checked.value, before);
      if (record === null) desk.gone(request, response);
      else desk.done(request, response, record);
    } catch (error) {
      if (!(error instanceof InvalidError)) throw error;
      await desk.refuse(request, response, link, { form: 'record', faults: error.faults, values: fields });
    }
  };

  return async (request, response) => {
    const link = await desk.open(request, response);
    if (!link) return;
    refuseForeign(request);
    if (typeof request.is('multipart/form-data') === 'string')
      await withUpload(
        request,
        () => photos.incoming(),
        (form) => file(request, response, link, form),
      );
    else await file(request, response, link, plainForm(request));
  };
}
