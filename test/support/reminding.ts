import type { DateTime } from 'luxon';
import { changed, type ActivityChange } from '../../src/activities/index.js';
import { SYSTEM, type Activity, type Contact, type Delivery, type Store } from '../../src/facts/index.js';
import {
  owedAt,
  tick,
  type Channel,
  type Due,
  type Message,
  type Outcome,
  type Setting,
  type TickContext,
} from '../../src/reminders/index.js';
import { isoIn, reminderRuleSchema, type Town } from '../../src/town/index.js';
import { gangmen, townTime } from './gangmen.js';
import { MemoryStore } from './memoryStore.js';

const ZONE = 'Asia/Shanghai';

/** The shipped rules, and the one that asks for a record; the office has no deadlines of its own. */
export const town: Town = {
  ...gangmen.town,
  duties: gangmen.town.duties.filter((duty) => duty.for !== 'office'),
  rules: [
    ...gangmen.town.rules.filter(({ id }) => id !== 'record-missing'),
    reminderRuleSchema.parse({
      id: 'record-missing',
      after: '1d unless recorded',
      to: ['village'],
      'max-late': '7d',
      source: '测试',
    }),
  ],
};

export const setting: Setting = { town, holidays: gangmen.holidays };

/** A message that a contact got. */
export interface Got {
  /** The town's minute. */
  readonly at: string;
  readonly message: Message;
}

/** A town under test, with a clock that a test sets and a channel that takes down what it is given. */
export interface Reminding {
  readonly store: Store;
  readonly got: Got[];
  /** Runs a tick at a town's time; `2026-12-03T17:00`. */
  readonly tick: (at: string, more?: Partial<TickContext>) => Promise<void>;
  /** What is owed then, as lines. */
  readonly owed: (at: string) => Promise<{ due: string[]; missed: string[] }>;
  /** Changes an activity as a person does. */
  readonly change: (id: string, change: ActivityChange, at: string) => Promise<void>;
  readonly put: (...contacts: Contact[]) => Promise<void>;
  /** Each delivery as `rule contact state`, sorted. */
  readonly states: () => Promise<string[]>;
  readonly deliveries: () => Promise<readonly Delivery[]>;
}

/** What the log channel answers; a test may say otherwise, message by message. */
type Answers = (message: Message, at: DateTime) => Outcome | Promise<Outcome>;

const SENT: Outcome = { outcome: 'sent', result: 'ok' };

/** A channel that takes down each message it was given, and answers as told. */
export const recorder = (
  got: Got[],
  answers: Answers = () => SENT,
  budgets: Channel['budgets'] = [],
): Channel => ({
  kind: 'log',
  budgets,
  budgetKey: () => 'one',
  send: async (_address, message, { now }) => {
    const outcome = await answers(message, now);
    if (outcome.outcome === 'sent') got.push({ at: isoIn(now, ZONE).slice(0, 19), message });
    return outcome;
  },
});

const lines = (dues: readonly Due[]): string[] =>
  dues.map(({ dueAt, rule, contact, channel }) => `${dueAt} ${rule} ${contact} ${channel}`);

/** A town with these activities and contacts. */
export async function reminding(
  activities: readonly Activity[],
  contacts: readonly Contact[] = [],
  { answers, budgets, of = setting }: { answers?: Answers; budgets?: Channel['budgets']; of?: Setting } = {},
): Promise<Reminding> {
  const store = new MemoryStore(() => '2026-11-23T10:00:00+08:00');
  const got: Got[] = [];
  await store.write(SYSTEM, async (transaction) => {
    for (const fact of activities) await transaction.put('activities', fact);
    for (const fact of contacts) await transaction.put('contacts', fact);
  });
  const deliveries = () => store.read((transaction) => transaction.find('deliveries', { town: of.town.id }));
  return {
    store,
    got,
    tick: async (at, more = {}) => {
      await tick({ store, ...of, channels: [recorder(got, answers, budgets)], now: townTime(at), ...more });
    },
    owed: async (at) => {
      const { due, missed } = await store.read((transaction) => owedAt(transaction, of, townTime(at)));
      return { due: lines(due), missed: lines(missed) };
    },
    change: (id, change, at) =>
      store.write(SYSTEM, async (transaction) => {
        const activity = await transaction.get('activities', of.town.id, id);
        if (!activity) throw new Error(`no activity ${id}`);
        await transaction.put('activities', changed(activity, change, isoIn(townTime(at), ZONE)));
      }),
    put: (...facts) =>
      store.write(SYSTEM, async (transaction) => {
        for (const fact of facts) await transaction.put('contacts', fact);
      }),
    deliveries,
    states: async () =>
      (await deliveries())
        .map(
          ({ rule, contact, state, maybeDouble }) =>
            `${rule} ${contact} ${state}${maybeDouble ? ' double?' : ''}`,
        )
        .sort(),
  };
}

/** A move to another day, at the same hours. */
export const toDay = (day: string): ActivityChange => ({
  start: `${day}T09:00:00+08:00`,
  end: `${day}T11:30:00+08:00`,
});
