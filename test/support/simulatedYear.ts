import { DateTime } from 'luxon';
import { changed, type ActivityChange } from '../../src/activities/index.js';
import { workdaysFrom } from '../../src/calendar/index.js';
import { SYSTEM, type Activity, type Contact } from '../../src/facts/index.js';
import { acknowledge, tick, type Channel } from '../../src/reminders/index.js';
import { isoIn } from '../../src/town/index.js';
import { activity, gangmen } from './gangmen.js';
import { MemoryStore } from './memoryStore.js';
import { cadre, office } from './contacts.js';
import { town } from './reminding.js';
import type { History, People, TownHours, Version } from './reminderOracle.js';

const ZONE = 'Asia/Shanghai';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A small generator of even numbers in [0, 1): the same seed, the same year. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface YearOptions {
  readonly activities: number;
  readonly changes: number;
  /** Spells without the program, of hours and of days. */
  readonly outages: number;
  /** The share of messages that a channel refuses for the moment. */
  readonly refusals: number;
}

const BEGIN = DateTime.fromISO('2026-01-05T00:00', { zone: ZONE }).toMillis();
const LENGTH = 364 * DAY;

const millisOf = (text: string): number => DateTime.fromISO(text, { zone: ZONE }).toMillis();
const iso = (at: number): string => isoIn(DateTime.fromMillis(at), ZONE);
const at = (day: number, hour: number): number => BEGIN + day * DAY + hour * HOUR;

/** Twelve villages with two contacts each, four lawyers, two in the office: thirty. */
export const PEOPLE: People = {
  villages: Object.fromEntries(town.villages.map(({ id }) => [id, [`${id}-1`, `${id}-2`]])),
  lawyers: Object.fromEntries(town.lawyers.map(({ id }) => [id, `of-${id}`])),
  office: ['office-1', 'office-2'],
};

const contacts: readonly Contact[] = [
  ...Object.entries(PEOPLE.villages).flatMap(([village, ids]) =>
    ids.map((id, index) => cadre({ id, village, order: index + 1 })),
  ),
  ...Object.entries(PEOPLE.lawyers).map(([lawyer, id]) =>
    cadre({ id, role: 'lawyer', village: null, lawyer }),
  ),
  ...PEOPLE.office.map((id) => office({ id })),
];

const workday = workdaysFrom(gangmen.holidays);

export const HOURS: TownHours = {
  isWorkday: (day) => workday(day).usually === 'work',
  working: [
    ['08:30', '12:00'],
    ['14:30', '17:30'],
  ],
  quietFrom: '21:00',
  quietTo: '07:00',
  quietToOnDaysOff: '07:30',
  escalateAfter: 240,
};

/** A year of a town by a clock that jumps from one minute that matters to the next. */
export async function simulatedYear(seed: number, options: YearOptions): Promise<History> {
  const random = generator(seed);
  const whole = (below: number): number => Math.floor(random() * below);
  const pick = <T>(items: readonly T[]): T => {
    const item = items[whole(items.length)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  };

  const versions: Version[] = [];
  const received: { at: number; contact: string; text: string }[] = [];
  const refused: { at: number; contact: string }[] = [];
  const answers: { at: number; contact: string; id: string; start: number }[] = [];
  let clock = BEGIN;
  const store = new MemoryStore(() => iso(clock));
  const log = ({ id, title, start, end, place, village, lawyer, status }: Activity): void => {
    versions.push({
      at: clock,
      id,
      title,
      start: millisOf(start),
      end: millisOf(end),
      place,
      village,
      lawyer,
      cancelled: status === 'cancelled',
    });
  };
  const put = (fact: Activity): Promise<void> =>
    store
      .write(SYSTEM, (transaction) => transaction.put('activities', fact))
      .then(() => {
        log(fact);
      });

  /** Whoever gets a message may answer it, soon or late, for what it names last. */
  const toAnswer: { at: number; contact: string; id: string }[] = [];
  const contactBy = new Map(contacts.map(({ id }) => [id, id]));
  // One address a contact, so that a refusal concerns nobody else.
  const channel: Channel = {
    kind: 'wecom',
    budgets: [],
    budgetKey: (address) => ('url' in address ? address.url : ''),
    send: (address, message) => {
      const contact =
        'url' in address ? (contactBy.get(new URL(address.url).searchParams.get('key') ?? '') ?? '') : '';
      if (random() < options.refusals) {
        refused.push({ at: clock, contact });
        return Promise.resolve({ outcome: 'retry', result: '太频繁' });
      }
      received.push({ at: clock, contact, text: message.text });
      for (const { id } of message.activities)
        if (random() < 0.5) toAnswer.push({ at: clock + MINUTE * (1 + whole(1500)), contact, id });
      return Promise.resolve({ outcome: 'sent', result: 'ok' });
    },
  };

  await store.write(SYSTEM, async (transaction) => {
    for (const contact of contacts)
      await transaction.put('contacts', {
        ...contact,
        channels: [
          { kind: 'wecom', url: `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${contact.id}` },
        ],
      });
  });
  const hour = (): number => pick([8, 9, 10, 15, 16]);
  const make = (index: number): Activity => {
    const village = random() < 0.05 ? null : pick(town.villages).id;
    const start = at(10 + whole(350), hour());
    return activity({
      id: `a${index}`,
      title: `活动${index}号`,
      village,
      lawyer: random() < 0.4 ? pick(town.lawyers).id : null,
      start: iso(start),
      end: iso(start + 2 * HOUR),
      place: `地点${whole(5)}`,
      createdAt: iso(clock),
      updatedAt: iso(clock),
      scheduledAt: iso(clock),
    });
  };
  for (let index = 0; index < options.activities; index += 1) await put(make(index));

  const change = async (): Promise<void> => {
    const all = await store.read((transaction) => transaction.find('activities', { town: town.id }));
    // Mostly what is near, for only of that anybody has been told.
    const [today, nextWeek] = [iso(clock), iso(clock + 8 * DAY)];
    const near = all.filter(({ start }) => start > today && start < nextWeek);
    const chosen = pick(near.length > 0 && random() < 0.8 ? near : all);
    if (millisOf(chosen.start) < clock) return;
    const kind = random();
    const start = clock + (1 + whole(20)) * DAY;
    const moved = millisOf(`${iso(start).slice(0, 10)}T00:00:00+08:00`) + hour() * HOUR;
    const next: ActivityChange =
      chosen.status === 'cancelled'
        ? { status: 'planned' }
        : kind < 0.45
          ? { start: iso(moved), end: iso(moved + 2 * HOUR) }
          : kind < 0.8
            ? { status: 'cancelled' }
            : { place: `地点${whole(5)}` };
    const fact = changed(chosen, next, iso(clock));
    if (fact !== chosen) await put(fact);
  };

  const answer = async ({ contact, id }: { contact: string; id: string }): Promise<void> => {
    const fact = await store.read((transaction) => transaction.get('activities', town.id, id));
    if (!fact || fact.status === 'cancelled') return;
    await store.write(SYSTEM, (transaction) =>
      acknowledge(transaction, fact, contact, { answer: 'received', reason: null }, iso(clock)),
    );
    answers.push({ at: clock, contact, id, start: millisOf(fact.start) });
  };

  const outages = Array.from({ length: options.outages }, () => {
    const from = BEGIN + whole(LENGTH);
    return { from, to: from + (random() < 0.3 ? 1 + whole(3) : random()) * DAY };
  });
  const isDown = (time: number): boolean => outages.some(({ from, to }) => from <= time && time < to);
  const minute = (time: number): number => Math.floor(time / MINUTE) * MINUTE;

  // Changes come alone and in bursts, at any hour.
  const changes: number[] = [];
  while (changes.length < options.changes) {
    const time = minute(BEGIN + 3 * DAY + whole(LENGTH - 10 * DAY));
    for (let burst = random() < 0.2 ? 3 : 1; burst > 0; burst -= 1) changes.push(time + burst * 7 * MINUTE);
  }
  changes.sort((a, b) => a - b);
  // Beside the minutes after a change: when rules fall due, the quiet hours end, and some more.
  const clocks = ['07:00', '07:30', '08:30', '09:00', '11:50', '15:40', '17:00'];
  const grid = Array.from({ length: 364 }, (_, day) =>
    clocks.map((text) => at(day, 0) + Number(text.slice(0, 2)) * HOUR + Number(text.slice(3)) * MINUTE),
  ).flat();
  const minutes = [...new Set([...grid, ...changes, ...changes.map((time) => time + MINUTE)])].sort(
    (a, b) => a - b,
  );

  const ticks: number[] = [];
  let nextChange = 0;
  for (const time of minutes) {
    clock = time;
    for (; (changes[nextChange] ?? Infinity) <= time; nextChange += 1) await change();
    for (const due of toAnswer.splice(0)) {
      if (due.at <= time) await answer(due);
      else toAnswer.push(due);
    }
    if (isDown(time)) continue;
    ticks.push(time);
    // The timer comes a little after its minute.
    await tick({
      store,
      town,
      holidays: gangmen.holidays,
      channels: [channel],
      now: DateTime.fromMillis(time + 40, { zone: ZONE }),
      random,
    });
  }
  return { versions, received, refused, answers, ticks };
}
