import { describe, expect, it } from '@jest/globals';
import { toldOf, type Delivery } from '../../src/facts/index.js';
import { workOf, type Sender, type Work } from '../../src/reminders/index.js';
import { cadre, office } from '../support/contacts.js';
import { activity } from '../support/gangmen.js';
import { delivered, lookWith } from '../support/lookWith.js';

const DUE = '2026-11-27T08:30:00+08:00';
const contacts = [cadre(), office()];
const sender = (gone: readonly string[] = []): Sender => ({
  owner: 'me',
  inFlight: new Set<string>(),
  gone: (owners) => Promise.resolve(new Set(owners.filter((owner) => gone.includes(owner)))),
});
const claimed = (given: Partial<Delivery> = {}): Delivery =>
  delivered({ state: 'claimed', attempts: [], told: null, ...given });

const work = async (
  at: string,
  given: Parameters<typeof lookWith>[1],
  by: Sender = sender(['dead']),
): Promise<Work> => workOf(await lookWith(at, { contacts, ...given }), by);

const lines = (deliveries: readonly Delivery[]): string[] =>
  deliveries.map(
    ({ rule, state, maybeDouble, attempts }) =>
      `${rule} ${state}${maybeDouble ? ' double?' : ''} ${attempts.map(({ result }) => result).join('，')}`,
  );

describe('what a crash left open', () => {
  const open = claimed({ claim: { owner: 'dead', at: DUE } });

  it('goes once more, and says why', async () => {
    const { ready, puts } = await work('2026-11-27T08:31', { deliveries: [open] });
    expect([lines(ready), puts]).toEqual([['week-before claimed double? 发送被中断，重试'], []]);
  });

  it('is given up when it is too late, or no longer stands', async () => {
    const late = await work('2026-12-01T10:00', { deliveries: [open] });
    expect(lines(late.puts)).toContain('week-before missed 发送被中断，已过时限');
    const of = activity({ status: 'cancelled' });
    const { puts } = await work('2026-11-27T08:31', { of, deliveries: [open] });
    expect(lines(puts)).toEqual(['week-before failed 发送被中断；活动或联系人有变，没有再发']);
    expect(puts).toMatchObject([{ claim: null, halted: 'withdrawn' }]);
  });

  it('holds what else is to be said of it to the same contact, as long as somebody is sending it', async () => {
    const told = { ...toldOf(activity()), place: '旧地点' };
    const being = claimed({ rule: 'day-before', claim: { owner: 'you', at: DUE } });
    const given = { of: activity({ sequence: 1 }), deliveries: [delivered({ told }), being] };
    const { ready, held } = await work('2026-11-27T08:31', given);
    expect([lines(ready), lines(held)]).toEqual([[], ['change-1 claimed ']]);
    // To another contact it is said.
    const other = { ...given, deliveries: [delivered({ told }), { ...being, contact: 'c2' }] };
    expect(lines((await work('2026-11-27T08:31', other)).ready)).toEqual(['change-1 claimed ']);
  });

  it('counts as sent by somebody for a quarter of an hour', async () => {
    const being = claimed({ claim: { owner: 'you', at: DUE } });
    const ready = async (at: string): Promise<number> =>
      (await work(at, { deliveries: [being] })).ready.length;
    expect(await Promise.all([ready('2026-11-27T08:44'), ready('2026-11-27T08:45')])).toEqual([0, 1]);
  });
});

describe('what is to be tried again', () => {
  const tried = (minute: string, retryAt: string | null): Delivery =>
    claimed({ attempts: [{ at: `2026-11-27T${minute}+08:00`, result: '忙' }], retryAt });

  it('waits until then, but not because a clock was set back', async () => {
    const ready = async (delivery: Delivery): Promise<string[]> =>
      lines((await work('2026-11-27T08:31', { deliveries: [delivery] })).ready);
    expect(await ready(tried('08:30:00', '2026-11-27T08:32:00+08:00'))).toEqual([]);
    expect(await ready(tried('08:30:00', '2026-11-27T08:31:00+08:00'))).toEqual(['week-before claimed 忙']);
    expect(await ready(tried('08:30:00', null))).toHaveLength(1);
    // As far as a minute ahead two clocks may differ.
    expect(await ready(tried('08:32:00', '2026-11-27T08:33:00+08:00'))).toEqual([]);
    expect(await ready(tried('08:32:01', '2026-11-27T08:33:00+08:00'))).toHaveLength(1);
    expect(await ready(claimed({ retryAt: '2026-11-27T08:32:00+08:00' }))).toEqual([]);
  });

  it('is given up when it is too late, or no longer stands', async () => {
    const late = await work('2026-12-01T10:00', { deliveries: [tried('08:30:00', null)] });
    expect(lines(late.puts)).toContain('week-before failed 忙，已过时限，不再重试');
    const untried = await work('2026-12-01T10:00', { deliveries: [claimed()] });
    expect(lines(untried.puts)).toContain('week-before missed ');
    const of = activity({ status: 'cancelled' });
    const { puts } = await work('2026-11-27T08:31', { of, deliveries: [tried('08:30:00', null)] });
    expect(lines(puts)).toEqual(['week-before failed 忙，活动或联系人有变，没有发送']);
  });

  it('by hand waits for a hand', async () => {
    const byHand = claimed({ contact: 'village:huohu', channel: 'wechat-copy' });
    const { ready, puts, open } = await work('2026-11-27T08:31', { contacts: [], deliveries: [byHand] });
    expect([ready, puts, open.length]).toEqual([[], [], 1]);
  });
});

describe('the office’s digest', () => {
  const missed = delivered({ state: 'missed', attempts: [], told: null });
  const digest = (given: Partial<Delivery>): Delivery =>
    delivered({
      activity: 'another',
      rule: 'missed-week-before',
      contact: 'office-1',
      attempts: [{ at: '2026-12-01T08:31:00+08:00', result: 'ok' }],
      ...given,
    });
  /** Whether what was missed is told at ten on 1 December beside such a delivery. */
  const isTold = async (...deliveries: Delivery[]): Promise<boolean> => {
    const { ready, held } = await work('2026-12-01T10:00', { deliveries: [missed, ...deliveries] });
    expect(lines([...ready, ...held])).toEqual(['missed-week-before claimed ']);
    return ready.length === 1;
  };

  it('goes once a day to one contact by one channel', async () => {
    expect(await isTold()).toBe(true);
    expect(await isTold(digest({}))).toBe(false);
    expect(
      await isTold(digest({ attempts: [], claim: { owner: 'you', at: '2026-12-01T09:59:30+08:00' } })),
    ).toBe(false);
  });

  it('is not held by yesterday’s, by one that failed, by another’s, or by what is no digest', async () => {
    const yesterday = [{ at: '2026-11-30T08:31:00+08:00', result: 'ok' }];
    expect(await isTold(digest({ attempts: yesterday }))).toBe(true);
    expect(await isTold(digest({ state: 'failed' }))).toBe(true);
    expect(await isTold(digest({ contact: 'office-2' }))).toBe(true);
    expect(await isTold(digest({ channel: 'email' }))).toBe(true);
    expect(await isTold(digest({ rule: 'difficulty-1' }))).toBe(true);
    expect(await isTold(digest({ attempts: [], state: 'missed' }))).toBe(true);
  });

  it('waits in the quiet hours like everything else', async () => {
    const { ready, held } = await work('2026-12-01T22:00', { deliveries: [missed] });
    expect([ready.length, held.length]).toEqual([0, 1]);
  });
});
