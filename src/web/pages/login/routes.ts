import { Router, type Request } from 'express';
import { accountBy, endedCookie, openAccount, usernameOf, wrongLogin } from '../../access/index.js';
import { actorFor, logInByToken, principalOf } from '../../auth.js';
import type { WebContext } from '../../context.js';
import { Problem } from '../../problem.js';
import { form, loginDesk } from './desk.js';
import { loginIn } from './input.js';
import { loginPage } from './loginPage.js';
import { passwordRoutes } from './passwordRoutes.js';

/** `/login` and what is below it. Looking at a one-time link does not use it up: chat programs open links to preview them. */
export function loginRoutes(context: WebContext): Router {
  const { calendars, store, clock, logins } = context;
  const { town } = calendars;
  const { homeOf, saidTo, refuse, enter, fromHere } = loginDesk(context);

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
      if (!opened) throw new Problem(403, said.t.entering.wrongToken(said.command));
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

  router.use(passwordRoutes(context));
  return router;
}
