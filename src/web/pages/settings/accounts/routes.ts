import { Router, type Request, type Response } from 'express';
import type { Account } from '../../../../facts/index.js';
import { INVITATION_HOURS } from '../../../access/index.js';
import { pageFor } from '../../../auth.js';
import type { Performer } from '../../../api/perform.js';
import type { WebContext } from '../../../context.js';
import type { Problem } from '../../../problem.js';
import { allOf } from '../../allOf.js';
import {
  acting,
  didAt,
  didIn,
  fieldFaults,
  formFor,
  isChecked,
  mergedForm,
  placeOf,
  refusedChange,
  refusedDeed,
  revisionIn,
  saveTouched,
  sendPage,
  textOf,
  textOrNull,
  valuesOf,
  whoIn,
  type Filled,
  type Refused,
  type Values,
} from '../../editing/index.js';
import { oncePage } from '../parts.js';
import { lately } from '../trail.js';
import { accountPage, accountsPage, type ShownAccount } from './pages.js';

const HOME = '/settings/accounts';
const FIELDS = ['name', 'username', 'role', 'village', 'department', 'disabled'];

const fieldOf = (path: string): string | null => (FIELDS.includes(path) ? path : null);

const typedIn = (values: Values): Values =>
  Object.fromEntries(FIELDS.map((field) => [field, values[field] ?? []]));

const accountValues = ({
  name,
  username,
  role,
  village,
  department,
  disabled,
}: Pick<Account, 'name' | 'username' | 'role' | 'village' | 'department' | 'disabled'>): Values =>
  valuesOf({ name, username, role, village, department, disabled });

const bodyOf = (values: Values) => ({
  name: textOf(values, 'name'),
  username: textOf(values, 'username'),
  role: textOf(values, 'role'),
  village: textOrNull(values, 'village'),
  department: textOrNull(values, 'department'),
});

/** `/settings/accounts`: who may log in, and as what. */
export function accountRoutes(context: WebContext, performer: Performer): Router {
  const { store, calendars } = context;
  const { id: town } = calendars.town;
  const router = Router();
  const admins = pageFor(context, 'admins');
  const idOf = (request: Request): string => String(request.params.id);
  const pathOf = (request: Request): string => `${HOME}/${idOf(request)}`;

  const accountIn = async (request: Request, response: Response): Promise<ShownAccount> => {
    const asked = { who: whoIn(response), request, params: { id: idOf(request) } };
    return (await performer.perform('getAccount', asked)).body as ShownAccount;
  };

  const fresh = (request: Request, response: Response, form: Filled): string =>
    accountPage({
      place: placeOf(request, response, context),
      account: null,
      form,
      faults: [],
      meanwhile: [],
      history: [],
      did: null,
    });

  const one = async (request: Request, response: Response, shown: Refused = {}): Promise<string> => {
    const place = placeOf(request, response, context);
    const account = await accountIn(request, response);
    const asked = { kind: 'accounts', target: account.id };
    const history = await lately(performer, request, response, asked);
    const { stale } = shown;
    const merged =
      stale &&
      (await store.read((transaction) =>
        mergedForm(transaction, 'accounts', { town, id: account.id, ...stale, valuesOf: accountValues }),
      ));
    return accountPage({
      place,
      account,
      form: shown.form ?? merged?.form ?? { values: accountValues(account), faults: [] },
      faults: shown.faults ?? [],
      meanwhile: history.filter(({ id }) => merged?.since.has(id)),
      history,
      did: request.method === 'GET' ? didIn(request, place.t, place.town, []) : null,
    });
  };

  /** The link by which somebody sets a password, shown once. */
  const invitation = (request: Request, response: Response, who: string, link: string, id: string) => {
    const place = placeOf(request, response, context);
    const { inviteTitle, inviteFor } = place.t.people.accounts;
    return oncePage({
      place,
      current: 'accounts',
      title: inviteTitle,
      text: inviteFor(who, INVITATION_HOURS),
      secret: link,
      qr: { text: link, label: place.t.people.once.scan },
      back: `${HOME}/${id}`,
    });
  };

  const refusedOne = (request: Request, response: Response, problem: Problem, values: Values) =>
    one(request, response, refusedDeed(problem, values));

  router.get(HOME, admins, async (request, response) => {
    const place = placeOf(request, response, context);
    const accounts = await allOf<ShownAccount>(performer, { who: whoIn(response), request }, 'listAccounts');
    const history = await lately(performer, request, response, { kind: 'accounts' });
    const did = didIn(request, place.t, place.town, []);
    sendPage(response, accountsPage({ place, accounts, history, did }));
  });
  router.get(`${HOME}/new`, admins, (request, response) => {
    sendPage(response, fresh(request, response, { values: { role: ['office'] }, faults: [] }));
  });
  router.post(
    `${HOME}/new`,
    formFor(context, 'admins'),
    acting(
      async (request, response, values) => {
        const asked = { who: whoIn(response), request, body: bodyOf(values) };
        const { body } = await performer.perform('createAccount', asked);
        const made = body as ShownAccount & { invitation: { link: string } };
        return { html: invitation(request, response, made.name, made.invitation.link, made.id) };
      },
      (request, response, problem, values) =>
        Promise.resolve(
          fresh(request, response, { values: typedIn(values), faults: fieldFaults(problem, fieldOf) }),
        ),
    ),
  );
  router.get(`${HOME}/:id`, admins, async (request, response) => {
    sendPage(response, await one(request, response));
  });
  router.post(
    `${HOME}/:id`,
    formFor(context, 'admins'),
    acting(
      async (request, response, values) => {
        const typed = typedIn(values);
        const account = await accountIn(request, response);
        const whole = { ...bodyOf(typed), disabled: isChecked(typed, 'disabled') };
        const asked = { who: whoIn(response), request, params: { id: account.id } };
        return saveTouched({
          path: pathOf(request),
          values,
          typed,
          present: { revision: account.revision, values: accountValues(account) },
          stale: '这个账号已被别人改过',
          change: (fields, seen) => {
            const body = Object.fromEntries(Object.entries(whole).filter(([key]) => fields.includes(key)));
            return performer.perform('changeAccount', { ...asked, body, seen });
          },
        });
      },
      (request, response, problem, values) =>
        one(request, response, refusedChange(problem, values, typedIn(values), fieldOf)),
    ),
  );
  router.post(
    `${HOME}/:id/invite`,
    formFor(context, 'admins'),
    acting(async (request, response) => {
      const { id, name } = await accountIn(request, response);
      const asked = { who: whoIn(response), request, params: { id } };
      const { body } = await performer.perform('inviteAccount', asked);
      return { html: invitation(request, response, name, (body as { link: string }).link, id) };
    }, refusedOne),
  );
  router.post(
    `${HOME}/:id/remove`,
    formFor(context, 'admins'),
    acting(async (request, response, values) => {
      const params = { id: idOf(request) };
      const seen = [revisionIn(values)];
      await performer.perform('deleteAccount', { who: whoIn(response), request, params, seen });
      return { to: didAt(HOME, 'removed') };
    }, refusedOne),
  );
  return router;
}
