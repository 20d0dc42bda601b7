import { describe, expect, it } from '@jest/globals';
import { SYSTEM, type Activity, type Contact, type Delivery } from '../../src/facts/index.js';
import {
  acknowledge,
  contactName,
  difficultiesIn,
  difficultyRuleOf,
  failed,
  late,
  lookAt,
  newlyOwed,
  passedOn,
  todaysMessages,
  unanswered,
  upcoming,
  type DueRange,
  type Look,
} from '../../src/reminders/index.js';
import { activity, townTime } from '../support/gangmen.js';
import { cadre, office } from '../support/contacts.js';
import { delivered, lookWith } from '../support/lookWith.js';
import { reminding, setting, town, toDay, type Reminding } from '../support/reminding.js';

const ID = activity().id;

const look = ({ store }: Reminding, at: string): Promise<Look> =>
  store.read((transaction) => lookAt(transaction, setting, townTime(at)));

const answered = (
  { store }: Reminding,
  about: Activity,
  contact: string,
  reason: string | null,
  at: string,
) =>
  store.write(SYSTEM, (transaction) =>
    acknowledge(
      transaction,
      about,
      contact,
      { answer: reason === null ? 'received' : 'difficulty', reason },
      at,
    ),
  );

const noLink = () => null;

describe('a contact’s name', () => {
  const name = (contact: string, contacts: readonly Contact[] = []): string =>
    contactName(contact, town, contacts);

  it('is the person’s, else what the contact stands in for', () => {
    expect(name('c1', [cadre()])).toBe('村干部甲');
    expect([name('village:huohu'), name('lawyer:lawyer-1'), name('office')]).toEqual([
      '货湖村',
      town.lawyers[0]?.name,
      '司法所',
    ]);
  });

  it('is the id where nobody is of that name any more', () => {
    expect(['c9', 'village:atlantis', 'lawyer:huohu', 'village:lawyer-1'].map((id) => name(id))).toEqual([
      'c9',
      'village:atlantis',
      'lawyer:huohu',
      'village:lawyer-1',
    ]);
  });
});

describe('the rule of a difficulty', () => {
  it('is of one contact, short, and fit for an id', () => {
    expect(difficultyRuleOf('c1')).toMatch(/^difficulty-[0-9a-f]{10}$/);
    expect(difficultyRuleOf('c1')).not.toBe(difficultyRuleOf('c2'));
  });
});

describe('what is to be passed on by hand', () => {
  it('is one message a contact, the oldest first, with the deliveries it stands for', async () => {
    const soon = activity({
      id: 'b',
      village: 'xipo',
      start: '2026-12-03T09:00:00+08:00',
      end: '2026-12-03T10:00:00+08:00',
    });
    const hand = await reminding([activity(), activity({ id: 'a', title: '张贴标语' }), soon]);
    await hand.tick('2026-11-26T08:30');
    await hand.tick('2026-11-27T08:30');
    const messages = todaysMessages(await look(hand, '2026-11-27T08:31'), noLink);
    expect(
      messages.map(({ ids, contact, to, dueAt }) => ({ count: ids.length, contact, to, dueAt })),
    ).toEqual([
      { count: 1, contact: 'village:xipo', to: '西坡村', dueAt: '2026-11-26T08:30:00+08:00' },
      { count: 2, contact: 'village:huohu', to: '货湖村', dueAt: '2026-11-27T08:30:00+08:00' },
    ]);
    expect(messages[1]?.message.title).toMatch(/ 等 2 项$/);
  });

  it('leaves out what no longer stands, before the next minute takes it from the sheet', async () => {
    const hand = await reminding([activity()]);
    await hand.tick('2026-11-27T08:30');
    await hand.change(ID, { status: 'cancelled' }, '2026-11-27T08:31');
    expect(todaysMessages(await look(hand, '2026-11-27T08:31'), noLink)).toEqual([]);
    const overdue = await reminding([activity()]);
    await overdue.tick('2026-11-27T08:30');
    expect(todaysMessages(await look(overdue, '2026-12-01T08:31'), noLink)).toEqual([]);
  });
});

describe('what the office reads', () => {
  it('has the oldest first, whichever way it was stored', async () => {
    const days = ['2026-12-02', '2026-11-30', '2026-12-01'];
    const dueAt = (day: string): string => `${day}T08:30:00+08:00`;
    const stored = (state: Delivery['state']) =>
      days.map((day) =>
        delivered({ rule: `rule-${day}`, dueAt: dueAt(day), state, channel: 'wechat-copy', attempts: [] }),
      );
    const inOrder = [...days].sort().map(dueAt);
    const lookOf = (state: Delivery['state']) => lookWith('2026-12-03T12:00', { deliveries: stored(state) });
    expect(failed(await lookOf('failed')).map((item) => item.dueAt)).toEqual(inOrder);
    expect(late(await lookOf('missed')).map((item) => item.dueAt)).toEqual(inOrder);
  });

  it('has on the day’s sheet the texts in the order in which they fell due', async () => {
    const hand = await reminding([
      activity({ id: 'b', village: 'xipo' }),
      activity({ id: 'a', start: '2026-12-03T09:00:00+08:00', end: '2026-12-03T10:00:00+08:00' }),
    ]);
    await hand.tick('2026-11-26T08:30');
    await hand.tick('2026-11-27T08:30');
    const { deliveries, ...rest } = await look(hand, '2026-11-27T08:31');
    const backwards = { ...rest, deliveries: new Map([...deliveries].reverse()) };
    expect(todaysMessages(backwards, noLink).map(({ to }) => to)).toEqual(['货湖村', '西坡村']);
  });
});

describe('what somebody has passed on', () => {
  const sheet = async () => {
    const hand = await reminding([activity()]);
    await hand.tick('2026-11-27T08:30');
    const [delivery] = await hand.deliveries();
    if (!delivery) throw new Error('nothing is on the sheet');
    return delivery;
  };
  const AT = '2026-11-27T09:00:00+08:00';

  it('is sent, by hand, and told as the activity stands', async () => {
    const delivery = await sheet();
    const sent = passedOn({ ...delivery, halted: 'withdrawn' }, activity(), AT);
    expect(sent).toEqual({
      ...delivery,
      state: 'sent',
      halted: null,
      attempts: [{ at: AT, result: '已人工发送' }],
      told: {
        sequence: 0,
        start: '2026-12-04T09:00:00+08:00',
        end: '2026-12-04T11:30:00+08:00',
        place: '货湖村委会',
        status: 'planned',
      },
    });
  });

  it('told nothing certain where the sheet was no longer true', async () => {
    const delivery = await sheet();
    const told = (rule: string, now: Partial<Activity> | null) =>
      passedOn({ ...delivery, rule }, now === null ? undefined : activity(now), AT).told;
    const moved = { start: '2026-12-05T09:00:00+08:00', sequence: 1 };
    expect(told('week-before', moved)).toBeNull();
    expect(told('week-before', { status: 'cancelled' })).toBeNull();
    expect(told('week-before', null)).toBeNull();
    // A change is that of one sequence, wherever the activity stood before.
    expect(told('change-1', moved)).not.toBeNull();
    expect(told('change-1', { ...moved, sequence: 2 })).toBeNull();
    expect(told('cancellation-1', { status: 'cancelled', sequence: 1 })).not.toBeNull();
    expect(told('cancellation-1', { status: 'planned', sequence: 1 })).toBeNull();
  });

  it('told nothing of the activity where it was for the office', async () => {
    const delivery = await sheet();
    for (const rule of ['missed-week-before', 'difficulty-0123456789', 'deadline-7'])
      expect(passedOn({ ...delivery, rule }, activity(), AT).told).toBeNull();
  });
});

describe('who has not answered', () => {
  const told = async (): Promise<Reminding> => {
    const reminded = await reminding([activity()], [cadre(), office()]);
    await reminded.tick('2026-11-27T08:30');
    return reminded;
  };
  const ids = (at: Look) =>
    unanswered(at).map(
      ({ activity: { id }, contact, since }) => `${id === ID ? '' : id}${contact} ${since.slice(5, 16)}`,
    );

  it('is whoever was told of it as it stands, since the first time', async () => {
    const reminded = await told();
    await reminded.tick('2026-12-03T17:00');
    expect(ids(await look(reminded, '2026-12-03T17:01'))).toEqual(['c1 11-27T08:30']);
    await reminded.change(ID, toDay('2026-12-14'), '2026-12-03T18:00');
    expect(ids(await look(reminded, '2026-12-03T18:00'))).toEqual([]);
    await reminded.tick('2026-12-03T18:00');
    expect(ids(await look(reminded, '2026-12-03T18:01'))).toEqual(['c1 12-03T18:00']);
  });

  it('is nobody once it is over, cancelled, done or answered', async () => {
    const reminded = await told();
    expect(ids(await look(reminded, '2026-12-04T11:29'))).toHaveLength(1);
    expect(ids(await look(reminded, '2026-12-04T11:30'))).toEqual([]);
    for (const status of ['cancelled', 'done'] as const) {
      const ended = await told();
      await ended.store.write(SYSTEM, (transaction) => transaction.put('activities', activity({ status })));
      expect(ids(await look(ended, '2026-11-27T09:00'))).toEqual([]);
    }
    await answered(reminded, activity(), 'c1', '会议室在修', '2026-11-27T09:00:00+08:00');
    expect(ids(await look(reminded, '2026-11-27T09:01'))).toEqual([]);
  });

  it('is never the office itself', async () => {
    const townWide = activity({ village: null, lead: null });
    const reminded = await reminding([townWide], [office()]);
    await reminded.tick('2026-11-27T08:30');
    expect(await reminded.states()).toEqual(['week-before office-1 sent']);
    expect(ids(await look(reminded, '2026-11-27T08:31'))).toEqual([]);
  });

  it('comes by the activity’s start', async () => {
    const sooner = activity({
      id: 'b',
      start: '2026-12-03T09:00:00+08:00',
      end: '2026-12-03T10:00:00+08:00',
    });
    const reminded = await reminding([activity(), sooner], [cadre()]);
    await reminded.tick('2026-11-27T08:30');
    expect(ids(await look(reminded, '2026-11-27T08:31'))).toEqual(['bc1 11-27T08:30', 'c1 11-27T08:30']);
  });
});

describe('who has a difficulty', () => {
  it('is told with the answer, as long as something can be done', async () => {
    const reminded = await reminding([activity()], [cadre(), office()]);
    await answered(reminded, activity(), 'c1', '会议室在修', '2026-11-27T09:00:00+08:00');
    await answered(reminded, activity(), 'c2', null, '2026-11-27T09:00:00+08:00');
    const at = (time: string) =>
      look(reminded, time).then((seen) => difficultiesIn(seen).map(({ answer }) => answer.reason));
    expect(await at('2026-12-04T11:29')).toEqual(['会议室在修']);
    expect(await at('2026-12-04T11:30')).toEqual([]);
    await reminded.change(ID, { status: 'cancelled' }, '2026-11-27T10:00');
    expect(await at('2026-11-27T10:00')).toEqual([]);
  });

  it('has said so of the activity as it stood; after a move it is asked anew', async () => {
    const reminded = await reminding([activity()], [cadre()]);
    await answered(reminded, activity(), 'c1', '会议室在修', '2026-11-27T09:00:00+08:00');
    await reminded.change(ID, toDay('2026-12-14'), '2026-11-27T10:00');
    expect(difficultiesIn(await look(reminded, '2026-11-27T10:00'))).toEqual([]);
  });
});

describe('what went wrong', () => {
  it('stays in sight for seven days, the day itself counted', async () => {
    const reminded = await reminding([activity()], [cadre()], {
      answers: () => ({ outcome: 'permanent', result: '没有' }),
    });
    await reminded.tick('2026-11-27T08:30');
    const on = async (day: string) => failed(await look(reminded, `${day}T12:00`)).length;
    expect([await on('2026-11-27'), await on('2026-12-03'), await on('2026-12-04')]).toEqual([1, 1, 0]);
  });

  it('is no failure where it was withdrawn, and no delay where it was sent', async () => {
    const hand = await reminding([activity()]);
    await hand.tick('2026-11-27T08:30');
    await hand.change(ID, { status: 'cancelled' }, '2026-11-27T08:31');
    await hand.tick('2026-11-27T08:31');
    const seen = await look(hand, '2026-11-27T08:32');
    expect([await hand.states(), failed(seen), late(seen)]).toEqual([
      ['week-before village:huohu failed'],
      [],
      [],
    ]);
    const sent = await reminding([activity()], [cadre()]);
    await sent.tick('2026-11-27T08:30');
    expect(late(await look(sent, '2026-11-27T08:31'))).toEqual([]);
  });

  it('comes by when it was due', async () => {
    const facts = ['2026-12-05', '2026-12-04', '2026-12-06'].map((day) =>
      activity({ id: `a-${day}`, start: `${day}T09:00:00+08:00`, end: `${day}T10:00:00+08:00` }),
    );
    const hand = await reminding(facts);
    await hand.tick('2026-12-02T12:00');
    expect(late(await look(hand, '2026-12-02T12:01')).map(({ activity: id }) => id)).toEqual([
      'a-2026-12-04',
      'a-2026-12-05',
      'a-2026-12-06',
    ]);
  });
});

describe('what will be sent', () => {
  const will = async (
    at: string,
    range: DueRange = {},
    facts: readonly Activity[] = [activity()],
  ): Promise<string[]> => {
    const reminded = await reminding(facts, [cadre(), office()]);
    return upcoming(await look(reminded, at), range).map(
      ({ dueAt, rule, contact }) => `${dueAt.slice(5, 16)} ${rule} ${contact}`,
    );
  };
  const ALL = [
    '11-27T08:30 week-before c1',
    '12-03T17:00 day-before c1',
    '12-04T07:30 same-day c1',
    '12-05T09:00 record-missing c1',
  ];

  it('is what the rules will want, in the order of time', async () => {
    expect(await will('2026-11-23T10:00')).toEqual(ALL);
    expect(await will('2026-11-27T08:30')).toEqual(ALL);
    // Of what is too late the office hears instead.
    expect(await will('2026-12-01T08:30')).toEqual([
      '11-27T08:30 missed-week-before office-1',
      ...ALL.slice(1),
    ]);
  });

  it('is within the days asked for, the first inclusive, the last not', async () => {
    expect(await will('2026-11-23T10:00', { from: '2026-12-03', to: '2026-12-05' })).toEqual(ALL.slice(1, 3));
    expect(await will('2026-11-23T10:00', { to: '2026-11-28' })).toEqual(ALL.slice(0, 1));
    expect(await will('2026-11-23T10:00', { from: '2026-12-05' })).toEqual(ALL.slice(3));
    expect(await will('2026-11-27T08:30', { from: '2026-11-28' })).toEqual(ALL.slice(1));
    expect(await will('2026-11-27T08:30', { to: '2026-11-27' })).toEqual([]);
  });

  it('is nothing that was sent, and nothing of what is cancelled', async () => {
    const reminded = await reminding([activity()], [cadre()]);
    await reminded.tick('2026-11-27T08:30');
    expect(upcoming(await look(reminded, '2026-11-27T08:31'), {})).toHaveLength(3);
    expect(await will('2026-11-23T10:00', {}, [activity({ status: 'cancelled' })])).toEqual([]);
  });
});

describe('what a change makes owed', () => {
  it('is what is due after it and was not before', async () => {
    const reminded = await reminding([activity()], [cadre()]);
    await reminded.tick('2026-11-27T08:30');
    const before = await look(reminded, '2026-11-28T09:00');
    await reminded.change(ID, toDay('2026-12-14'), '2026-11-28T09:00');
    const after = await look(reminded, '2026-11-28T09:00');
    expect(newlyOwed(before, after).map(({ rule, contact }) => `${rule} ${contact}`)).toEqual([
      'change-1 c1',
    ]);
    expect(newlyOwed(after, after)).toEqual([]);
  });
});
