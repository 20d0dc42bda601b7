import { SHORTEST } from '../../access/index.js';
import { htmlDocument, Masthead, Page } from '../layout.js';

interface PasswordProps {
  readonly org: string;
  /** Whose password it is. */
  readonly account: { readonly name: string; readonly username: string };
  /** Where the form goes. */
  readonly action: string;
  /** Whether the old one is asked for: it is not of whoever was invited. */
  readonly asksOld: boolean;
  readonly errors?: readonly string[];
}

/** The page on which somebody sets a password, or changes it. */
export const passwordPage = ({ org, account, action, asksOld, errors = [] }: PasswordProps): string => {
  const title = asksOld ? '改密码' : '设密码';
  return htmlDocument(
    <Page title={`${title} · ${org}普法日历`} styles={['column']}>
      <Masthead org={org} title={title} />
      <main id="main" class="narrow">
        {errors.length > 0 && (
          <div class="notice error" role="alert">
            {errors.map((error) => (
              <p key={error}>{error}</p>
            ))}
          </div>
        )}
        <form method="post" action={action}>
          <p>
            {account.name}，您的用户名是 <b>{account.username}</b>。
          </p>
          {/* For the browser's own keeping of passwords. */}
          <input type="hidden" name="username" autocomplete="username" value={account.username} />
          {asksOld && (
            <label class="field">
              <span>原来的密码</span>
              <input type="password" name="oldPassword" required autocomplete="current-password" />
            </label>
          )}
          <label class="field">
            <span>新密码（至少 {SHORTEST} 个字符，可以用一句话）</span>
            <input
              type="password"
              name="newPassword"
              required
              minLength={SHORTEST}
              autocomplete="new-password"
            />
          </label>
          <label class="field">
            <span>再写一遍新密码</span>
            <input type="password" name="again" required autocomplete="new-password" />
          </label>
          <button class="button primary" type="submit">
            保存
          </button>
        </form>
        {asksOld && <p class="hint">改了以后，您在别的手机和电脑上要重新登录。</p>}
      </main>
    </Page>,
  );
};
