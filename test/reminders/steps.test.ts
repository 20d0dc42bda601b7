import { describe, expect, it } from '@jest/globals';
import { toldOf } from '../../src/facts/index.js';
import { escalations, type Setting } from '../../src/reminders/index.js';
import { activity } from '../support/gangmen.js';
import { cadre, office } from '../support/contacts.js';
import { delivered, lookWith } from '../support/lookWith.js';
import { setting } from '../support/reminding.js';

type Given = Parameters<typeof lookWith>[1];

const SECOND = cadre({ id: 'c2', order: 2 });

/** Who is told of a silence by then, and since when it was due: asked on Friday at 8:30, four working hours a step. */
async function told(at: string, given: Given = {}): Promise<string[]> {
  const contacts = given.contacts ?? [cadre(), SECOND, office()];
  const look = await lookWith(at, { deliveries: [delivered()], ...given, contacts });
  return escalations(look).map(
    ({ due: { rule, contact, dueAt } }) => `${rule} ${contact} ${dueAt.slice(5, 16)}`,
  );
}

const FIRST = 'escalation-1 c2 11-27T15:00';

describe('the steps of an escalation', () => {
  it('begin with the second contact, four working hours after the first was told', async () => {
    expect(await told('2026-11-27T14:59')).toEqual([]);
    expect(await told('2026-11-27T15:00')).toEqual([FIRST]);
  });

  it('count from the first time that the village was told of it as it stands', async () => {
    const later = delivered({
      rule: 'day-before',
      attempts: [{ at: '2026-11-27T10:00:00+08:00', result: 'ok' }],
    });
    expect(await told('2026-11-27T17:00', { deliveries: [later, delivered()] })).toEqual([FIRST]);
    expect(await told('2026-11-27T17:00', { deliveries: [later] })).toEqual(['escalation-1 c2 11-27T16:30']);
    // The last attempt is the one that got through.
    const tries = ['08:30', '09:30'].map((time) => ({ at: `2026-11-27T${time}:00+08:00`, result: 'x' }));
    expect(await told('2026-11-27T17:00', { deliveries: [delivered({ attempts: tries })] })).toEqual([
      'escalation-1 c2 11-27T16:00',
    ]);
    expect(await told('2026-11-27T17:00', { deliveries: [delivered({ attempts: [] })] })).toEqual([FIRST]);
    const other = delivered({ start: '2026-12-03T09:00:00+08:00' });
    expect(await told('2026-11-27T17:00', { deliveries: [other] })).toEqual([]);
  });

  it('are none as long as nothing has reached a contact of the village', async () => {
    for (const state of ['claimed', 'failed', 'missed'] as const)
      expect(await told('2026-11-27T17:00', { deliveries: [delivered({ state })] })).toEqual([]);
    expect(await told('2026-11-27T17:00', { deliveries: [delivered({ contact: 'office-1' })] })).toEqual([]);
    expect(await told('2026-11-27T17:00', { deliveries: [delivered({ rule: 'escalation-1' })] })).toEqual([]);
    const cancellation = delivered({
      rule: 'cancellation-1',
      told: toldOf(activity({ status: 'cancelled' })),
    });
    expect(await told('2026-11-27T17:00', { deliveries: [cancellation] })).toEqual([]);
    expect(await told('2026-11-27T17:00', { deliveries: [] })).toEqual([]);
  });

  it('count what somebody passed on from a sheet no longer true', async () => {
    expect(await told('2026-11-27T15:00', { deliveries: [delivered({ told: null })] })).toEqual([FIRST]);
  });

  it('end with any answer of the village, and with nobody else’s', async () => {
    const answered = (contact: string) =>
      told('2026-11-27T17:00', { answers: [{ contact, answer: 'received', reason: null }] });
    expect(await answered('c2')).toEqual([]);
    expect(await answered('office-1')).toEqual([FIRST]);
  });

  it('are none for what is over, cancelled, done, town-wide, or where the town wants none', async () => {
    const of = (given: Parameters<typeof activity>[0]) => told('2026-11-27T17:00', { of: activity(given) });
    expect([
      await of({ status: 'cancelled' }),
      await of({ status: 'done' }),
      await of({ village: null }),
    ]).toEqual([[], [], []]);
    expect(await told('2026-12-04T08:59')).toEqual([FIRST]);
    expect(await told('2026-12-04T09:00')).toEqual([]);
    const never: Setting = {
      ...setting,
      town: { ...setting.town, reminders: { ...setting.town.reminders, 'escalate-after': null } },
    };
    expect(await told('2026-11-27T17:00', { within: never })).toEqual([]);
  });

  it('are none that would come when it has begun', async () => {
    const at = (start: string) => {
      const of = activity({ start: `2026-11-27T${start}:00+08:00`, end: '2026-11-27T17:30:00+08:00' });
      return told('2026-11-27T15:00', { of, deliveries: [delivered({ start: of.start })] });
    };
    expect([await at('15:00'), await at('15:01')]).toEqual([[], [FIRST]]);
  });

  it('go on to the office four working hours after the second contact was told', async () => {
    const second = (given: Parameters<typeof delivered>[0]) =>
      delivered({
        rule: 'escalation-1',
        contact: 'c2',
        dueAt: '2026-11-27T15:00:00+08:00',
        attempts: [{ at: '2026-11-27T15:30:00+08:00', result: 'ok' }],
        ...given,
      });
    const then = (given: Parameters<typeof delivered>[0]) =>
      told('2026-11-30T17:00', { deliveries: [delivered(), second(given)] });
    expect(await then({})).toEqual([FIRST, 'escalation-2 office-1 11-30T10:30']);
    // What could not be sent waits from when it was due; so does what lies on the sheet.
    expect(await then({ state: 'failed' })).toEqual([FIRST, 'escalation-2 office-1 11-30T10:00']);
    expect(await then({ state: 'claimed', channel: 'wechat-copy' })).toEqual([
      FIRST,
      'escalation-2 office-1 11-30T10:00',
    ]);
    expect(await then({ state: 'claimed' })).toEqual([FIRST]);
  });

  it('go to the office at once where the village has no second contact', async () => {
    expect(await told('2026-11-27T15:00', { contacts: [cadre(), office()] })).toEqual([
      'escalation-2 office-1 11-27T15:00',
    ]);
  });
});
