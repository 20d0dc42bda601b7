import { describe, expect, it } from '@jest/globals';
import { DateTime } from 'luxon';
import { changed, type ActivityChange } from '../../src/activities/index.js';
import { SYSTEM, type Activity, type Delivery, type Store } from '../../src/facts/index.js';
import { acknowledge, passedOn, tick, Watch, type Channel } from '../../src/reminders/index.js';
import { isoIn, reminderSettingsSchema, type Town } from '../../src/town/index.js';
import { cadre, office } from '../support/contacts.js';
import { activity, gangmen, townTime } from '../support/gangmen.js';
import { MemoryStore } from '../support/memoryStore.js';
import { town as base } from '../support/reminding.js';

const ZONE = 'Asia/Shanghai';
const MINUTE = 60_000;

/** Two towns that differ in what time does to them; the last has the office's own deadlines, and rests at no hour. */
const TOWNS: readonly Town[] = [
  { ...base, id: 'south', reminders: reminderSettingsSchema.parse({ 'escalate-after': '50m' }) },
  {
    ...gangmen.town,
    id: 'west',
    reminders: reminderSettingsSchema.parse({ quiet: 'never', 'quiet-days-off': 'never' }),
  },
];

/** A number in [0, 1) that follows from what it is for alone, so that both worlds draw the same. */
function drawn(...what: readonly (string | number)[]): number {
  let hash = 2166136261;
  for (const char of what.join(' ')) hash = Math.imul(hash ^ char.charCodeAt(0), 16777619);
  hash = Math.imul(hash ^ (hash >>> 15), 2246822507);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
}

interface World {
  readonly sent: string[];
  readonly deliveries: readonly Delivery[];
  readonly looks: number;
}

/**
 * Some days of the towns, minute by minute, with a clock that is once set back and once jumps ahead.
 *
 * @param watched only towns that need a look get one; else each gets one each minute
 */
async function live(seed: number, minutes: number, watched: boolean): Promise<World> {
  const began = townTime('2026-12-01T16:00').toMillis();
  let now = DateTime.fromMillis(began, { zone: ZONE });
  const store: Store = new MemoryStore(() => isoIn(now, ZONE));
  const sent: string[] = [];
  const minuteNow = (): string => isoIn(now, ZONE).slice(0, 16);
  const channelOf = (town: string): Channel => ({
    kind: 'log',
    budgets: [{ count: 6, ms: MINUTE }],
    budgetKey: () => town,
    send: (_address, { text }, context) => {
      const at = isoIn(context.now, ZONE).slice(0, 16);
      const chance = drawn(seed, 'send', town, at, text);
      if (chance < 0.02) return Promise.reject(new Error('connection reset'));
      if (chance < 0.06) return Promise.resolve({ outcome: 'retry', result: '太频繁' });
      if (chance < 0.08) return Promise.resolve({ outcome: 'configuration', result: '地址不对' });
      sent.push(`${at} ${town} ${text}`);
      return Promise.resolve({ outcome: 'sent', result: 'ok' });
    },
  });

  for (const { id: town, villages, lawyers } of TOWNS) {
    const facts = Array.from({ length: 24 }, (_, index): Activity => {
      const draw = (what: string, below: number): number =>
        Math.floor(drawn(seed, town, index, what) * below);
      const start = townTime('2026-12-01T00:00').plus({
        days: draw('day', 10),
        minutes: 60 * (8 + draw('hour', 9)) + draw('minute', 60),
      });
      const day = isoIn(start, ZONE).slice(0, 10);
      const allDay = draw('all day', 5) === 0;
      return activity({
        id: `a${index}`,
        town,
        title: `活动${index}`,
        village: draw('wide', 8) === 0 ? null : (villages[draw('village', 4)]?.id ?? null),
        lawyer: draw('lawyer', 3) === 0 ? (lawyers[0]?.id ?? null) : null,
        ...(allDay
          ? { allDay, start: day, end: day }
          : { start: isoIn(start, ZONE), end: isoIn(start.plus({ hours: 2 }), ZONE) }),
        scheduledAt: '2026-11-20T10:00:00+08:00',
        updatedAt: '2026-11-20T10:00:00+08:00',
      });
    });
    await store.write(SYSTEM, async (transaction) => {
      for (const fact of facts) await transaction.put('activities', fact);
      // Two villages have people, one of them a second; the others and the lawyers are told by hand.
      const [first = '', second = ''] = villages.map(({ id }) => id);
      const people = [
        cadre({ id: 'first-1', village: first, order: 1 }),
        cadre({ id: 'first-2', village: first, order: 2 }),
        cadre({ id: 'second-1', village: second, order: 1 }),
        office({ id: 'office-1' }),
      ];
      for (const contact of people) await transaction.put('contacts', { ...contact, town });
    });
  }

  const change = async (town: string, minute: number): Promise<void> => {
    const draw = (what: string, below: number): number => Math.floor(drawn(seed, town, minute, what) * below);
    await store.write(SYSTEM, async (transaction) => {
      const fact = await transaction.get('activities', town, `a${draw('which', 24)}`);
      if (!fact || fact.status === 'done') return;
      const moved = townTime(minuteNow()).plus({ minutes: 30 + draw('move', 3000) });
      const changes: ActivityChange[] = [
        { start: isoIn(moved, ZONE), end: isoIn(moved.plus({ hours: 1 }), ZONE), allDay: false },
        { status: fact.status === 'cancelled' ? 'planned' : 'cancelled' },
        { place: `地点${draw('place', 4)}` },
      ];
      const kind = draw('kind', 6);
      const next = changes[kind];
      if (next) await transaction.put('activities', changed(fact, next, isoIn(now, ZONE)));
      else if (kind === 3) {
        const contact = ['first-1', 'first-2', 'second-1'][draw('who', 3)] ?? '';
        const difficult = draw('difficult', 2) === 0;
        const answer = difficult
          ? ({ answer: 'difficulty', reason: '人手不够' } as const)
          : ({ answer: 'received', reason: null } as const);
        await acknowledge(transaction, fact, contact, answer, isoIn(now, ZONE));
      } else if (kind === 4) {
        // A channel's address that was wrong is mended, or the contact loses it.
        const known = await transaction.get('contacts', town, 'second-1');
        const url = `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${minute}`;
        const channels =
          draw('channel', 2) === 0 ? [] : [{ kind: 'log' } as const, { kind: 'wecom', url } as const];
        if (known) await transaction.put('contacts', { ...known, channels });
      } else {
        const byHand = await transaction.find('deliveries', {
          town,
          state: 'claimed',
          channel: 'wechat-copy',
        });
        const [first] = [...byHand].sort((a, b) => (a.id < b.id ? -1 : 1));
        const about = first && (await transaction.get('activities', town, first.activity));
        if (first) await transaction.put('deliveries', passedOn(first, about, isoIn(now, ZONE)));
      }
    });
  };

  const watch = new Watch();
  let looks = 0;
  for (let minute = 0; minute < minutes; minute += 1) {
    const shift = (minute > 1030 ? -180 : 0) + (minute > 1500 ? 240 : 0);
    now = DateTime.fromMillis(began + (minute + shift) * MINUTE + 40, { zone: ZONE });
    for (const town of TOWNS) {
      if (drawn(seed, town.id, minute, 'changes') < 0.01) await change(town.id, minute);
      const version = store.versionOf(town.id);
      if (watched && !watch.needsLook(town.id, version, now)) continue;
      looks += 1;
      const next = await tick({
        store,
        town,
        holidays: gangmen.holidays,
        channels: [channelOf(town.id)],
        now,
      });
      watch.looked(town.id, version, now, next);
    }
  }
  const deliveries = await Promise.all(
    TOWNS.map(({ id: town }) => store.read((transaction) => transaction.find('deliveries', { town }))),
  );
  return { sent, deliveries: deliveries.flat().sort((a, b) => (a.id < b.id ? -1 : 1)), looks };
}

/** A seed takes some ten seconds; `npm run soak` runs twenty. */
const SEEDS = Number(process.env.SEEDS ?? 1);

/** From an afternoon to the evening of the next day but one. */
const MINUTES = 1800;

describe('looking at towns only when something can be due', () => {
  it.each(Array.from({ length: SEEDS }, (_, seed) => seed + 1))(
    'sends and notes the same in the same minutes as looking at each every minute (seed %i)',
    async (seed) => {
      const always = await live(seed, MINUTES, false);
      const watched = await live(seed, MINUTES, true);
      expect(always.sent.length).toBeGreaterThan(20);
      expect(watched.sent).toEqual(always.sent);
      expect(watched.deliveries).toEqual(always.deliveries);
      expect(watched.looks).toBeLessThan(always.looks / 3);
    },
    240_000,
  );
});
