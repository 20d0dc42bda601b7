import { Router, urlencoded } from 'express';
import { logIn } from '../auth.js';
import type { WebContext } from '../context.js';
import { htmlDocument, Masthead, Page } from './layout.js';

interface LoginProps {
  readonly org: string;
  /** From a one-time link; filled in unseen, so that one press logs in. */
  readonly token: string | null;
  readonly failed: boolean;
}

const Login = ({ org, token, failed }: LoginProps) => (
  <Page title={`登录 · ${org}普法日历`} styles={['column']}>
    <Masthead org={org} title="登录" />
    <main id="main" class="narrow">
      {failed && (
        <p class="notice error" role="alert">
          登录链接或令牌不对，或者已经用过。请在服务器上运行 <code>npx pufa admin-link</code> 取一个新的链接。
        </p>
      )}
      <form method="post" action="/login">
        {token === null ? (
          <>
            <label class="field">
              <span>管理令牌</span>
              <input type="password" name="token" required autocomplete="current-password" />
            </label>
            <p class="hint">
              没有令牌？在装着程序的电脑上运行 <code>npx pufa admin-link</code>，打开它给出的链接。
            </p>
          </>
        ) : (
          <>
            <p>这是一次有效的登录链接，按一下登录，本机三十天内不用再登录。</p>
            <input type="hidden" name="token" value={token} />
          </>
        )}
        <button class="button primary" type="submit">
          登录
        </button>
      </form>
    </main>
  </Page>
);

/** `/login`. Looking at a one-time link does not use it up: chat programs open links to preview them. */
export function loginRoutes(context: WebContext): Router {
  const org = context.calendars.town.name;
  const page = (token: string | null, failed = false): string =>
    htmlDocument(<Login org={org} token={token} failed={failed} />);
  const router = Router();
  router.get('/login', (request, response) => {
    const token = request.query.token;
    response
      .set('Cache-Control', 'no-store')
      .type('html')
      .send(page(typeof token === 'string' ? token : null));
  });
  router.post('/login', urlencoded({ extended: false, limit: '4kb' }), async (request, response) => {
    const { token } = (request.body ?? {}) as { token?: unknown };
    if (typeof token === 'string' && (await logIn(token.trim(), response, context)))
      response.redirect(303, '/today');
    else response.status(403).set('Cache-Control', 'no-store').type('html').send(page(null, true));
  });
  return router;
}
