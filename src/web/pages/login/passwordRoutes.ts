import { Router, type Request, type Response } from 'express';
import type { Account } from '../../../facts/index.js';
import {
  endSessions,
  invitedBy,
  openSession,
  ownPasswordChange,
  refusePassword,
  withPassword,
} from '../../access/index.js';
import { actorFor, pageFor } from '../../auth.js';
import { nowOf, type WebContext } from '../../context.js';
import { Problem } from '../../problem.js';
import { messagePage } from '../message.js';
import { staffIn, whoIn } from '../staffNav/index.js';
import { form, loginDesk } from './desk.js';
import { changedPasswordIn, firstPasswordIn } from './input.js';
import { passwordPage } from './passwordPage.js';

/** `/login/invite/{token}`, `/login/password`: a password set by an invitation, and one's own changed. */
export function passwordRoutes(context: WebContext): Router {
  const { calendars, store, clock, logins } = context;
  const { town } = calendars;
  const { homeOf, saidTo, refuse, enter, fromHere } = loginDesk(context);

  /** The account that an invitation in the path is for, looked up as a guess is; answers itself when there is none. */
  const invited = async (
    request: Request<{ token: string }>,
    response: Response,
  ): Promise<Account | null> => {
    const { t, org } = saidTo(request as Request, response);
    const { linkGone: gone, linkGoneTitle: title } = t.entering;
    try {
      const account = await logins.attempt({ address: request.ip, account: null }, clock().toMillis(), () =>
        store.read((transaction) => invitedBy(transaction, town.id, request.params.token, clock())),
      );
      if (!account) throw new Problem(404, gone);
      return account;
    } catch (error) {
      refuse(response, error, ([text = gone]) => messagePage({ t, org, title, text }));
      return null;
    }
  };

  const firstPage = (
    request: Request<{ token: string }>,
    response: Response,
    account: Account,
    errors: readonly string[] = [],
  ): string =>
    passwordPage({
      ...saidTo(request as Request, response),
      town,
      staff: null,
      account,
      action: request.path,
      errors,
    });

  const router = Router();
  router.get('/login/invite/:token', async (request, response) => {
    const account = await invited(request, response);
    if (account) response.type('html').send(firstPage(request, response, account));
  });

  router.post(
    '/login/invite/:token',
    fromHere,
    form,
    async (request: Request<{ token: string }>, response) => {
      const account = await invited(request, response);
      if (!account) return;
      const { token } = request.params;
      try {
        const checked = firstPasswordIn(request.body);
        if (!checked.ok) throw new Problem(422, '密码没有保存', checked.faults);
        const { newPassword } = checked.value;
        refusePassword(checked.value, 'newPassword', newPassword, account.username);
        const hash = await logins.passwords.hash(newPassword);
        const actor = actorFor({ actor: `account:${account.id}` }, request, { via: 'link' });
        const opened = await openSession(context, { account: account.id }, actor, async (transaction) => {
          // Of two who press at once, one finds the invitation used.
          const now = await invitedBy(transaction, town.id, token, clock());
          if (now?.id !== account.id) throw new Problem(409, '这个链接刚刚用过了');
          const at = nowOf(context);
          await endSessions(transaction, now);
          const next = withPassword(now, hash, at);
          await transaction.put('accounts', { ...next, lastLoginAt: at, revision: now.revision + 1 });
        });
        enter(response, opened, homeOf(account.role));
      } catch (error) {
        refuse(response, error, (errors) => firstPage(request, response, account, errors));
      }
    },
  );

  /** The account that is logged in; answers itself for whoever has none. */
  const ownAccount = async (
    request: Request,
    response: Response,
  ): Promise<(Account & { session: string }) | null> => {
    const who = whoIn(response);
    const id = who.account;
    const account =
      id === undefined
        ? undefined
        : await store.read((transaction) => transaction.get('accounts', town.id, id));
    if (account && who.session) return { ...account, session: who.session.id };
    const { t, org } = saidTo(request, response);
    const { noPassword: title, noPasswordText: text } = t.entering;
    response.status(403).type('html').send(messagePage({ t, org, title, text }));
    return null;
  };
  const ACTION = '/login/password';
  const changePage = (
    request: Request,
    response: Response,
    account: Account,
    errors: readonly string[] = [],
  ): string =>
    passwordPage({
      ...saidTo(request, response),
      town,
      staff: staffIn(request, response),
      account,
      action: ACTION,
      errors,
    });

  router.get(ACTION, pageFor(context, 'everyone'), async (request, response) => {
    const account = await ownAccount(request, response);
    if (account) response.type('html').send(changePage(request, response, account));
  });

  router.post(ACTION, pageFor(context, 'everyone'), form, async (request, response) => {
    const account = await ownAccount(request, response);
    if (!account) return;
    try {
      const checked = changedPasswordIn(request.body);
      if (!checked.ok) throw new Problem(422, '密码没有保存', checked.faults);
      const { oldPassword, newPassword } = checked.value;
      const change = await ownPasswordChange(
        {
          account: account.id,
          session: account.session,
          oldPassword,
          newPassword,
          address: request.ip ?? null,
        },
        context,
      );
      await store.write(actorFor(whoIn(response), request, { via: 'page' }), change);
      response.redirect(303, homeOf(account.role));
    } catch (error) {
      refuse(response, error, (errors) => changePage(request, response, account, errors));
    }
  });
  return router;
}
