import { releasePlans } from '../../src/activities/index.js';
import { occurrencesOf } from '../../src/calendar/index.js';
import { SYSTEM, toldOf, type Activity, type Delivery } from '../../src/facts/index.js';
import { tick } from '../../src/reminders/index.js';
import { cadre, office } from './contacts.js';
import { gangmen, townTime } from './gangmen.js';
import { quickPlan } from './plans.js';
import { record } from './records.js';
import { webServer } from './webServer.js';

/** A Friday, a week before 12·4. */
const BOARD_NOW = '2026-11-27T10:00';

const { town } = gangmen;

/** Of 北灶村: all of 12·4 was called off, and two of the month of safety in production have no record. */
const isForgotten = ({ village, keyDate }: Activity): boolean =>
  village === 'beizao' && keyDate === 'constitution-day';
const owesRecord = ({ village, keyDate, form }: Activity): boolean =>
  (village === 'beizao' && keyDate === 'safety-month' && ['meeting', 'slogans'].includes(form)) ||
  (village === 'xipo' && keyDate === 'consumer-day' && form === 'leaflets');
const isLacking = ({ village, keyDate, form }: Activity): boolean =>
  village === 'fengshu' && keyDate === 'constitution-day' && form === 'meeting';

const sent = (activity: Activity, given: Partial<Delivery>): Delivery => ({
  id: `d-${activity.id}-${given.rule ?? ''}`,
  town: town.id,
  activity: activity.id,
  start: activity.start,
  rule: 'week-before',
  contact: 'c1',
  channel: 'log',
  dueAt: '2026-11-27T08:30:00+08:00',
  state: 'sent',
  attempts: [{ at: '2026-11-27T08:30:00+08:00', result: 'ok' }],
  maybeDouble: false,
  told: toldOf(activity),
  claim: null,
  retryAt: null,
  halted: null,
  ...given,
});

/**
 * The real town late in a year that it planned by itself, recorded up to yesterday but for 北灶村 and 西坡村. 货湖村 was
 * told of something and is silent, a message to 西坡村 did not go out, and others wait to be passed on by hand.
 */
export async function boardTown(setting: { readonly title?: string } = {}) {
  const server = await webServer([], { now: BOARD_NOW });
  const { store } = server;
  const made = '2025-12-20T09:00:00+08:00';
  const plan = await quickPlan(2026, '2026-01-01');
  await releasePlans(store, SYSTEM, [plan], gangmen, (year) => occurrencesOf(gangmen.keyDates, year), made);
  const activities = await store.read((transaction) => transaction.find('activities', { town: town.id }));
  const next = activities
    .filter(({ village, start }) => village === 'huohu' && start > BOARD_NOW)
    .sort((a, b) => (a.start < b.start ? -1 : 1))[0];
  const far = activities.find(
    ({ village, keyDate, form }) =>
      village === 'xipo' && keyDate === 'constitution-day' && form === 'meeting',
  );
  if (!next || !far) throw new Error('the plan has nothing to tell of');
  await store.write(SYSTEM, async (transaction) => {
    for (const activity of activities) {
      if (isForgotten(activity) || isLacking(activity))
        await transaction.put('activities', { ...activity, status: 'cancelled', sequence: 1, revision: 2 });
      else if (activity.end < BOARD_NOW.slice(0, 10)) {
        if (owesRecord(activity)) continue;
        const { id, place, village, form, lead, partners, title, start, lawyer } = activity;
        await transaction.put(
          'records',
          record({
            id,
            place,
            village,
            form,
            host: lead,
            helpers: partners,
            theme: title,
            date: start.slice(0, 10),
            hours: lawyer === null ? null : village === 'wujia' ? 4 : 8,
            log: lawyer === null ? null : '接待来访群众。',
          }),
        );
        await transaction.put('activities', { ...activity, status: 'done', revision: 2 });
      } else if (activity.village === 'gangmen')
        await transaction.put('activities', { ...activity, status: 'confirmed', sequence: 1, revision: 2 });
    }
    if (setting.title !== undefined)
      await transaction.put('activities', { ...next, title: setting.title, place: setting.title });
    await transaction.put('contacts', cadre({ phone: '0759-0000000' }));
    await transaction.put('contacts', cadre({ id: 'c2', name: '村干部乙', order: 2 }));
    await transaction.put('contacts', cadre({ id: 'c3', name: '村干部丙', village: 'xipo' }));
    await transaction.put('contacts', office());
    await transaction.put('deliveries', sent(next, {}));
    await transaction.put(
      'deliveries',
      sent(far, {
        contact: 'c3',
        channel: 'wecom',
        state: 'failed',
        attempts: [{ at: '2026-11-27T08:30:00+08:00', result: '机器人地址不对（93000）' }],
        told: null,
      }),
    );
  });
  await tick({ store, town, channels: [], now: townTime(BOARD_NOW) });
  return { server, next };
}
