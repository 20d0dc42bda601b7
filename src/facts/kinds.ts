import {
  apiTokenSchema,
  apiTokenUseSchema,
  sessionKeySchema,
  sessionSchema,
  tokenInTrail,
  type ApiToken,
  type ApiTokenUse,
  type Session,
  type SessionKey,
} from './access.js';
import { accountInTrail, accountSchema, type Account } from './account.js';
import { acknowledgementSchema, type Acknowledgement } from './acknowledgement.js';
import { activitySchema, matchesActivity, type Activity, type ActivityQuery } from './activity.js';
import { blackoutSchema, type BlackoutFact } from './blackout.js';
import { contactSchema, type Contact } from './contact.js';
import { contactLinkSchema, linkKeySchema, type ContactLink, type LinkKey } from './contactLink.js';
import { deliverySchema, matchesDelivery, type Delivery, type DeliveryQuery } from './delivery.js';
import { planContentSchema, planSchema, type Plan, type PlanContent } from './plan.js';
import {
  feedEditionSchema,
  feedTokenSchema,
  feedTokenUseSchema,
  type FeedEdition,
  type FeedToken,
  type FeedTokenUse,
} from './feedToken.js';
import { keyDateNoticeSchema, type KeyDateNotice } from './keyDateNotice.js';
import { lawGuideSchema, maskedLawGuide, type LawGuide } from './lawGuide.js';
import { idempotencyKeySchema, type IdempotencyKey } from './idempotency.js';
import { importSchema, type Import } from './import.js';
import { maskedContact } from './maskedContact.js';
import { recordSchema, type ActivityRecord } from './record.js';
import { tickSchema, type Tick } from './tick.js';
import { matchesTrail, trailEntrySchema, type TrailEntry, type TrailQuery } from './trail.js';

/** All of a town. */
export interface TownQuery {
  readonly town: string;
}

interface Kinds {
  acknowledgements: { fact: Acknowledgement; query: TownQuery };
  activities: { fact: Activity; query: ActivityQuery };
  contacts: { fact: Contact; query: TownQuery };
  contactLinks: { fact: ContactLink; query: TownQuery };
  deliveries: { fact: Delivery; query: DeliveryQuery };
  feedEditions: { fact: FeedEdition; query: TownQuery };
  feedTokens: { fact: FeedToken; query: TownQuery };
  feedTokenUses: { fact: FeedTokenUse; query: TownQuery };
  plans: { fact: Plan; query: TownQuery };
  planContents: { fact: PlanContent; query: TownQuery };
  blackouts: { fact: BlackoutFact; query: TownQuery };
  lawGuides: { fact: LawGuide; query: TownQuery };
  notices: { fact: KeyDateNotice; query: TownQuery };
  idempotencyKeys: { fact: IdempotencyKey; query: TownQuery };
  imports: { fact: Import; query: TownQuery };
  linkKeys: { fact: LinkKey; query: TownQuery };
  records: { fact: ActivityRecord; query: TownQuery };
  accounts: { fact: Account; query: TownQuery };
  sessions: { fact: Session; query: TownQuery };
  sessionKeys: { fact: SessionKey; query: TownQuery };
  apiTokens: { fact: ApiToken; query: TownQuery };
  apiTokenUses: { fact: ApiTokenUse; query: TownQuery };
  ticks: { fact: Tick; query: TownQuery };
  trail: { fact: TrailEntry; query: TrailQuery };
}

export type Kind = keyof Kinds;
export type FactOf<K extends Kind> = Kinds[K]['fact'];
export type QueryOf<K extends Kind> = Kinds[K]['query'];

const ofTown = (query: TownQuery, fact: { readonly town: string }): boolean => fact.town === query.town;

/** Every kind of fact: its schema, what its query means, and whether each change goes into the trail, and as what. */
export const KINDS = {
  acknowledgements: { schema: acknowledgementSchema, matches: ofTown, audited: true },
  activities: { schema: activitySchema, matches: matchesActivity, audited: true },
  // The keys of robots stay out of the trail.
  contacts: { schema: contactSchema, matches: ofTown, audited: true, inTrail: maskedContact },
  contactLinks: { schema: contactLinkSchema, matches: ofTown, audited: true },
  // A delivery is itself the record of what was done; a second one would say the same.
  deliveries: { schema: deliverySchema, matches: matchesDelivery, audited: false },
  // Found out by looking at the data files, done by nobody.
  feedEditions: { schema: feedEditionSchema, matches: ofTown, audited: false },
  // A revocation is a change, not a removal, so that the hash never stands in the trail.
  feedTokens: { schema: feedTokenSchema, matches: ofTown, audited: true },
  feedTokenUses: { schema: feedTokenUseSchema, matches: ofTown, audited: false },
  plans: { schema: planSchema, matches: ofTown, audited: true },
  // Hundreds of tasks, which the trail of the activities tells of once they are released.
  planContents: { schema: planContentSchema, matches: ofTown, audited: false },
  blackouts: { schema: blackoutSchema, matches: ofTown, audited: true },
  // Whose name it is stays out of the trail.
  lawGuides: { schema: lawGuideSchema, matches: ofTown, audited: true, inTrail: maskedLawGuide },
  notices: { schema: keyDateNoticeSchema, matches: ofTown, audited: true },
  // What the keys were sent for has its own trail.
  idempotencyKeys: { schema: idempotencyKeySchema, matches: ofTown, audited: false },
  // Telephone numbers, kept a day; what is brought in has its own trail.
  imports: { schema: importSchema, matches: ofTown, audited: false },
  linkKeys: { schema: linkKeySchema, matches: ofTown, audited: false },
  records: { schema: recordSchema, matches: ofTown, audited: true },
  // Hashes of secrets stay out of the trail. A login shows in it as the account's.
  accounts: { schema: accountSchema, matches: ofTown, audited: true, inTrail: accountInTrail },
  sessions: { schema: sessionSchema, matches: ofTown, audited: false },
  sessionKeys: { schema: sessionKeySchema, matches: ofTown, audited: false },
  apiTokens: { schema: apiTokenSchema, matches: ofTown, audited: true, inTrail: tokenInTrail },
  apiTokenUses: { schema: apiTokenUseSchema, matches: ofTown, audited: false },
  ticks: { schema: tickSchema, matches: ofTown, audited: true },
  trail: { schema: trailEntrySchema, matches: matchesTrail, audited: false },
} as const;

export const KIND_NAMES = Object.keys(KINDS) as Kind[];
