import { SHORTEST } from '../../access/index.js';
import type { Town } from '../../../town/index.js';
import { htmlDocument, Masthead, Page } from '../layout.js';
import { StaffPage, type Staff } from '../staffNav/index.js';

interface PasswordProps {
  readonly town: Pick<Town, 'id' | 'name'>;
  /** Who is logged in; null for whoever was invited. */
  readonly staff: Staff | null;
  /** Whose password it is. */
  readonly account: { readonly name: string; readonly username: string };
  /** Where the form goes. */
  readonly action: string;
  readonly errors?: readonly string[];
}

/** The page on which somebody sets a password, or changes it. */
export const passwordPage = ({ town, staff, account, action, errors = [] }: PasswordProps): string => {
  // Whoever was invited has no old one to be asked for.
  const asksOld = staff !== null;
  const title = asksOld ? '改密码' : '设密码';
  const main = (
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
  );
  return htmlDocument(
    staff === null ? (
      <Page title={`${title} · ${town.name}普法日历`} styles={['column']}>
        <Masthead org={town.name} title={title} />
        {main}
      </Page>
    ) : (
      <StaffPage staff={staff} town={town} current={null} title={title} styles={['column']}>
        {main}
      </StaffPage>
    ),
  );
};
