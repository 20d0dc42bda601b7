import { createHash } from 'node:crypto';
import { z } from 'zod';
import { idSchema } from '../calendar/index.js';
import { activityIdSchema, instantSchema } from './activity.js';
import { CHANNELS, type ChannelKind } from './contact.js';

export const DELIVERY_STATES = ['claimed', 'sent', 'failed', 'missed', 'acknowledged'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

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
  createHash('sha256')
    .update(JSON.stringify([town, activity, start, rule, contact, channel]))
    .digest('base64url')
    .slice(0, 22);

/** `from` inclusive, `to` exclusive, instants of `dueAt`. */
export interface DeliveryQuery {
  readonly town: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly state?: DeliveryState | undefined;
}

/** Whether a delivery answers a query; instants compare as text, for all bear the town's offset. */
export const matchesDelivery = (query: DeliveryQuery, delivery: Delivery): boolean =>
  delivery.town === query.town &&
  (query.from === undefined || delivery.dueAt >= query.from) &&
  (query.to === undefined || delivery.dueAt < query.to) &&
  (query.state === undefined || delivery.state === query.state);
