import { describe, expect, it } from '@jest/globals';
import { passedOn } from '../../src/reminders/index.js';
import { SYSTEM } from '../../src/facts/index.js';
import { activity } from '../support/gangmen.js';
import { cadre, office } from '../support/contacts.js';
import { reminding, toDay, type Reminding } from '../support/reminding.js';

const ID = activity().id;

/** 货湖村 was told a week before; 西坡村, of the same activity’s kind, was not. */
const told = async (): Promise<Reminding> => {
  const town = await reminding([activity()], [cadre(), office(), cadre({ id: 'c9', village: 'xipo' })]);
  await town.tick('2026-11-27T08:30');
  town.got.length = 0;
  return town;
};

const texts = ({ got }: Reminding): string[] => got.map(({ message }) => message.text);

describe('a change', () => {
  it('is told to whoever was told before, once, and to nobody else', async () => {
    const town = await told();
    await town.change(ID, toDay('2026-12-14'), '2026-11-28T09:00');
    for (const at of ['09:00', '09:01', '09:02']) await town.tick(`2026-11-28T${at}`);
    expect(texts(town)).toEqual([
      [
        '【港门镇普法变更】国家宪法日：召开会议（货湖村）',
        '时间：12月14日（星期一，圩日）09:00–11:30（原定12月4日（星期五，圩日）09:00–11:30）',
        '地点：货湖村委会（不变）',
        '收到请回复。',
      ].join('\n'),
    ]);
    expect(await town.states()).toEqual(['change-1 c1 sent', 'week-before c1 sent']);
  });

  it('that is told after the day does not stand in for asking for the record', async () => {
    const town = await told();
    // Moved to an earlier day, while the program was down until the day after that.
    await town.change(ID, toDay('2026-12-02'), '2026-12-01T12:00');
    await town.tick('2026-12-03T10:00');
    expect(texts(town).map((text) => text.match(/普法../g))).toEqual([
      ['普法变更', '普法补记'],
      expect.arrayContaining(['普法漏发']),
    ]);
  });

  it('of place is told too, and so is a cancellation', async () => {
    const town = await told();
    await town.change(ID, { place: '货湖村文化楼' }, '2026-11-28T09:00');
    await town.tick('2026-11-28T09:00');
    await town.change(ID, { status: 'cancelled' }, '2026-11-28T10:00');
    await town.tick('2026-11-28T10:00');
    expect(texts(town)).toEqual([
      expect.stringContaining('地点：货湖村文化楼（原定货湖村委会）'),
      [
        '【港门镇普法取消】国家宪法日：召开会议（货湖村）',
        '原定：12月4日（星期五，圩日）09:00–11:30，货湖村文化楼',
        '这项活动取消，请转告参加的人。',
        '收到请回复。',
      ].join('\n'),
    ]);
  });

  it('of nothing but the title is not told', async () => {
    const town = await told();
    await town.change(ID, { title: '国家宪法日：座谈会' }, '2026-11-28T09:00');
    await town.tick('2026-11-28T09:00');
    expect(texts(town)).toEqual([]);
  });

  it('is told to nobody where nobody was told before', async () => {
    const town = await reminding([activity()], [cadre()]);
    await town.change(ID, toDay('2026-12-14'), '2026-11-26T09:00');
    await town.tick('2026-11-26T09:00');
    await town.change(ID, { status: 'cancelled' }, '2026-11-26T10:00');
    await town.tick('2026-11-26T10:00');
    expect(await town.states()).toEqual([]);
  });

  it('is told once for several before anything went, and not at all when it came back', async () => {
    const town = await told();
    // In the quiet hours nothing goes, so that all this is one change by the morning.
    await town.change(ID, toDay('2026-12-14'), '2026-11-28T21:00');
    await town.tick('2026-11-28T21:00');
    await town.change(ID, toDay('2026-12-15'), '2026-11-28T21:01');
    await town.tick('2026-11-28T21:01');
    await town.tick('2026-11-29T07:30');
    expect([texts(town).length, await town.states()]).toEqual([
      1,
      ['change-2 c1 sent', 'week-before c1 sent'],
    ]);
    await town.change(ID, toDay('2026-12-16'), '2026-11-29T21:00');
    await town.tick('2026-11-29T21:00');
    await town.change(ID, toDay('2026-12-15'), '2026-11-29T21:01');
    await town.tick('2026-11-30T08:00');
    expect(texts(town)).toHaveLength(1);
  });

  it('back and forth is told each time, for each time somebody knew otherwise', async () => {
    const town = await told();
    await town.change(ID, { status: 'cancelled' }, '2026-11-28T09:00');
    await town.tick('2026-11-28T09:00');
    await town.change(ID, { status: 'planned' }, '2026-11-28T09:05');
    await town.tick('2026-11-28T09:05');
    expect(texts(town).map((text) => text.split('\n').at(-2))).toEqual([
      '这项活动取消，请转告参加的人。',
      '此前通知取消，现恢复举办。',
    ]);
  });

  it('is one block with the reminder of the new date, when both fall into one minute', async () => {
    const town = await told();
    await town.change(ID, toDay('2026-12-05'), '2026-11-29T09:00');
    await town.tick('2026-11-29T09:00');
    expect(town.got.map(({ message }) => message.title)).toEqual([
      '【港门镇普法变更】国家宪法日：召开会议（货湖村）',
    ]);
    expect(await town.states()).toEqual(['change-1 c1 sent', 'week-before c1 sent', 'week-before c1 sent']);
  });

  it('goes by the channel the contact has now', async () => {
    const town = await told();
    await town.put(cadre({ channels: [] }));
    await town.change(ID, { status: 'cancelled' }, '2026-11-28T09:00');
    await town.tick('2026-11-28T09:00');
    expect(
      (await town.deliveries()).map(({ rule, channel, state }) => `${rule} ${channel} ${state}`).sort(),
    ).toEqual(['cancellation-1 wechat-copy claimed', 'week-before log sent']);
  });

  it('that nobody could be told of in time is missed, and the office hears of it', async () => {
    const town = await told();
    await town.change(ID, { status: 'cancelled' }, '2026-12-03T12:00');
    await town.tick('2026-12-04T12:00');
    expect(await town.states()).toEqual([
      'cancellation-1 c1 missed',
      'missed-cancellation-1 office-1 sent',
      'week-before c1 sent',
    ]);
    expect(texts(town)).toEqual([
      '【港门镇普法漏发】有 1 条没有按时送到，其中变更或取消 1 条：\n12月4日 国家宪法日：召开会议（货湖村）',
    ]);
  });
});

describe('what goes by hand', () => {
  const passOn = async (town: Reminding, rule: string, at: string): Promise<void> => {
    const delivery = (await town.deliveries()).find((item) => item.rule === rule);
    if (!delivery) throw new Error(`no delivery ${rule}`);
    await town.store.write(SYSTEM, async (transaction) => {
      const now = await transaction.get('activities', 'gangmen', delivery.activity);
      await transaction.put('deliveries', passedOn(delivery, now, at));
    });
  };

  it('was told when somebody passed it on, not when it stood on the sheet', async () => {
    const town = await reminding([activity()]);
    await town.tick('2026-11-27T08:30');
    await town.change(ID, { status: 'cancelled' }, '2026-11-27T09:00');
    await town.tick('2026-11-27T09:00');
    expect(await town.states()).toEqual(['week-before village:huohu failed']);
  });

  it('is followed by the change when it was passed on from a sheet no longer true', async () => {
    const town = await reminding([activity()]);
    await town.tick('2026-11-27T08:30');
    await town.change(ID, toDay('2026-12-14'), '2026-11-27T09:00');
    await passOn(town, 'week-before', '2026-11-27T09:00:30+08:00');
    await town.tick('2026-11-27T09:01');
    expect(await town.states()).toEqual(['change-1 village:huohu claimed', 'week-before village:huohu sent']);
    await passOn(town, 'change-1', '2026-11-27T09:02:00+08:00');
    await town.tick('2026-11-27T09:03');
    expect(await town.states()).toEqual(['change-1 village:huohu sent', 'week-before village:huohu sent']);
  });
});
