import { IDLE_DAYS, SESSION_DAYS } from '../../access/index.js';
import type { Words } from '../../words/index.js';
import { htmlDocument, Masthead, Page } from '../layout.js';

interface LoginProps {
  readonly t: Words;
  readonly otherLanguage: string;
  readonly org: string;
  /** Whose administrator to ask. */
  readonly isCounty: boolean;
  /** Makes a one-time link here. */
  readonly command: string;
  /** From a one-time link; filled in unseen, so that one press logs in. */
  readonly token?: string | null;
  /** What went wrong before. */
  readonly error?: string | null;
  /** What was typed before. */
  readonly username?: string;
}

const ByLink = ({ t, token }: { t: Words; token: string }) => (
  <form method="post" action="/login">
    <p>{t.entering.byLink(SESSION_DAYS, IDLE_DAYS)}</p>
    <input type="hidden" name="token" value={token} />
    <button class="button primary" type="submit">
      {t.entering.logIn}
    </button>
  </form>
);

const ByPassword = ({ t, username }: { t: Words; username: string }) => (
  <form method="post" action="/login">
    <label class="field">
      <span>{t.entering.username}</span>
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
      <span>{t.entering.password}</span>
      <input type="password" name="password" required autocomplete="current-password" />
    </label>
    <button class="button primary" type="submit">
      {t.entering.logIn}
    </button>
  </form>
);

const OtherWays = ({
  t: { entering },
  isCounty,
  command,
}: Pick<LoginProps, 't' | 'isCounty' | 'command'>) => {
  const [run, open] = entering.adminHint;
  return (
    <>
      <section aria-labelledby="forgotten">
        <h2 id="forgotten">{entering.forgotten}</h2>
        <p>{entering.forgottenText(isCounty)}</p>
      </section>
      <details>
        <summary>{entering.admin}</summary>
        <p class="hint">
          {run}
          <code>{command}</code>
          {open}
        </p>
        <form method="post" action="/login">
          <label class="field">
            <span>{entering.token}</span>
            <input type="password" name="token" required autocomplete="off" />
          </label>
          <button class="button" type="submit">
            {entering.byToken}
          </button>
        </form>
      </details>
    </>
  );
};

/** The login page. */
export const loginPage = (props: LoginProps): string => {
  const { t, otherLanguage, org, isCounty, command, token = null, error = null, username = '' } = props;
  return htmlDocument(
    <Page
      t={t}
      otherLanguage={otherLanguage}
      home
      title={t.frame.titled(t.entering.logIn, org)}
      styles={['column']}
    >
      <Masthead org={org} title={t.entering.logIn} />
      <main id="main" class="narrow">
        {error !== null && (
          <p class="notice error" role="alert">
            {error}
          </p>
        )}
        {token === null ? <ByPassword t={t} username={username} /> : <ByLink t={t} token={token} />}
        {token === null && <OtherWays t={t} isCounty={isCounty} command={command} />}
      </main>
    </Page>,
  );
};
