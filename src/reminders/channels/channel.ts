import type { ChannelKind, Delivery } from '../../facts/index.js';

/** What a channel is given to pass on. */
export interface OutgoingMessage {
  readonly delivery: Delivery;
  readonly text: string;
}

/** How it went; `result` is kept with the delivery and holds no secret and no name. */
export interface Outcome {
  readonly state: 'sent' | 'failed';
  readonly result: string;
}

/** A way for reminders to go by themselves. One file each; register it in `channels/index.ts`. */
export interface Channel {
  readonly kind: ChannelKind;
  send(message: OutgoingMessage): Promise<Outcome>;
}
