import type { Activity } from '../../../facts/index.js';
import type { Campaign, Town, Village } from '../../../town/index.js';
import { ALLOWED, seesActivity, seesContact, seesRecipient, type Principal } from '../../access/index.js';
import type { Look } from '../../../reminders/index.js';

/** What of the board is whose. */
export interface Scope {
  /** Whether it is the whole town's: the office's. */
  readonly whole: boolean;
  readonly villages: readonly Village[];
  readonly campaigns: readonly Campaign[];
  readonly sees: (activity: Pick<Activity, 'village' | 'lead' | 'partners'>) => boolean;
  /** By a contact's id or a stand-in's. */
  readonly seesRecipient: (contact: string) => boolean;
  /** The number of a contact; null where none is entered, or it is not for these eyes. */
  readonly phoneOf: (contact: string) => string | null;
}

/** A village has its own row, a unit the campaigns it takes part in. */
export function scopeOf(who: Principal, town: Town, { contacts }: Pick<Look, 'contacts'>): Scope {
  const { role, village, department } = who;
  return {
    whole: (ALLOWED.office as readonly string[]).includes(role),
    villages: role === 'village' ? town.villages.filter(({ id }) => id === village) : town.villages,
    campaigns:
      role === 'department'
        ? town.campaigns.filter(
            ({ lead, partners }) => department !== null && [lead, ...partners].includes(department),
          )
        : town.campaigns,
    sees: (activity) => seesActivity(who, activity),
    seesRecipient: seesRecipient(who, contacts),
    phoneOf: (id) => {
      const contact = contacts.find((one) => one.id === id);
      return contact && seesContact(who, contact) ? contact.phone : null;
    },
  };
}
