import { ACCOUNT_ROLES, type Account } from '../../../../facts/index.js';
import type { Town } from '../../../../town/index.js';
import { COUNTY_ROLES, INVITATION_HOURS } from '../../../access/index.js';
import type { Words } from '../../../words/index.js';
import { htmlDocument } from '../../layout.js';
import { Said } from '../../said.js';
import {
  Check,
  FaultSummary,
  History,
  Input,
  Meanwhile,
  namedOptions,
  Select,
  EditingPage,
  type FieldFault,
  type Filled,
  type Happened,
  type Place,
} from '../../editing/index.js';
import { Did, Sure } from '../parts.js';

/** An account as the API shows it. */
export type ShownAccount = Omit<Account, 'password' | 'invitation'> & {
  readonly passwordSetAt: string | null;
  readonly invitedUntil: string | null;
};

/** What each role may do: a county's people do it in every town. */
const rolesIn = (t: Words, town: Town): Readonly<Record<Account['role'], string>> =>
  isCounty(town) ? { ...t.people.accounts.roles, ...t.county.roles } : t.people.accounts.roles;

/** Whether it is a county, which has no village itself. */
const isCounty = ({ villages }: Pick<Town, 'villages'>): boolean => villages.length === 0;

/** A role, and whose, in words. */
export function roleText(
  t: Words,
  town: Town,
  { role, village, department }: Pick<Account, 'role' | 'village' | 'department'>,
): string {
  const found = town.villages.find(({ id }) => id === village);
  const whose = found ? t.names.village(found) : town.departments.find(({ id }) => id === department)?.name;
  const [name = ''] = rolesIn(t, town)[role].split(/[：:]/);
  return whose === undefined ? name : name + t.frame.aside(whose);
}

function useText(t: Words, { lastLoginAt, disabled, passwordSetAt, invitedUntil }: ShownAccount): string {
  const { off, never, lastLogin, noPassword, invited } = t.people.accounts;
  return [
    ...(disabled ? [off] : []),
    ...(passwordSetAt === null ? [noPassword] : []),
    ...(passwordSetAt === null && invitedUntil !== null
      ? [invited(t.dates.instantWithYear(invitedUntil))]
      : []),
    lastLoginAt === null ? never : lastLogin(t.dates.instantWithYear(lastLoginAt)),
  ].join(t.planning.comma);
}

interface RoleFieldsProps {
  readonly t: Words;
  readonly town: Town;
  readonly form: Filled;
}

/** Which role, and whose. */
export const RoleFields = ({ t, town, form }: RoleFieldsProps) => {
  const { fields } = t.people.accounts;
  const roles = rolesIn(t, town);
  const { nobody } = t.activities;
  const common = { t, form };
  const offered = isCounty(town) ? COUNTY_ROLES : ACCOUNT_ROLES;
  return (
    <>
      <Select
        {...common}
        name="role"
        label={fields.role}
        options={offered.map((value) => ({ value, text: roles[value] }))}
      />
      {!isCounty(town) && (
        <>
          <Select
            {...common}
            name="village"
            label={fields.village}
            options={town.villages.map((village) => ({ value: village.id, text: t.names.village(village) }))}
            none={nobody}
          />
          <Select
            {...common}
            name="department"
            label={fields.department}
            options={namedOptions(t, town.departments)}
            none={nobody}
          />
        </>
      )}
    </>
  );
};

interface ListProps {
  readonly place: Place;
  readonly accounts: readonly ShownAccount[];
  readonly history: readonly Happened[];
  readonly did: string | null;
}

/** Who may log in. */
export const accountsPage = ({ place, accounts, history, did }: ListProps): string => {
  const { t, town } = place;
  const { title, lead, add, none, ownPassword } = t.people.accounts;
  return htmlDocument(
    <EditingPage place={place} title={title} current="accounts">
      <Did text={did} />
      <p class="hint">{lead}</p>
      <p class="lead-act">
        <a class="button primary" href="/settings/accounts/new">
          {add}
        </a>{' '}
        <a href="/login/password">{ownPassword}</a>
      </p>
      {accounts.length === 0 ? (
        <p class="notice">{none}</p>
      ) : (
        <ul class="rows">
          {accounts.map((account) => (
            <li key={account.id}>
              <span class="row-name">
                <a href={`/settings/accounts/${account.id}`}>
                  <Said t={t} zh={account.name} />
                </a>{' '}
                <span class="soft">{account.username}</span>
              </span>
              <span>{roleText(t, town, account)}</span>
              <span class="soft">{useText(t, account)}</span>
            </li>
          ))}
        </ul>
      )}
      <History t={t} items={history} undo={null} />
    </EditingPage>,
  );
};

interface PageProps {
  readonly place: Place;
  /** Null: a new one. */
  readonly account: ShownAccount | null;
  readonly form: Filled;
  readonly faults: readonly FieldFault[];
  readonly meanwhile: readonly Happened[];
  readonly history: readonly Happened[];
  readonly did: string | null;
}

/** One account, or the form of a new one. */
export const accountPage = ({ place, account, form, faults, meanwhile, history, did }: PageProps): string => {
  const { t, town } = place;
  const { add, title, fields, usernameHint, invite, inviteText, removeText } = t.people.accounts;
  const path = `/settings/accounts/${account?.id ?? 'new'}`;
  const common = { t, form };
  return htmlDocument(
    <EditingPage
      place={place}
      title={account?.name ?? add}
      heading={account ? <Said t={t} zh={account.name} /> : add}
      current="accounts"
    >
      <Did text={did} />
      <Meanwhile t={t} items={meanwhile} />
      <FaultSummary t={t} faults={[...faults, ...form.faults]} labels={fields} />
      {account && <p class="hint">{useText(t, account)}</p>}
      <form class="sheet" method="post" action={path}>
        {account && <input type="hidden" name="revision" value={account.revision} />}
        <div class="grid">
          <Input {...common} name="name" label={fields.name} required />
          <Input {...common} name="username" label={fields.username} hint={usernameHint} required />
          <RoleFields t={t} town={town} form={form} />
        </div>
        {account && <Check {...common} name="disabled" label={fields.disabled} />}
        <div class="buttons">
          <button class="button primary" type="submit">
            {t.editing.save}
          </button>
        </div>
      </form>
      {account && (
        <>
          <Sure
            title={invite}
            text={inviteText(INVITATION_HOURS)}
            button={invite}
            action={`${path}/invite`}
          />
          <Sure
            title={t.people.removeTitle}
            text={removeText}
            button={t.people.removeSure}
            action={`${path}/remove`}
            revision={account.revision}
          />
          <History t={t} items={history} undo={null} />
        </>
      )}
      <p>
        <a href="/settings/accounts">‹ {title}</a>
      </p>
    </EditingPage>,
  );
};
