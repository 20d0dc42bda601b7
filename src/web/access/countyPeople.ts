import type { AccountRole } from '../../facts/index.js';
import type { AccessContext } from '../context.js';
import { ADMIN, principalAs, type Principal } from './principal.js';
import { sessionIn } from './sessions.js';

/** What a county's people may be in its towns: never a town's village or unit. */
export const COUNTY_ROLES = ['admin', 'office', 'reader'] as const satisfies readonly AccountRole[];

/**
 * Whom a county's session lets into one of its towns: an account in its role, whoever came by a one-time link or the
 * outside token as admin. Null for nobody.
 *
 * The trail of the town names the county and the account's id; the account itself is nothing in the town.
 */
export async function principalOfCounty(
  header: string | undefined,
  county: AccessContext,
): Promise<Principal | null> {
  const found = await sessionIn(header, county);
  if (!found) return null;
  const { id } = county.calendars.town;
  const { account } = found;
  if (account === null) return { ...ADMIN, actor: `county:${id}`, county: id };
  if (!(COUNTY_ROLES as readonly string[]).includes(account.role)) return null;
  return { ...principalAs(`county:${id}:${account.id}`, account, { scope: 'write' }), county: id };
}
