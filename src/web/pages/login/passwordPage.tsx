import { SHORTEST } from '../../access/index.js';
import type { Town } from '../../../town/index.js';
import type { Words } from '../../words/index.js';
import { htmlDocument, Masthead, Page } from '../layout.js';
import { StaffPage, type Staff } from '../staffNav/index.js';

interface PasswordProps {
  readonly t: Words;
  /** The same page in the other language. */
  readonly otherLanguage: string;
  /** Whose account it is: the town, or the county. */
  readonly org: string;
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
export const passwordPage = (props: PasswordProps): string => {
  const { t, otherLanguage, org, town, staff, account, action, errors = [] } = props;
  const { entering } = t;
  const [before, after] = entering.yours;
  // Whoever was invited has no old one to be asked for.
  const asksOld = staff !== null;
  const title = asksOld ? entering.change : entering.set;
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
          {account.name}
          {before}
          <b>{account.username}</b>
          {after}
        </p>
        {/* For the browser's own keeping of passwords. */}
        <input type="hidden" name="username" autocomplete="username" value={account.username} />
        {asksOld && (
          <label class="field">
            <span>{entering.old}</span>
            <input type="password" name="oldPassword" required autocomplete="current-password" />
          </label>
        )}
        <label class="field">
          <span>{entering.fresh(SHORTEST)}</span>
          <input
            type="password"
            name="newPassword"
            required
            minLength={SHORTEST}
            autocomplete="new-password"
          />
        </label>
        <label class="field">
          <span>{entering.again}</span>
          <input type="password" name="again" required autocomplete="new-password" />
        </label>
        <button class="button primary" type="submit">
          {entering.save}
        </button>
      </form>
      {asksOld && <p class="hint">{entering.others}</p>}
    </main>
  );
  return htmlDocument(
    staff === null ? (
      <Page t={t} otherLanguage={otherLanguage} title={t.frame.titled(title, org)} styles={['column']}>
        <Masthead org={org} title={title} />
        {main}
      </Page>
    ) : (
      <StaffPage staff={staff} town={town} current={null} title={title} styles={['column']}>
        {main}
      </StaffPage>
    ),
  );
};
