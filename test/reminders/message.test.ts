import { describe, expect, it } from '@jest/globals';
import { SYSTEM, type Activity, type Answer, type Told } from '../../src/facts/index.js';
import {
  acknowledge,
  deadlinesAround,
  difficultyRuleOf,
  lookAt,
  messageOf,
  missedRuleOf,
  whenText,
  type Look,
  type Spoken,
} from '../../src/reminders/index.js';
import { activity, gangmen, townTime } from '../support/gangmen.js';
import { cadre, office } from '../support/contacts.js';
import { reminding, setting } from '../support/reminding.js';

const ID = activity().id;
const NOW = '2026-11-27T08:30';

const spoken = (rule: string, given: Partial<Spoken> = {}): Spoken => ({
  activity: ID,
  rule,
  contact: 'c1',
  channel: 'log',
  ...given,
});

/** The facts as they stand, with what `c1` was told of the first of them, if anything. */
async function lookOn(
  activities: readonly Activity[] = [activity()],
  {
    told,
    answers = [],
    at = NOW,
  }: { told?: Partial<Told>; answers?: [string, Answer, string | null][]; at?: string } = {},
): Promise<Look> {
  const town = await reminding(activities, [cadre(), cadre({ id: 'c2', order: 2 }), office()]);
  const [first] = activities;
  if (told && first) {
    await town.tick(NOW);
    const [delivery] = await town.deliveries();
    if (!delivery?.told) throw new Error('nobody was told');
    const known = { ...delivery, told: { ...delivery.told, ...told } };
    await town.store.write(SYSTEM, (transaction) => transaction.put('deliveries', known));
  }
  for (const [contact, answer, reason] of answers)
    await town.store.write(SYSTEM, (transaction) =>
      acknowledge(transaction, activity(), contact, { answer, reason }, '2026-11-27T08:00:00+08:00'),
    );
  return town.store.read((transaction) => lookAt(transaction, setting, townTime(at)));
}

const noLink = () => null;
const linked = (contact: string, id: string) => `https://x/${contact}/${id}`;
const textOf = (look: Look, ...deliveries: Spoken[]): string[] =>
  messageOf(deliveries, look, noLink).text.split('\n');

describe('when an activity is', () => {
  it('is said with its weekday, the market and the hours', () => {
    const day = (date: string) => ({ start: `${date}T09:00:00+08:00`, end: `${date}T11:30:00+08:00` });
    // 10·26 of the lunar year is a market day; 10·27 is none.
    expect(whenText(day('2026-12-04'), gangmen.town)).toBe('12月4日（星期五，圩日）09:00–11:30');
    expect(whenText(day('2026-12-05'), gangmen.town)).toBe('12月5日（星期六）09:00–11:30');
    expect(whenText(day('2026-12-04'), {})).toBe('12月4日（星期五）09:00–11:30');
    expect(whenText({ start: '2026-10-09', end: '2026-10-09' }, {})).toBe('10月9日（星期五）全天');
  });
});

describe('a reminder', () => {
  it('says what, when, where and who leads, and asks for an answer', async () => {
    const look = await lookOn();
    const { title, text, link } = messageOf([spoken('week-before')], look, noLink);
    expect(title).toBe('【港门镇普法提醒】国家宪法日：召开会议（货湖村）');
    expect(text.split('\n')).toEqual([
      title,
      '时间：12月4日（星期五，圩日）09:00–11:30',
      '地点：货湖村委会',
      '牵头：司法所',
      '收到请回复。',
    ]);
    expect(link).toBeNull();
  });

  it('with a link asks for the answer there, and the link stands at its end', async () => {
    const { text, link } = messageOf([spoken('week-before')], await lookOn(), linked);
    expect(text.split('\n').at(-1)).toBe('收到请点链接回复：');
    expect(link).toBe(`https://x/c1/${ID}`);
  });

  it('names no lead where there is none', async () => {
    expect(textOf(await lookOn([activity({ lead: null })]), spoken('week-before'))).toHaveLength(4);
  });

  it('of what is over asks for the record', async () => {
    const look = await lookOn();
    const asks = (linkFor: typeof linked | typeof noLink): (string | undefined)[] => {
      const { title, text } = messageOf([spoken('record-missing')], look, linkFor);
      return [title.slice(0, 9), text.split('\n').at(-1)];
    };
    expect(asks(noLink)).toEqual(['【港门镇普法补记】', '活动已过，还没有记录，请把人数和照片报给司法所。']);
    expect(asks(linked)).toEqual(['【港门镇普法补记】', '活动已过，还没有记录，请点链接补记：']);
  });

  it('of an activity that is no more says nothing', async () => {
    expect(messageOf([spoken('week-before', { activity: 'gone' })], await lookOn(), noLink)).toEqual({
      title: '',
      text: '',
      link: null,
      activities: [],
    });
  });
});

describe('a change', () => {
  const lines = async (told: Partial<Told>, now: Partial<Activity> = {}): Promise<string[]> =>
    textOf(await lookOn([activity(now)], { told }), spoken('change-1')).slice(1, -1);

  it('says of time and place what they are and what they were', async () => {
    expect(await lines({ place: '货湖小学' })).toEqual([
      '时间：12月4日（星期五，圩日）09:00–11:30（不变）',
      '地点：货湖村委会（原定货湖小学）',
    ]);
    expect(await lines({ start: '2026-12-05T15:00:00+08:00', end: '2026-12-05T17:30:00+08:00' })).toEqual([
      '时间：12月4日（星期五，圩日）09:00–11:30（原定12月5日（星期六）15:00–17:30）',
      '地点：货湖村委会（不变）',
    ]);
  });

  it('says that it is held after all, or that it is settled now', async () => {
    expect((await lines({ status: 'cancelled' })).slice(2)).toEqual(['此前通知取消，现恢复举办。']);
    expect((await lines({ status: 'planned' }, { status: 'confirmed' })).slice(2)).toEqual([
      '安排已经确定。',
    ]);
    expect((await lines({ status: 'confirmed' }, { status: 'confirmed' })).slice(2)).toEqual([]);
    expect((await lines({ status: 'cancelled' }, { status: 'confirmed' })).slice(2)).toEqual([
      '此前通知取消，现恢复举办。',
    ]);
  });

  it('to somebody of whom nobody knows what they were told says it as it is', async () => {
    expect(textOf(await lookOn(), spoken('change-1'))).toEqual([
      '【港门镇普法变更】国家宪法日：召开会议（货湖村）',
      '时间：12月4日（星期五，圩日）09:00–11:30',
      '地点：货湖村委会',
      '牵头：司法所',
      '收到请回复。',
    ]);
  });

  it('that cancels names it as the contact knows it', async () => {
    const cancelled = [activity({ status: 'cancelled' })];
    expect(textOf(await lookOn(cancelled), spoken('cancellation-2'))).toEqual([
      '【港门镇普法取消】国家宪法日：召开会议（货湖村）',
      '原定：12月4日（星期五，圩日）09:00–11:30，货湖村委会',
      '这项活动取消，请转告参加的人。',
      '收到请回复。',
    ]);
    const look = await lookOn([activity()], { told: { place: '货湖小学' } });
    expect(textOf(look, spoken('cancellation-2'))[1]).toBe(
      '原定：12月4日（星期五，圩日）09:00–11:30，货湖小学',
    );
    // To another contact nobody said so.
    expect(textOf(look, spoken('cancellation-2', { contact: 'c2' }))[1]).toContain('货湖村委会');
  });
});

describe('what the office is told of a village', () => {
  it('is its difficulty with the reason, and asks for nothing', async () => {
    const look = await lookOn([activity()], {
      answers: [
        ['c2', 'difficulty', '会议室在修'],
        ['c1', 'difficulty', null],
      ],
    });
    const text = (contact: string) =>
      textOf(look, spoken(difficultyRuleOf(contact), { contact: 'office-1' }));
    expect(text('c2')).toEqual([
      '【港门镇普法回执】国家宪法日：召开会议（货湖村）',
      '货湖村回复有困难：会议室在修',
      '时间：12月4日（星期五，圩日）09:00–11:30',
      '地点：货湖村委会',
      '牵头：司法所',
    ]);
    expect(text('c1')[1]).toBe('货湖村回复有困难：没有写原因');
  });

  it('is that nobody answers; the second contact is asked to arrange it', async () => {
    const look = await lookOn();
    const to = (contact: string, linkFor: typeof linked | typeof noLink = noLink): string[] =>
      messageOf([spoken('escalation-1', { contact })], look, linkFor).text.split('\n');
    expect(to('office-1')).toEqual([
      '【港门镇普法催办】国家宪法日：召开会议（货湖村）',
      '货湖村还没有人回复收到。',
      '时间：12月4日（星期五，圩日）09:00–11:30',
      '地点：货湖村委会',
      '牵头：司法所',
      '请联系村里。',
    ]);
    expect([to('office-1', linked).at(-1), to('office').at(-1)]).toEqual(['请联系村里。', '请联系村里。']);
    expect([to('c2').at(-1), to('c2', linked).at(-1)]).toEqual([
      '请您安排，收到请回复。',
      '请您安排，并点链接回复：',
    ]);
  });

  it('speaks of the whole town where there is no village', async () => {
    const look = await lookOn([activity({ village: null })]);
    expect(textOf(look, spoken('escalation-2', { contact: 'office-1' }))[1]).toBe('全镇还没有人回复收到。');
  });
});

describe('one message of several', () => {
  const other = activity({
    id: 'b',
    title: '张贴标语',
    start: '2026-12-03T09:00:00+08:00',
    end: '2026-12-03T10:00:00+08:00',
  });

  it('says the soonest first, each with its own link, the last one’s at the very end', async () => {
    const look = await lookOn([activity(), other]);
    const { title, text, link, activities } = messageOf(
      [spoken('week-before'), spoken('week-before', { activity: 'b' })],
      look,
      linked,
    );
    expect(title).toBe('【港门镇普法提醒】张贴标语 等 2 项');
    const [first, second, ...more] = text.split('\n\n');
    expect(first?.split('\n').slice(-2)).toEqual(['收到请点链接回复：', 'https://x/c1/b']);
    expect(second?.split('\n').at(-1)).toBe('收到请点链接回复：');
    expect([more, link, activities.map(({ id }) => id)]).toEqual([[], `https://x/c1/${ID}`, ['b', ID]]);
  });

  it('without links has nothing between one and the next but an empty line', async () => {
    const look = await lookOn([activity(), other]);
    const { text } = messageOf(
      [spoken('week-before'), spoken('week-before', { activity: 'b' })],
      look,
      noLink,
    );
    expect(
      text.split('\n').filter((line) => line === '' || line.startsWith('【') || line.startsWith('收到')),
    ).toEqual([
      '【港门镇普法提醒】张贴标语',
      '收到请回复。',
      '',
      '【港门镇普法提醒】国家宪法日：召开会议（货湖村）',
      '收到请回复。',
    ]);
  });

  it('says of one activity what matters most, in whatever order they come', async () => {
    const look = await lookOn([activity({ status: 'cancelled' })]);
    const rules = ['week-before', 'escalation-1', difficultyRuleOf('c1'), 'change-1', 'cancellation-2'];
    const words = (...given: string[]): string =>
      messageOf(
        given.map((rule) => spoken(rule)),
        look,
        noLink,
      ).title.slice(6, 8);
    expect(rules.map((_, index) => words(...rules.slice(0, index + 1)))).toEqual([
      '提醒',
      '催办',
      '回执',
      '变更',
      '取消',
    ]);
    expect(rules.map((_, index) => words(...rules.slice(0, index + 1).reverse()))).toEqual([
      '提醒',
      '催办',
      '回执',
      '变更',
      '取消',
    ]);
  });

  it('asks for the record beside, and names the activity once', async () => {
    const { text, activities } = messageOf(
      [spoken('change-1'), spoken('record-missing')],
      await lookOn(),
      noLink,
    );
    expect(text.match(/普法../g)).toEqual(['普法变更', '普法补记']);
    expect(activities).toHaveLength(1);
  });
});

describe('the digest of what did not get through', () => {
  const missed = (count: number, given: Partial<Activity> = {}) =>
    Array.from({ length: count }, (_, n) =>
      activity({
        id: `a${n}`,
        title: `第${n + 1}项`,
        start: `2026-12-${String(n + 1).padStart(2, '0')}T09:00:00+08:00`,
        ...given,
      }),
    );
  const digest = async (facts: readonly Activity[], rule = 'week-before'): Promise<string[]> =>
    textOf(
      await lookOn(facts),
      ...facts.map(({ id }) => spoken(missedRuleOf(rule), { activity: id, contact: 'office-1' })),
    );

  it('counts, and names each activity by its day, the soonest first', async () => {
    expect(await digest([...missed(2)].reverse())).toEqual([
      '【港门镇普法漏发】有 2 条没有按时送到：',
      '12月1日 第1项',
      '12月2日 第2项',
    ]);
  });

  it('says how many told of a change', async () => {
    const [line] = await digest(missed(2), 'change-1');
    expect(line).toBe('【港门镇普法漏发】有 2 条没有按时送到，其中变更或取消 2 条：');
  });

  it('says once what is the same, with its number', async () => {
    expect((await digest(missed(3, { title: '讲座', start: '2026-12-04T09:00:00+08:00' }))).slice(1)).toEqual(
      ['12月4日 讲座 ×3'],
    );
  });

  it('names twelve at most, and says where the rest is', async () => {
    expect(await digest(missed(12))).toHaveLength(13);
    const lines = await digest(missed(14));
    expect([lines.length, lines.at(-2), lines.at(-1)]).toEqual([
      14,
      '12月12日 第12项',
      '还有 2 项活动，见“今日提醒”页。',
    ]);
  });

  it('stands at the end of the message, whose links then stand in the text', async () => {
    const look = await lookOn();
    const { title, text, link } = messageOf(
      [spoken('missed-week-before'), spoken('week-before')],
      look,
      linked,
    );
    expect(title).toBe('【港门镇普法提醒】国家宪法日：召开会议（货湖村） 等 2 项');
    expect(text.split('\n\n').map((part) => part.split('\n').at(-1))).toEqual([
      `https://x/c1/${ID}`,
      '12月4日 国家宪法日：召开会议（货湖村）',
    ]);
    expect(link).toBeNull();
  });
});

describe('a deadline of the office', () => {
  const visit = (id: string): Activity =>
    activity({
      id,
      duty: 'lawyer-visit',
      start: '2026-11-10T08:30:00+08:00',
      end: '2026-11-10T17:30:00+08:00',
    });

  /** A look in which the office has its real deadlines. */
  const lookIn = async (activities: readonly Activity[]): Promise<Look> => ({
    ...(await lookOn(activities, { at: '2026-11-20T08:30' })),
    deadlines: new Map(
      deadlinesAround('2026-11-20', {
        town: gangmen.town,
        ticks: [],
        activities,
        isRecorded: () => false,
      }).map((deadline) => [deadline.id, deadline]),
    ),
  });
  const ID_25 = 'law-advisor-log-check-2026-11-25';

  it('says by when, and how much has no record yet', async () => {
    const look = await lookIn([visit('v1'), visit('v2')]);
    expect(textOf(look, spoken('deadline-7', { activity: ID_25, contact: 'office-1' }))).toEqual([
      '【港门镇普法到期】法律顾问工作日志补齐（县里抽查前）',
      '最迟：11月25日（星期三）',
      '还有 2 项活动没有台账记录。',
    ]);
    expect(textOf(await lookIn([]), spoken('deadline-7', { activity: ID_25 }))).toHaveLength(2);
  });

  it('says how many villages are not ticked off', async () => {
    const look = await lookIn([]);
    const known = look.deadlines.get(ID_25);
    if (!known) throw new Error('no deadline');
    const villages = ['huohu', 'xipo', 'wujia'].map((village, n) => ({ village, ticked: n === 0 }));
    const open = { ...look, deadlines: new Map([[ID_25, { ...known, villages }]]) };
    expect(textOf(open, spoken('deadline-7', { activity: ID_25 })).at(-1)).toBe('还有 2 个村没有勾销。');
  });

  it('is said once, after what comes of activities', async () => {
    const look = await lookIn([activity()]);
    const { text, link } = messageOf(
      [
        spoken('deadline-7', { activity: ID_25 }),
        spoken('deadline-1', { activity: ID_25 }),
        spoken('week-before'),
      ],
      look,
      linked,
    );
    expect(text.match(/普法../g)).toEqual(['普法提醒', '普法到期']);
    expect(link).toBeNull();
  });
});
