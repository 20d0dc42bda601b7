import { IDLE_DAYS, SESSION_DAYS } from '../../access/index.js';
import { htmlDocument, Masthead, Page } from '../layout.js';

interface LoginProps {
  readonly org: string;
  /** Whose admin to ask: 镇里, or 县里. */
  readonly whose: string;
  /** Makes a one-time link here. */
  readonly command: string;
  /** From a one-time link; filled in unseen, so that one press logs in. */
  readonly token?: string | null;
  /** What went wrong before. */
  readonly error?: string | null;
  /** What was typed before. */
  readonly username?: string;
}

const ByLink = ({ token }: { token: string }) => (
  <form method="post" action="/login">
    <p>
      这是一次有效的登录链接，按一下登录；本机 {SESSION_DAYS} 天内不用再登录（{IDLE_DAYS} 天不用除外）。
    </p>
    <input type="hidden" name="token" value={token} />
    <button class="button primary" type="submit">
      登录
    </button>
  </form>
);

const ByPassword = ({ username }: { username: string }) => (
  <form method="post" action="/login">
    <label class="field">
      <span>用户名</span>
      <input
        name="username"
        required
        autocomplete="username"
        autocapitalize="none"
        spellcheck={false}
        value={username}
      />
    </label>
    <label class="field">
      <span>密码</span>
      <input type="password" name="password" required autocomplete="current-password" />
    </label>
    <button class="button primary" type="submit">
      登录
    </button>
  </form>
);

const OtherWays = ({ whose, command }: Pick<LoginProps, 'whose' | 'command'>) => (
  <>
    <section aria-labelledby="forgotten">
      <h2 id="forgotten">忘了密码，或者没有账号</h2>
      <p>请找{whose}的管理员要一个设密码的链接，打开它自己设新密码。管理员看不到您的密码。</p>
    </section>
    <details>
      <summary>管理员：用登录链接或令牌</summary>
      <p class="hint">
        在装着程序的电脑上运行 <code>{command}</code>，打开它给出的链接；或者在这里填管理令牌。
      </p>
      <form method="post" action="/login">
        <label class="field">
          <span>管理令牌</span>
          <input type="password" name="token" required autocomplete="off" />
        </label>
        <button class="button" type="submit">
          用令牌登录
        </button>
      </form>
    </details>
  </>
);

/** The login page. */
export const loginPage = ({
  org,
  whose,
  command,
  token = null,
  error = null,
  username = '',
}: LoginProps): string =>
  htmlDocument(
    <Page title={`登录 · ${org}普法日历`} styles={['column']}>
      <Masthead org={org} title="登录" />
      <main id="main" class="narrow">
        {error !== null && (
          <p class="notice error" role="alert">
            {error}
          </p>
        )}
        {token === null ? <ByPassword username={username} /> : <ByLink token={token} />}
        {token === null && <OtherWays whose={whose} command={command} />}
      </main>
    </Page>,
  );
