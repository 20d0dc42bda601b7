import { Router, urlencoded, type Request, type RequestHandler, type Response } from 'express';
import type { Account } from '../../../facts/index.js';
import {
  accountBy,
  endedCookie,
  endSessions,
  invitedBy,
  openAccount,
  openSession,
  originOf,
  ownPasswordChange,
  refusePassword,
  usernameOf,
  withPassword,
  wrongLogin,
  type OpenedSession,
} from '../../access/index.js';
import { actorFor, logInByToken, pageFor, principalOf } from '../../auth.js';
import { baseOf } from '../../base.js';
import { nowOf, type WebContext } from '../../context.js';
import { otherLanguage, wordsFor } from '../../language.js';
import { Problem } from '../../problem.js';
import { messagePage } from '../message.js';
import { changedPasswordIn, firstPasswordIn, loginIn } from './input.js';
import { loginPage } from './loginPage.js';
import { staffIn, whoIn } from '../staffNav/index.js';
import { passwordPage } from './passwordPage.js';

const form = urlencoded({ extended: false, limit: '4kb' });

/** Where each goes after logging in: the office to the day's sheet, a unit or village to its part of the board. */
const HOMES: Readonly<Record<Account['role'], string>> = {
  admin: '/today',
  office: '/today',
  department: '/board',
  village: '/board',
  reader: '/',
};

/** `/login` and what is below it. Looking at a one-time link does not use it up: chat programs open links to preview them. */
export function loginRoutes(context: WebContext): Router {
  const { calendars, store, clock, logins, baseUrl } = context;
  const { town } = calendars;
  const command = `npx pufa admin-link${baseOf(baseUrl) === '' ? '' : ` --town ${town.id}`}`;
  const { isCounty = false } = context;
  // A county's own page is its board.
  const homeOf = (role: Account['role']): string => (isCounty ? '/board' : HOMES[role]);

  /** In whose language, and of whom. */
  const saidTo = (request: Request, response: Response) => {
    const t = wordsFor(request, response);
    const org = isCounty ? t.names.county(town) : t.names.town(town);
    return { t, org, otherLanguage: otherLanguage(request, t), isCounty, command };
  };

  /** What went wrong, on the page it went wrong on. */
  const refuse = (
    response: Response,
    error: unknown,
    page: (messages: readonly string[]) => string,
  ): void => {
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    const messages = error.faults.length > 0 ? error.faults.map(({ message }) => message) : [error.detail];
    // 401 would have to name a way that is none for browsers (RFC 9110 §15.5.2).
    response
      .status(error.status === 401 ? 403 : error.status)
      .set(error.headers)
      .type('html')
      .send(page(messages));
  };

  const byPassword = (username: string, password: string, request: Request) =>
    logins.attempt(
      { address: request.ip, account: { town: town.id, username: usernameOf(username) } },
      clock().toMillis(),
      async () => {
        const account = await accountBy({ username, password }, context);
        if (!account) return null;
        const actor = actorFor({ actor: `account:${account.id}` }, request, { via: 'page' });
        return { home: homeOf(account.role), opened: await openAccount(account, password, context, actor) };
      },
    );

  const enter = (response: Response, { cookie }: OpenedSession, home: string): void => {
    response.append('Set-Cookie', cookie).redirect(303, home);
  };

  /** Another site must not send our forms. */
  const fromHere: RequestHandler = (request, _response, next) => {
    if (originOf(request, baseUrl) === 'elsewhere') throw new Problem(403, '请在本站的页面上操作');
    next();
  };

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

  const router = Router();
  router.use('/login', (_request, response, next) => {
    response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'same-origin' });
    next();
  });

  router.get('/login', (request, response) => {
    const { token } = request.query;
    response
      .type('html')
      .send(loginPage({ ...saidTo(request, response), token: typeof token === 'string' ? token : null }));
  });

  router.post('/login', fromHere, form, async (request, response) => {
    const given = loginIn(request.body);
    const username = given && 'username' in given ? given.username : '';
    const said = saidTo(request, response);
    try {
      if (given && 'username' in given) {
        const found = await byPassword(username, given.password, request);
        if (!found) throw wrongLogin();
        enter(response, found.opened, found.home);
        return;
      }
      const opened = given ? await logInByToken(given.token, request, context) : null;
      if (!opened) throw new Problem(403, said.t.entering.wrongToken(command));
      enter(response, opened, homeOf('admin'));
    } catch (error) {
      refuse(response, error, (messages) => loginPage({ ...said, username, error: messages.join('；') }));
    }
  });

  router.post('/login/out', fromHere, async (request, response) => {
    const who = await principalOf(request, context);
    const session = who?.session;
    if (who && session)
      await store.write(actorFor(who, request, { via: 'page' }), (transaction) =>
        transaction.remove('sessions', town.id, session.id),
      );
    response.append('Set-Cookie', endedCookie(context)).redirect(303, '/login');
  });

  router.get('/login/invite/:token', async (request, response) => {
    const account = await invited(request, response);
    if (account)
      response.type('html').send(
        passwordPage({
          ...saidTo(request as Request, response),
          town,
          staff: null,
          account,
          action: request.path,
        }),
      );
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
        refuse(response, error, (errors) =>
          passwordPage({
            ...saidTo(request as Request, response),
            town,
            staff: null,
            account,
            action: request.path,
            errors,
          }),
        );
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

  router.get(ACTION, pageFor(context, 'everyone'), async (request, response) => {
    const account = await ownAccount(request, response);
    if (account)
      response.type('html').send(
        passwordPage({
          ...saidTo(request, response),
          town,
          staff: staffIn(request, response),
          account,
          action: ACTION,
        }),
      );
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
      refuse(response, error, (errors) =>
        passwordPage({
          ...saidTo(request, response),
          town,
          staff: staffIn(request, response),
          account,
          action: ACTION,
          errors,
        }),
      );
    }
  });
  return router;
}
