import { DateTime } from 'luxon';
import type { Channel, ChannelAddress, Message, Outcome } from '../../src/reminders/index.js';
import { activity } from './gangmen.js';

/** A reminder as the engine composes it. */
export const message = (given: Partial<Message> = {}): Message => ({
  title: '国家宪法日：召开会议（货湖村）',
  text: '【港门镇普法提醒】国家宪法日：召开会议（货湖村）\n地点：货湖村委会',
  link: 'https://pufa.example.cn/r/abc',
  activities: [activity()],
  ...given,
});

/** Sends it now, or at another instant. */
export const sendBy = (
  channel: Channel,
  address: ChannelAddress,
  given: Partial<Message> = {},
  now: DateTime = DateTime.utc(),
  signal: AbortSignal = new AbortController().signal,
): Promise<Outcome> => channel.send(address, message(given), { now, signal });
