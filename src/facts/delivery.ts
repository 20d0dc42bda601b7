import { hash } from 'node:crypto';
import { z } from 'zod';
import { idSchema } from '../calendar/index.js';
import { ACTIVITY_STATUSES, activityIdSchema, instantSchema, type Activity } from './activity.js';
import { CHANNELS, type ChannelKind } from './contact.js';

export const DELIVERY_STATES = ['claimed', 'sent', 'failed', 'missed', 'acknowledged'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** What somebody was told of an activity: what a later change is held against. */
const toldSchema = z.strictObject({
  sequence: z.int(),
  start: z.string(),
  end: z.string(),
  place: z.string(),
  status: z.enum(ACTIVITY_STATUSES),
});

export type Told = Readonly<z.infer<typeof toldSchema>>;

/** What somebody is told who is told of an activity as it stands. */
export const toldOf = ({ sequence, start, end, place, status }: Activity): Told => ({
  sequence,
  start,
  end,
  place,
  status,
});

/** The fact that one reminder went, or did not, to one contact by one channel (提醒记录). */
export const deliverySchema = z.strictObject({
  id: z.string(),
  town: idSchema,
  activity: activityIdSchema,
  /** The activity's start when this fell due; a moved activity is reminded anew. */
  start: z.string(),
  rule: idSchema,
  contact: z.string(),
  channel: z.enum(CHANNELS),
  dueAt: instantSchema,
  state: z.enum(DELIVERY_STATES),
  attempts: z.array(z.strictObject({ at: instantSchema, result: z.string() })),
  /** A crash left it open, so it was tried again: the other side may have it twice. */
  maybeDouble: z.boolean(),
  /** What the contact was told by it, or may have been where a claim was left open; null: surely nothing. */
  told: toldSchema.nullable().default(null),
  /** Who is sending it, since when; null: nobody. */
  claim: z.strictObject({ owner: z.string(), at: instantSchema }).nullable().default(null),
  /** Not sent again before; null: at once. */
  retryAt: instantSchema.nullable().default(null),
  /**
   * Why nothing went, where that may mend: `withdrawn`, for the activity no longer stood so, or the hash of an address
   * with the name of the process for which it was wrong, or its channel not set up. It goes again when the activity stands so
   * once more, the address is another, or the program was started anew, perhaps with other settings. Null: it does not.
   */
  halted: z.string().nullable().default(null),
});

export type Delivery = Readonly<z.infer<typeof deliverySchema>>;

/** What makes two reminders the same one. */
export interface DeliveryKey {
  readonly town: string;
  readonly activity: string;
  readonly start: string;
  readonly rule: string;
  readonly contact: string;
  readonly channel: ChannelKind;
}

/** One id a key, so that no store can hold the same reminder twice. */
export const deliveryIdOf = ({ town, activity, start, rule, contact, channel }: DeliveryKey): string =>
  hash('sha256', JSON.stringify([town, activity, start, rule, contact, channel]), 'base64url').slice(0, 22);

/** How far a delivery has come, in one text: while it is the same, nobody has been at it. */
export const stageOf = ({ state, attempts, claim }: Delivery): string =>
  `${state} ${attempts.length}${claim === null ? '' : ` ${claim.owner} ${claim.at}`}`;

/** A delivery to be stored where the one that stands is as far as the one that was seen; none seen: where there is none. */
export interface Swap {
  readonly seen: Delivery | undefined;
  readonly put: Delivery;
}

/** `from` inclusive, `to` exclusive, instants of `dueAt`. */
export interface DeliveryQuery {
  readonly town: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly state?: DeliveryState | undefined;
  readonly activity?: string | undefined;
  /** About any of these. */
  readonly activities?: ReadonlySet<string> | undefined;
  readonly rule?: string | undefined;
  readonly contact?: string | undefined;
  readonly channel?: ChannelKind | undefined;
}

/** Whether a delivery answers a query; instants compare as text, for all bear the town's offset. */
export const matchesDelivery = (query: DeliveryQuery, delivery: Delivery): boolean =>
  delivery.town === query.town &&
  (query.from === undefined || delivery.dueAt >= query.from) &&
  (query.to === undefined || delivery.dueAt < query.to) &&
  (query.state === undefined || delivery.state === query.state) &&
  (query.activity === undefined || delivery.activity === query.activity) &&
  (query.activities === undefined || query.activities.has(delivery.activity)) &&
  (query.rule === undefined || delivery.rule === query.rule) &&
  (query.contact === undefined || delivery.contact === query.contact) &&
  (query.channel === undefined || delivery.channel === query.channel);
