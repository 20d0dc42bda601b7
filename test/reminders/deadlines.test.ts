import { describe, expect, it } from '@jest/globals';
import { SYSTEM, tickIdOf, type Activity } from '../../src/facts/index.js';
import { linksIn, lookAt, todaysMessages } from '../../src/reminders/index.js';
import { activity, gangmen, townTime } from '../support/gangmen.js';
import { reminding } from '../support/reminding.js';

const visit = (given: Partial<Activity> = {}): Activity =>
  activity({
    id: '2026-lawyer-visit-m11-huohu',
    keyDate: null,
    duty: 'lawyer-visit',
    village: 'huohu',
    form: 'consultation',
    status: 'planned',
    start: '2026-11-10T08:30:00+08:00',
    end: '2026-11-10T17:30:00+08:00',
    ...given,
  });

const dueAt = async (at: string, tick?: { duty: string; day: string; village: string | null }) => {
  const { store, owed } = await reminding([visit()], [], { of: gangmen });
  if (tick)
    await store.write(SYSTEM, (transaction) =>
      transaction.put('ticks', {
        ...tick,
        id: tickIdOf(tick),
        town: 'gangmen',
        by: 'admin',
        at: '2026-11-20T10:00:00+08:00',
      }),
    );
  return (await owed(at)).due.filter((line) => line.includes('deadline'));
};

describe('the office’s own deadlines', () => {
  it('are told to the office a week before and on the day before', async () => {
    expect(await dueAt('2026-11-18T08:29')).toEqual([]);
    expect(await dueAt('2026-11-18T08:30')).toEqual([
      '2026-11-18T08:30:00+08:00 deadline-7 office wechat-copy',
    ]);
    expect(await dueAt('2026-11-24T08:30')).toEqual([
      '2026-11-18T08:30:00+08:00 deadline-7 office wechat-copy',
      '2026-11-24T08:30:00+08:00 deadline-1 office wechat-copy',
    ]);
    expect(await dueAt('2026-11-26T08:30')).toEqual([]);
  });

  it('are still told on their last day, and what was not passed on by then is missed', async () => {
    expect(await dueAt('2026-11-25T08:30')).toHaveLength(2);
    const { tick, states } = await reminding([visit()], [], { of: gangmen });
    await tick('2026-11-18T08:30');
    const deadlines = async () => (await states()).filter((line) => line.startsWith('deadline'));
    expect(await deadlines()).toEqual(['deadline-7 office claimed']);
    await tick('2026-11-26T08:30');
    expect(await deadlines()).toEqual(['deadline-7 office missed']);
  });

  it('are not told once they are ticked off', async () => {
    const tick = { duty: 'law-advisor-log-check', day: '2026-11-25', village: null };
    expect(await dueAt('2026-11-24T08:30', tick)).toEqual([]);
  });

  it('say what is due by when, and what is lacking', async () => {
    const { store, tick } = await reminding([visit()], [], { of: gangmen });
    await tick('2026-11-24T08:30');
    const messages = await store.read(async (transaction) => {
      const look = await lookAt(transaction, gangmen, townTime('2026-11-24T08:31'));
      return todaysMessages(look, await linksIn(transaction, gangmen.town, 'http://pufa.example'));
    });
    const texts = messages.filter(({ contact }) => contact === 'office').map(({ message }) => message.text);
    expect(texts).toEqual([
      '【港门镇普法到期】法律顾问工作日志补齐（县里抽查前）\n最迟：11月25日（星期三）\n还有 1 项活动没有台账记录。',
    ]);
  });
});
