import { describe, expect, it } from '@jest/globals';
import { SYSTEM } from '../../src/facts/index.js';
import {
  acknowledge,
  failed,
  late,
  lookAt,
  nextEscalation,
  todaysMessages,
  unanswered,
} from '../../src/reminders/index.js';
import { activity, townTime } from '../support/gangmen.js';
import { cadre, office } from '../support/contacts.js';
import { reminding, setting, toDay, type Reminding } from '../support/reminding.js';

const ID = activity().id;
const SECOND = cadre({ id: 'c2', order: 2, name: '村干部乙' });

/** Friday morning: 货湖村’s first contact is told; the office works 8:30–12:00 and 14:30–17:30. */
const asked = async (...more: Parameters<Reminding['put']>): Promise<Reminding> => {
  const town = await reminding([activity()], [cadre(), office(), ...more]);
  await town.tick('2026-11-27T08:30');
  town.got.length = 0;
  return town;
};

const answer = (
  town: Reminding,
  contact: string,
  at: string,
  reason: string | null = null,
): Promise<unknown> =>
  town.store.write(SYSTEM, async (transaction) => {
    const now = await transaction.get('activities', 'gangmen', ID);
    if (!now) throw new Error('no activity');
    return acknowledge(
      transaction,
      now,
      contact,
      reason === null ? { answer: 'received', reason } : { answer: 'difficulty', reason },
      at,
    );
  });

const titles = ({ got }: Reminding): string[] =>
  got.map(({ at, message }) => `${at.slice(5, 16)} ${message.title.slice(0, 9)}`);

describe('who does not answer', () => {
  it('is followed after four working hours by the second contact, after four more by the office', async () => {
    const town = await asked(SECOND);
    // 3½ hours in the morning, half an hour after the break.
    for (const at of ['2026-11-27T14:59', '2026-11-27T15:00', '2026-11-27T17:29']) await town.tick(at);
    // 2½ hours on Friday, none at the weekend, 1½ on Monday.
    for (const at of ['2026-11-28T10:00', '2026-11-29T15:00', '2026-11-30T09:59', '2026-11-30T10:00'])
      await town.tick(at);
    expect(titles(town)).toEqual(['11-27T15:00 【港门镇普法催办】', '11-30T10:00 【港门镇普法催办】']);
    expect((await town.states()).filter((line) => line.startsWith('esc'))).toEqual([
      'escalation-1 c2 sent',
      'escalation-2 office-1 sent',
    ]);
  });

  it('is known beforehand to reach whom next, and when', async () => {
    const next = async (town: Reminding, at: string) => {
      const look = await town.store.read((transaction) => lookAt(transaction, setting, townTime(at)));
      const now = look.activities.get(ID);
      return now && nextEscalation(now, look);
    };
    const town = await asked(SECOND);
    expect(await next(town, '2026-11-27T10:00')).toEqual({
      to: 'second-contact',
      at: '2026-11-27T15:00:00+08:00',
    });
    await town.tick('2026-11-27T15:00');
    expect(await next(town, '2026-11-27T15:00')).toEqual({ to: 'office', at: '2026-11-30T10:00:00+08:00' });
    await town.tick('2026-11-30T10:00');
    expect(await next(town, '2026-11-30T10:00')).toBeNull();
    const alone = await asked();
    expect(await next(alone, '2026-11-27T10:00')).toEqual({ to: 'office', at: '2026-11-27T15:00:00+08:00' });
    await answer(alone, 'c1', '2026-11-27T11:00:00+08:00');
    expect(await next(alone, '2026-11-27T11:00')).toBeNull();
  });

  it('is followed by the office at once where there is no second contact', async () => {
    const town = await asked();
    await town.tick('2026-11-27T15:00');
    expect(await town.states()).toEqual(['escalation-2 office-1 sent', 'week-before c1 sent']);
    expect(town.got[0]?.message.text.split('\n')[1]).toBe('货湖村还没有人回复收到。');
  });

  it('waits for working hours when the program was down', async () => {
    const town = await asked();
    for (const at of ['2026-11-27T18:00', '2026-11-28T10:00', '2026-11-30T08:30']) await town.tick(at);
    expect(titles(town)).toEqual(['11-30T08:30 【港门镇普法催办】']);
  });

  it('is left alone once anybody of the village has answered, and asked anew after a move', async () => {
    const town = await asked(SECOND);
    await answer(town, 'c1', '2026-11-27T09:00:00+08:00');
    await town.tick('2026-11-27T15:00');
    expect(await town.states()).toEqual(['week-before c1 acknowledged']);
    await town.change(ID, toDay('2026-12-14'), '2026-11-30T08:30');
    await town.tick('2026-11-30T08:30');
    await town.tick('2026-11-30T15:00');
    expect(await town.states()).toEqual([
      'change-1 c1 sent',
      'escalation-1 c2 sent',
      'week-before c1 acknowledged',
    ]);
  });

  it('is nobody where nobody is entered, and nobody once it is held or cancelled', async () => {
    const town = await asked();
    await town.change(ID, { status: 'cancelled' }, '2026-11-27T12:00');
    await town.tick('2026-11-27T15:00');
    expect((await town.states()).filter((line) => line.startsWith('esc'))).toEqual([]);
    const byHand = await reminding([activity()], [office()]);
    await byHand.tick('2026-11-27T08:30');
    await byHand.tick('2026-11-27T17:00');
    expect(await byHand.states()).toEqual(['week-before village:huohu claimed']);
  });
});

describe('a difficulty', () => {
  it('reaches the office with its reason, once', async () => {
    const town = await asked();
    await answer(town, 'c1', '2026-11-27T09:00:00+08:00', '会议室在修');
    await town.tick('2026-11-27T09:00');
    await town.tick('2026-11-27T09:01');
    expect(town.got.map(({ message }) => message.text.split('\n').slice(0, 2))).toEqual([
      ['【港门镇普法回执】国家宪法日：召开会议（货湖村）', '货湖村回复有困难：会议室在修'],
    ]);
  });
});

describe('the office’s look', () => {
  const look = (town: Reminding, at: string) =>
    town.store.read((transaction) => lookAt(transaction, setting, townTime(at)));

  it('sees who has not answered, since when', async () => {
    const town = await asked();
    expect(
      unanswered(await look(town, '2026-11-27T09:00')).map(({ activity: { id }, ...rest }) => ({
        id,
        ...rest,
      })),
    ).toEqual([{ id: ID, contact: 'c1', since: '2026-11-27T08:30:00+08:00' }]);
    await answer(town, 'c1', '2026-11-27T09:00:00+08:00');
    expect(unanswered(await look(town, '2026-11-27T09:01'))).toEqual([]);
  });

  it('sees what waits for a hand, what failed and what is late', async () => {
    const town = await reminding([activity(), activity({ id: 'b', village: 'xipo' })], [cadre(), office()], {
      answers: () => ({ outcome: 'permanent', result: '机器人不存在' }),
    });
    await town.tick('2026-11-27T08:30');
    const then = await look(town, '2026-11-27T08:31');
    expect(todaysMessages(then, () => 'https://x/r/t').map(({ to, message }) => [to, message.link])).toEqual([
      ['西坡村', 'https://x/r/t'],
    ]);
    expect(failed(then).map(({ contact, attempts }) => [contact, attempts.at(-1)?.result])).toEqual([
      ['c1', '机器人不存在'],
    ]);
    await town.tick('2026-11-30T08:31');
    expect(late(await look(town, '2026-11-30T08:32')).map(({ contact }) => contact)).toEqual([
      'village:xipo',
    ]);
  });
});
