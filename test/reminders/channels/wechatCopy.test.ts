import { describe, expect, it } from '@jest/globals';
import { CHANNELS, DELIVERY_STATES, deliverySchema } from '../../../src/facts/index.js';
import { waitsForHand } from '../../../src/reminders/index.js';

const delivery = deliverySchema.parse({
  id: 'd1',
  town: 'gangmen',
  activity: 'a1',
  start: '2026-12-04',
  rule: 'week-before',
  contact: 'village:huohu',
  channel: 'wechat-copy',
  dueAt: '2026-11-27T08:30:00+08:00',
  state: 'claimed',
  attempts: [],
  maybeDouble: false,
});

describe('what is passed on by hand', () => {
  it('waits for somebody from its claim until it is passed on, and nothing else does', () => {
    const waiting = CHANNELS.flatMap((channel) =>
      DELIVERY_STATES.filter((state) => waitsForHand({ ...delivery, channel, state })).map(
        (state) => `${channel} ${state}`,
      ),
    );
    expect(waiting).toEqual(['wechat-copy claimed']);
  });
});
