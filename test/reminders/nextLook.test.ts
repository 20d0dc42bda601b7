import { describe, expect, it } from '@jest/globals';
import { toldOf, type Delivery } from '../../src/facts/index.js';
import { nextLookAt, workOf } from '../../src/reminders/index.js';
import { cadre, office } from '../support/contacts.js';
import { activity, gangmen } from '../support/gangmen.js';
import { setting } from '../support/reminding.js';
import { delivered, lookWith } from '../support/lookWith.js';

const sender = { owner: 'me', inFlight: new Set<string>(), gone: () => Promise.resolve(new Set<string>()) };

/** When the town wants another look, without its offset; null: not within the day. */
async function next(at: string, given: Parameters<typeof lookWith>[1] = {}): Promise<string | null> {
  const look = await lookWith(at, given);
  return nextLookAt(look, await workOf(look, sender))?.slice(0, 19) ?? null;
}
const contacts = [cadre(), office()];
const claimed = (given: Partial<Delivery> = {}): Delivery =>
  delivered({ state: 'claimed', attempts: [], told: null, ...given });

describe('the next look at a town in which nothing is to be done', () => {
  it('is when a rule falls due, if that is today or tomorrow', async () => {
    expect(await next('2026-11-25T10:00', { contacts })).toBeNull();
    expect(await next('2026-11-26T10:00', { contacts })).toBe('2026-11-27T08:30:00');
    expect(await next('2026-11-27T08:29', { contacts })).toBe('2026-11-27T08:30:00');
    expect(await next('2026-11-26T10:00', { contacts, of: activity({ status: 'cancelled' }) })).toBeNull();
    const deliveries = ['week-before', 'day-before', 'same-day'].map((rule) => delivered({ rule }));
    // Its record is asked for on the next morning.
    expect(await next('2026-12-04T12:00', { contacts, deliveries })).toBe('2026-12-05T09:00:00');
  });

  it('is now when this minute has something to do, or somebody is sending', async () => {
    expect(await next('2026-11-27T08:30', { contacts })).toBe('2026-11-27T08:30:00');
    // Put on the sheet, or noted as missed.
    expect(await next('2026-11-27T08:30')).toBe('2026-11-27T08:30:00');
    expect(await next('2026-12-01T10:00', { contacts })).toBe('2026-12-01T10:00:00');
    const claim = { owner: 'you', at: '2026-11-27T08:30:30+08:00' };
    expect(await next('2026-11-27T08:31', { contacts, deliveries: [claimed({ claim })] })).toBe(
      '2026-11-27T08:31:00',
    );
  });

  it('is when four working hours of silence have passed, unless somebody has answered', async () => {
    const deliveries = [delivered()];
    expect(await next('2026-11-27T08:31', { contacts, deliveries })).toBe('2026-11-27T15:00:00');
    const answers = [{ contact: 'c1', answer: 'received' as const, reason: null }];
    expect(await next('2026-11-27T08:31', { contacts, deliveries, answers })).toBeNull();
  });

  it('is when what failed is tried again', async () => {
    const attempts = [{ at: '2026-11-27T08:30:00+08:00', result: '忙' }];
    const deliveries = [claimed({ attempts, retryAt: '2026-11-27T08:33:20+08:00' })];
    expect(await next('2026-11-27T08:31', { contacts, deliveries })).toBe('2026-11-27T08:33:20');
  });

  it('is a minute after the last in which what is on the sheet may be passed on', async () => {
    const deliveries = [claimed({ contact: 'village:huohu', channel: 'wechat-copy' })];
    expect(await next('2026-11-27T08:31', { deliveries })).toBe('2026-11-30T08:31:00');
  });
});

describe('what is held', () => {
  const within = { town: { ...setting.town, rules: [] }, holidays: gangmen.holidays };
  const told = {
    ...toldOf(activity()),
    start: '2026-12-03T09:00:00+08:00',
    end: '2026-12-03T11:30:00+08:00',
  };

  it('by the quiet hours is looked at when they end, by the day’s own', async () => {
    const given = { contacts, within, of: activity({ sequence: 1 }), deliveries: [delivered({ told })] };
    expect(await next('2026-12-02T22:00', given)).toBe('2026-12-03T07:00:00');
    expect(await next('2026-12-02T06:00', given)).toBe('2026-12-02T07:00:00');
    const later = {
      ...given,
      of: activity({ sequence: 1, start: '2026-12-07T09:00:00+08:00', end: '2026-12-07T11:30:00+08:00' }),
    };
    expect(await next('2026-12-04T22:00', later)).toBe('2026-12-05T07:30:00');
  });

  it('until working hours is looked at when they begin', async () => {
    // A Friday evening.
    expect(await next('2026-11-27T19:00', { contacts, deliveries: [delivered()] })).toBe(
      '2026-11-30T08:30:00',
    );
  });

  it('because the office has had its digest is looked at the next morning', async () => {
    const digest = delivered({
      activity: 'another',
      rule: 'missed-week-before',
      contact: 'office-1',
      attempts: [{ at: '2026-12-01T08:31:00+08:00', result: 'ok' }],
    });
    const missed = delivered({ state: 'missed', attempts: [], told: null });
    expect(await next('2026-12-01T10:00', { contacts, within: setting, deliveries: [digest, missed] })).toBe(
      '2026-12-02T07:00:00',
    );
  });
});

describe('a change that stands on the sheet', () => {
  const within = { town: { ...setting.town, rules: [] }, holidays: gangmen.holidays };
  const byHand = { contact: 'village:huohu', channel: 'wechat-copy' } as const;

  it('is looked at when what it is of begins, is over, or was to be over', async () => {
    const told = {
      ...toldOf(activity()),
      start: '2026-12-03T09:00:00+08:00',
      end: '2026-12-03T11:30:00+08:00',
    };
    const deliveries = [claimed({ ...byHand, rule: 'change-1' }), delivered({ ...byHand, told })];
    const given = { of: activity({ sequence: 1 }), within, deliveries };
    expect(await next('2026-12-03T10:00', given)).toBe('2026-12-03T11:30:00');
    expect(await next('2026-12-04T08:00', given)).toBe('2026-12-04T09:00:00');
    expect(await next('2026-12-04T10:00', given)).toBe('2026-12-04T11:30:00');
  });

  it('of whole days is looked at when its first begins, and when its last is over', async () => {
    const told = { ...toldOf(activity()), start: '2026-12-03', end: '2026-12-03' };
    const of = activity({ sequence: 1, allDay: true, start: '2026-12-04', end: '2026-12-05' });
    const deliveries = [
      claimed({ ...byHand, start: '2026-12-04', rule: 'change-1' }),
      delivered({ ...byHand, start: '2026-12-03', told }),
    ];
    expect(await next('2026-12-03T10:00', { of, within, deliveries })).toBe('2026-12-04T00:00:00');
    expect(await next('2026-12-04T10:00', { of, within, deliveries })).toBe('2026-12-06T00:00:00');
  });
});
