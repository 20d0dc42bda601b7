import type { DateTime } from 'luxon';
import type { Activity, ChannelKind, Contact } from '../../facts/index.js';

/** What one contact is told in one message; several reminders of one minute are one message. */
export interface Message {
  /** A line: the subject of a mail, the title of a card. */
  readonly title: string;
  /** Plain text, lines by \n, without the links. */
  readonly text: string;
  /** Where the contact answers; last line of what is sent, never cut. Null: no page for it. */
  readonly link: string | null;
  /** The activities it is about, as they stand now (mail attaches them as .ics). */
  readonly activities: readonly Activity[];
}

/** How sending ended. Retry: later again (`afterMs` at the earliest, the channel's own pace otherwise); permanent: never again; configuration: never until somebody mends the address or key. `result` is a few Chinese words, never a secret. */
export type Outcome =
  | { readonly outcome: 'sent'; readonly result: string }
  | {
      readonly outcome: 'retry';
      readonly result: string;
      readonly afterMs?: number;
      /** The connection ended before the answer, so the message may be there already: tried once more, and marked. */
      readonly mayHaveGone?: true;
    }
  | { readonly outcome: 'permanent'; readonly result: string }
  | { readonly outcome: 'configuration'; readonly result: string };

/** A contact's way of being reached: an entry of its `channels`. */
export type ChannelAddress = Contact['channels'][number];

export interface Channel {
  readonly kind: ChannelKind;
  /** How many messages one address may get: `count` in any `ms`. Empty: no limit. The engine keeps it. */
  readonly budgets: readonly { readonly count: number; readonly ms: number }[];
  /** What shares a budget: the robot's address. */
  budgetKey(address: ChannelAddress): string;
  send(
    address: ChannelAddress,
    message: Message,
    context: { readonly now: DateTime; readonly signal: AbortSignal },
  ): Promise<Outcome>;
}
