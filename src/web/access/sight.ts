import type { Account, Activity, BlackoutFact, Contact } from '../../facts/index.js';
import type { Principal } from './principal.js';

/** Whether an activity is in a principal's sight: a village sees its own and the town's, a department what it takes part in. */
export function seesActivity(
  { role, village, department }: Principal,
  activity: Pick<Activity, 'village' | 'lead' | 'partners'>,
): boolean {
  if (role === 'village') return activity.village === null || activity.village === village;
  if (role === 'department')
    return department !== null && (activity.lead === department || activity.partners.includes(department));
  return true;
}

/** Whether what is kept of each village is in a principal's sight: a village sees its own row of such a table. */
export const seesVillage = ({ role, village: own }: Principal, village: string): boolean =>
  role !== 'village' || village === own;

/** Whether an account's name is in a principal's sight: who works for the town is known to all, others to their own. */
export const seesAccount = (
  who: Principal,
  { role, village, department }: Pick<Account, 'role' | 'village' | 'department'>,
): boolean =>
  role === 'admin' || role === 'office' || (role !== 'reader' && seesContact(who, { village, department }));

/** Whether a contact is in a principal's sight: telephone numbers are for the office and for whose own people they are. */
export function seesContact(
  { role, village, department }: Principal,
  contact: Pick<Contact, 'village' | 'department'>,
): boolean {
  if (role === 'admin' || role === 'office') return true;
  if (role === 'village') return village !== null && contact.village === village;
  if (role === 'department') return department !== null && contact.department === department;
  return false;
}

/**
 * Whether what was or will be sent to somebody is in a principal's sight, by the contact's id or the stand-in's
 * (`village:…`): that another village has a contact is already more than a village may know.
 */
export function seesRecipient(
  who: Principal,
  contacts: readonly Pick<Contact, 'id' | 'village' | 'department'>[],
): (contact: string) => boolean {
  if (who.role === 'admin' || who.role === 'office') return () => true;
  const own = new Set(contacts.filter((contact) => seesContact(who, contact)).map(({ id }) => id));
  if (who.role === 'village' && who.village !== null) own.add(`village:${who.village}`);
  return (contact) => own.has(contact);
}

/** Whether a blackout is in a principal's sight: a village sees the town's and its own. */
export const seesBlackout = (
  { role, village }: Principal,
  { villages }: Pick<BlackoutFact, 'villages'>,
): boolean => role !== 'village' || villages === null || (village !== null && villages.includes(village));
