import {
  deliveryIdOf,
  SYSTEM,
  toldOf,
  type Acknowledgement,
  type Activity,
  type Contact,
  type Delivery,
} from '../../src/facts/index.js';
import { acknowledge, lookAt, type Derived, type Look, type Setting } from '../../src/reminders/index.js';
import { activity, townTime } from './gangmen.js';
import { reminding, setting } from './reminding.js';

/** A delivery about `activity()` to its first cadre, told as it stood; a test says what matters to it. */
export function delivered(given: Partial<Delivery> = {}): Delivery {
  const key = {
    town: 'gangmen',
    activity: activity().id,
    start: activity().start,
    rule: 'week-before',
    contact: 'c1',
    channel: 'log' as const,
    ...given,
  };
  return {
    ...key,
    id: deliveryIdOf(key),
    dueAt: '2026-11-27T08:30:00+08:00',
    state: 'sent',
    attempts: [{ at: '2026-11-27T08:30:00+08:00', result: 'ok' }],
    maybeDouble: false,
    told: toldOf(activity()),
    claim: null,
    retryAt: null,
    halted: null,
    ...given,
  };
}

/** The facts of one activity, looked at. */
export async function lookWith(
  at: string,
  {
    of = activity(),
    contacts = [],
    deliveries = [],
    answers = [],
    within = setting,
  }: {
    readonly of?: Activity;
    readonly contacts?: readonly Contact[];
    readonly deliveries?: readonly Delivery[];
    readonly answers?: readonly Pick<Acknowledgement, 'contact' | 'answer' | 'reason'>[];
    readonly within?: Setting;
  },
): Promise<Look> {
  const { store } = await reminding([of], contacts);
  await store.write(SYSTEM, async (transaction) => {
    for (const { contact, answer, reason } of answers)
      await acknowledge(transaction, of, contact, { answer, reason }, '2026-11-27T10:00:00+08:00');
    for (const delivery of deliveries) await transaction.put('deliveries', delivery);
  });
  return store.read((transaction) => lookAt(transaction, within, townTime(at)));
}

/** `change-1 c1 log due`. */
export const derivedLines = (derived: readonly Derived[]): string[] =>
  derived.map(({ due: { rule, contact, channel }, standing }) => `${rule} ${contact} ${channel} ${standing}`);
