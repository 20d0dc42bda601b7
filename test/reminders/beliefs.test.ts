import { describe, expect, it } from '@jest/globals';
import { toldOf, type Activity, type Contact, type Delivery } from '../../src/facts/index.js';
import { difficulties, digests, gotLost, notices } from '../../src/reminders/index.js';
import { activity } from '../support/gangmen.js';
import { cadre, office } from '../support/contacts.js';
import { delivered, derivedLines, lookWith } from '../support/lookWith.js';

const AT = '2026-11-28T09:00';
const MOVED = activity({ start: '2026-12-14T09:00:00+08:00', end: '2026-12-14T11:30:00+08:00', sequence: 2 });
const told = (given: Partial<Activity>) => toldOf(activity(given));

const noticed = async (
  of: Activity,
  deliveries: readonly Delivery[],
  contacts: readonly Contact[] = [cadre()],
  at = AT,
): Promise<string[]> => derivedLines(notices(await lookWith(at, { of, deliveries, contacts })));

describe('a change is told', () => {
  it('to whoever was told otherwise and to whoever has answered since', async () => {
    expect(await noticed(MOVED, [delivered()])).toEqual(['change-2 c1 log due']);
    expect(await noticed(MOVED, [delivered({ state: 'acknowledged' })])).toEqual(['change-2 c1 log due']);
  });

  it('to nobody who was told nothing', async () => {
    for (const state of ['failed', 'missed', 'claimed'] as const)
      expect([state, await noticed(MOVED, [delivered({ state, told: null })])]).toEqual([state, []]);
    expect(await noticed(MOVED, [])).toEqual([]);
  });

  it('to whoever may have been told before a crash', async () => {
    expect(await noticed(MOVED, [delivered({ state: 'claimed' })])).toEqual(['change-2 c1 log due']);
    expect(await noticed(MOVED, [delivered({ state: 'failed' })])).toEqual(['change-2 c1 log due']);
  });

  it('to whoever got a text that was no longer true, of which nobody knows what it said', async () => {
    expect(await noticed(MOVED, [delivered({ told: null })])).toEqual(['change-2 c1 log due']);
    expect(await noticed(MOVED, [delivered({ told: null, state: 'acknowledged' })])).toEqual([
      'change-2 c1 log due',
    ]);
  });

  it('to nobody of the office who only heard that something was missed', async () => {
    for (const rule of ['missed-week-before', 'difficulty-0123456789', 'deadline-7'])
      expect(await noticed(MOVED, [delivered({ rule, told: null })])).toEqual([]);
  });

  it('by what they were surely told last, and by what may have reached them since', async () => {
    const knows = delivered({ rule: 'change-2', told: toldOf(MOVED) });
    expect(await noticed(MOVED, [delivered(), knows])).toEqual([]);
    expect(await noticed(MOVED, [knows, delivered()])).toEqual([]);
    // An open claim from before the last certain word says nothing any more; one from after it does.
    const open = (sequence: number) =>
      delivered({ rule: 'day-before', state: 'claimed', told: told({ sequence }) });
    expect(await noticed(MOVED, [knows, open(1)])).toEqual([]);
    expect(await noticed(MOVED, [knows, open(2)])).toEqual([]);
    expect(await noticed(MOVED, [knows, open(3)])).toEqual(['change-2 c1 log due']);
  });

  it('only where start, end, place or status differ', async () => {
    const now = activity({ sequence: 1 });
    expect(await noticed(now, [delivered()])).toEqual([]);
    const others: Partial<Activity>[] = [
      { start: '2026-12-04T08:00:00+08:00' },
      { end: '2026-12-04T12:00:00+08:00' },
      { place: '货湖小学' },
      { status: 'confirmed' },
    ];
    for (const other of others)
      expect(await noticed(now, [delivered({ told: told(other) })])).toHaveLength(1);
  });

  it('not again to whoever was told of the cancellation, whatever changed after it', async () => {
    const cancelled = activity({ status: 'cancelled', place: '货湖小学', sequence: 3 });
    const knows = delivered({ rule: 'cancellation-1', told: told({ status: 'cancelled', sequence: 1 }) });
    expect(await noticed(cancelled, [knows])).toEqual([]);
    expect(await noticed(cancelled, [delivered()])).toEqual(['cancellation-3 c1 log due']);
  });

  it('not of what is done', async () => {
    expect(await noticed({ ...MOVED, status: 'done' }, [delivered()])).toEqual([]);
  });

  it('to each contact by each channel, as it is reached now', async () => {
    const both = cadre({ channels: [{ kind: 'log' }, { kind: 'wechat-copy' }] });
    const byHand = delivered({ channel: 'wechat-copy' });
    expect(await noticed(MOVED, [delivered(), byHand], [both])).toEqual([
      'change-2 c1 log due',
      'change-2 c1 wechat-copy due',
    ]);
    expect(
      await noticed(MOVED, [delivered(), delivered({ contact: 'c2' })], [cadre(), cadre({ id: 'c2' })]),
    ).toHaveLength(2);
    expect(await noticed(MOVED, [delivered()], [cadre({ channels: [{ kind: 'wechat-copy' }] })])).toEqual([
      'change-2 c1 wechat-copy due',
    ]);
    expect(await noticed(MOVED, [delivered()], [cadre({ channels: [] })])).toEqual([
      'change-2 c1 wechat-copy due',
    ]);
  });

  it('to whoever stands in for a village by hand, and to no contact that is gone', async () => {
    const byHand = delivered({ contact: 'village:huohu', channel: 'wechat-copy' });
    expect(await noticed(MOVED, [byHand], [])).toEqual(['change-2 village:huohu wechat-copy due']);
    expect(await noticed(MOVED, [delivered()], [])).toEqual([]);
  });

  it('until it is over as it stands and as they believe it', async () => {
    expect(await noticed(MOVED, [delivered()], [cadre()], '2026-12-14T11:29')).toEqual([
      'change-2 c1 log due',
    ]);
    expect(await noticed(MOVED, [delivered()], [cadre()], '2026-12-14T11:30')).toEqual([
      'change-2 c1 log missed',
    ]);
    const earlier = activity({
      start: '2026-11-27T09:00:00+08:00',
      end: '2026-11-27T10:00:00+08:00',
      sequence: 2,
    });
    expect(await noticed(earlier, [delivered()], [cadre()], '2026-12-04T11:29')).toEqual([
      'change-2 c1 log due',
    ]);
    expect(await noticed(earlier, [delivered()], [cadre()], '2026-12-04T11:30')).toEqual([
      'change-2 c1 log missed',
    ]);
  });
});

describe('what the office hears of', () => {
  it('is what got lost for good: reminders, changes and cancellations', () => {
    const lost = (given: Partial<Delivery>): boolean => gotLost(delivered(given));
    const rules = ['week-before', 'change-1', 'cancellation-1'];
    expect(rules.map((rule) => lost({ rule, state: 'missed' }))).toEqual([true, true, true]);
    expect(rules.map((rule) => lost({ rule, state: 'failed' }))).toEqual([true, true, true]);
    expect(lost({ state: 'failed', halted: 'address:x' })).toBe(true);
    expect(lost({ state: 'failed', halted: 'withdrawn' })).toBe(false);
    for (const state of ['sent', 'claimed', 'acknowledged'] as const) expect(lost({ state })).toBe(false);
    for (const rule of ['escalation-1', 'missed-week-before', 'difficulty-0', 'deadline-7'])
      expect(lost({ rule, state: 'missed' })).toBe(false);
  });

  it('goes back a month', async () => {
    const lines = async (at: string) =>
      derivedLines(
        digests(
          await lookWith(at, { deliveries: [delivered({ state: 'missed' })], contacts: [office()] }),
          [],
        ),
      );
    expect(await lines('2026-12-28T08:00')).toEqual(['missed-week-before office-1 log due']);
    expect(await lines('2026-12-29T08:00')).toEqual([]);
  });

  it('is each difficulty, until it is over or cancelled', async () => {
    const answers = [
      { contact: 'c1', answer: 'difficulty', reason: '会议室在修' },
      { contact: 'c2', answer: 'received', reason: null },
    ] as const;
    const heard = async (at: string, of = activity()): Promise<number> =>
      difficulties(await lookWith(at, { of, answers, contacts: [office()] })).length;
    expect([await heard(AT), await heard('2026-12-04T11:29'), await heard('2026-12-04T11:30')]).toEqual([
      1, 1, 0,
    ]);
    expect(await heard(AT, activity({ status: 'cancelled' }))).toBe(0);
  });
});
