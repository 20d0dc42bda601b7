import type { Account, AccountRole, Session } from '../../facts/index.js';

/** Who asks, and what that lets through. */
export interface Principal {
  /** As the trail names it: `admin`, `account:…`, `token:…`. */
  readonly actor: string;
  readonly role: AccountRole;
  /** Whose own things a `village` sees; null for every other role. */
  readonly village: string | null;
  /** Whose own things a `department` sees; null for every other role. */
  readonly department: string | null;
  /** `read`: an API token that may look and change nothing. */
  readonly scope: 'read' | 'write';
  /** Of the account that asks, or for which a token asks. */
  readonly account?: string;
  /** The id of the stored API token it came by. */
  readonly token?: string;
  /** The browser's session it came by; of a county's people in its towns none, for it is the county's to end. */
  readonly session?: Session;
  /** The county whose people it is one of, in one of its towns. */
  readonly county?: string;
  /** Whether what it is asked in is a county's own, not a town's. */
  readonly atCounty?: boolean;
}

/** What an account, or a token with a role of its own, may do. */
export const principalAs = (
  actor: string,
  { role, village, department }: Pick<Account, 'role' | 'village' | 'department'>,
  rest: Pick<Principal, 'scope' | 'account' | 'token' | 'session'>,
): Principal => ({ actor, role, village, department, ...rest });

/** Whoever holds the token set from outside, or a one-time link. */
export const ADMIN: Principal = {
  actor: 'admin',
  role: 'admin',
  village: null,
  department: null,
  scope: 'write',
};

const EVERYONE = ['admin', 'office', 'department', 'village', 'reader'] as const;
const MEMBERS = ['admin', 'office', 'department', 'village'] as const;
const VILLAGES = ['admin', 'office', 'village'] as const;
const OFFICE = ['admin', 'office'] as const;
const ADMINS = ['admin'] as const;

/** Who may use an operation. What of it they see is a second question, answered by `sight.ts`. */
export const ALLOWED = {
  /** Anybody, logged in or not. */
  public: null,
  everyone: EVERYONE,
  /** All but readers: whoever has work in the town. */
  members: MEMBERS,
  /** The office, and villages of their own. */
  villages: VILLAGES,
  office: OFFICE,
  admins: ADMINS,
} as const satisfies Readonly<Record<string, readonly AccountRole[] | null>>;

export type Allowed = keyof typeof ALLOWED;
