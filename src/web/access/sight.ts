import type { Activity, Contact } from '../../facts/index.js';
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
