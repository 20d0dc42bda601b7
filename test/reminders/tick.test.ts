import { describe, expect, it } from '@jest/globals';
import { SYSTEM } from '../../src/facts/index.js';
import type { Outcome } from '../../src/reminders/index.js';
import { activity } from '../support/gangmen.js';
import { cadre, office } from '../support/contacts.js';
import { reminding } from '../support/reminding.js';

const ID = activity().id;
const sender = (owner: string) => ({
  owner,
  inFlight: new Set<string>(),
  gone: (owners: readonly string[]) => Promise.resolve(new Set(owners)),
});

describe('the minute’s tick', () => {
  it('sends each reminder once, however often it runs, and when the clock is set back an hour', async () => {
    const { tick, got, states } = await reminding([activity()], [cadre()]);
    for (const at of ['2026-11-27T08:30', '2026-11-27T08:31', '2026-11-27T08:30', '2026-11-27T07:31'])
      await tick(at);
    await tick('2026-11-27T08:30');
    expect(got.map(({ message }) => message.text)).toEqual([
      [
        '【港门镇普法提醒】国家宪法日：召开会议（货湖村）',
        '时间：12月4日（星期五，圩日）09:00–11:30',
        '地点：货湖村委会',
        '牵头：司法所',
        '收到请回复。',
      ].join('\n'),
    ]);
    expect(await states()).toEqual(['week-before c1 sent']);
  });

  it('sends one message for what one contact is to be told in one minute', async () => {
    const { tick, got, states } = await reminding(
      [activity(), activity({ id: 'b', title: '张贴标语' })],
      [cadre()],
    );
    const links = () => Promise.resolve((contact: string, id: string) => `https://x/${contact}/${id}`);
    await tick('2026-11-27T08:30', { links });
    expect(got.map(({ message }) => [message.title, message.link, message.activities.length])).toEqual([
      ['【港门镇普法提醒】国家宪法日：召开会议（货湖村） 等 2 项', 'https://x/c1/b', 2],
    ]);
    expect(got[0]?.message.text).toContain(`\nhttps://x/c1/${ID}\n`);
    expect(await states()).toEqual(['week-before c1 sent', 'week-before c1 sent']);
  });

  it('leaves on the sheet what goes by hand, and asks for it no more', async () => {
    const { tick, states, owed } = await reminding([activity()]);
    await tick('2026-11-27T08:30');
    await tick('2026-11-27T08:31');
    expect(await states()).toEqual(['week-before village:huohu claimed']);
    expect((await owed('2026-11-27T08:32')).due).toEqual([]);
  });

  it('takes from the sheet what nobody passed on in time, and what no longer stands', async () => {
    const { tick, states, change } = await reminding(
      [activity(), activity({ id: 'b', village: 'xipo' })],
      [office()],
    );
    await tick('2026-11-27T08:30');
    await change('b', { status: 'cancelled' }, '2026-11-27T08:31');
    await tick('2026-11-27T08:31');
    expect(await states()).toEqual(['week-before village:huohu claimed', 'week-before village:xipo failed']);
    await tick('2026-11-30T08:31');
    expect(await states()).toEqual([
      'missed-week-before office-1 sent',
      'week-before village:huohu missed',
      'week-before village:xipo failed',
    ]);
  });

  it('puts on the sheet again what was withdrawn, once it stands so again', async () => {
    const { tick, states, change } = await reminding([activity()]);
    await tick('2026-11-27T08:30');
    await change(ID, { status: 'cancelled' }, '2026-11-27T08:31');
    await tick('2026-11-27T08:31');
    await change(ID, { status: 'planned' }, '2026-11-27T08:32');
    await tick('2026-11-27T08:32');
    expect(await states()).toEqual(['week-before village:huohu claimed']);
  });

  it('sends nothing of an activity that is cancelled between claim and sending', async () => {
    const { tick, got, change, states } = await reminding(
      [activity(), activity({ id: 'b', village: 'xipo' })],
      [cadre(), cadre({ id: 'c2', village: 'xipo' })],
      {
        answers: async (message) => {
          if (message.activities[0]?.id === ID)
            await change('b', { status: 'cancelled' }, '2026-11-27T08:30');
          return { outcome: 'sent', result: 'ok' };
        },
      },
    );
    await tick('2026-11-27T08:30');
    await tick('2026-11-27T08:31');
    expect(got.map(({ message }) => message.activities.map(({ id }) => id))).toEqual([[ID]]);
    expect(await states()).toEqual(['week-before c1 sent', 'week-before c2 failed']);
  });
});

describe('a claim that a crash left open', () => {
  /** As the store stands when the process is killed between claim and result. */
  const crashed = async () => {
    const town = await reminding([activity()], [cadre(), office()]);
    await town.tick('2026-11-27T08:30', { sender: sender('dead') });
    const [sent] = await town.deliveries();
    if (!sent) throw new Error('nothing was claimed');
    const left = {
      ...sent,
      state: 'claimed' as const,
      attempts: [],
      claim: { owner: 'dead', at: '2026-11-27T08:30:00+08:00' },
    };
    await town.store.write(SYSTEM, (transaction) => transaction.put('deliveries', left));
    return { ...town, left };
  };

  it('is tried once more after each crash, marked as perhaps double, until it is too late', async () => {
    const { tick, got, states, store, left } = await crashed();
    await tick('2026-11-27T08:31', { sender: sender('next') });
    expect([got.length, await states()]).toEqual([2, ['week-before c1 sent double?']]);

    const again = { ...left, maybeDouble: true };
    await store.write(SYSTEM, (transaction) => transaction.put('deliveries', again));
    await tick('2026-11-27T08:32', { sender: sender('third') });
    expect([got.length, await states()]).toEqual([3, ['week-before c1 sent double?']]);

    await store.write(SYSTEM, (transaction) => transaction.put('deliveries', again));
    await tick('2026-12-01T08:00', { sender: sender('fourth') });
    expect(await states()).toContain('week-before c1 missed double?');
  });

  it('is left alone as long as its process is at work, be it this one or another', async () => {
    const { tick, got } = await crashed();
    const own = sender('dead');
    for (const { id } of [{ id: (await crashed()).left.id }]) own.inFlight.add(id);
    await tick('2026-11-27T08:31', { sender: own });
    const other = { ...sender('other'), gone: () => Promise.resolve(new Set<string>()) };
    await tick('2026-11-27T08:31', { sender: other });
    expect(got).toHaveLength(1);
    // A process that runs may still have lost sight of it.
    await tick('2026-11-27T08:46', { sender: other });
    expect(got).toHaveLength(2);
  });

  it('counts as perhaps told: a cancellation follows', async () => {
    const { tick, got, change, states } = await crashed();
    await change(ID, { status: 'cancelled' }, '2026-11-27T08:30');
    await tick('2026-11-27T08:31', { sender: sender('next') });
    await tick('2026-11-27T08:32', { sender: sender('next') });
    expect(got.at(-1)?.message.title).toBe('【港门镇普法取消】国家宪法日：召开会议（货湖村）');
    expect(await states()).toEqual(['cancellation-1 c1 sent', 'week-before c1 failed']);
  });

  it('is what is left of a sending that nobody knows the end of', async () => {
    let tries = 0;
    const { tick, got, states } = await reminding([activity()], [cadre()], {
      answers: () => {
        tries += 1;
        if (tries === 1) throw new Error('connection reset');
        return { outcome: 'sent', result: 'ok' };
      },
    });
    await tick('2026-11-27T08:30');
    await tick('2026-11-27T08:31');
    expect([got.length, tries, await states()]).toEqual([1, 2, ['week-before c1 sent double?']]);
  });
});

describe('a connection that ends before the answer', () => {
  const broken: Outcome = { outcome: 'retry', result: '对方没有及时回答', mayHaveGone: true };

  it('has it tried once more, marked as perhaps double, and then given up', async () => {
    const answers = [broken, { outcome: 'retry', result: '太频繁' } as const, broken];
    const { tick, states } = await reminding([activity()], [cadre()], {
      answers: () => answers.shift() ?? { outcome: 'sent', result: 'ok' },
    });
    await tick('2026-11-27T08:30');
    expect(await states()).toEqual(['week-before c1 claimed double?']);
    await tick('2026-11-27T09:30');
    expect(await states()).toEqual(['week-before c1 claimed double?']);
    await tick('2026-11-27T10:30');
    expect(await states()).toContain('week-before c1 failed double?');
    expect(answers).toEqual([]);
  });
});

describe('what does not go', () => {
  const withAnswer = (answer: Outcome) =>
    reminding([activity()], [cadre(), office({ channels: [{ kind: 'wechat-copy' }] })], {
      answers: () => answer,
    });

  it('for good is not tried again, and the office is told', async () => {
    const { tick, states } = await withAnswer({ outcome: 'permanent', result: '机器人不存在' });
    await tick('2026-11-27T08:30');
    await tick('2026-11-27T08:31');
    expect(await states()).toEqual(['missed-week-before office-1 claimed', 'week-before c1 failed']);
  });

  it('for its address goes when the address is mended', async () => {
    const town = await withAnswer({ outcome: 'configuration', result: '密钥不对' });
    await town.put(cadre({ channels: [{ kind: 'wecom', url: 'https://qyapi.weixin.qq.com/old' }] }));
    const got: string[] = [];
    const wecom = {
      kind: 'wecom' as const,
      budgets: [],
      budgetKey: () => 'one',
      send: (address: { kind: string; url?: string }) => {
        got.push(address.url ?? '');
        return Promise.resolve<Outcome>({ outcome: 'configuration', result: '密钥不对' });
      },
    };
    for (const at of ['08:30', '08:31', '08:32']) await town.tick(`2026-11-27T${at}`, { channels: [wecom] });
    expect(got).toHaveLength(1);
    await town.put(cadre({ channels: [{ kind: 'wecom', url: 'https://qyapi.weixin.qq.com/new' }] }));
    await town.tick('2026-11-27T08:33', { channels: [wecom] });
    expect(got).toEqual(['https://qyapi.weixin.qq.com/old', 'https://qyapi.weixin.qq.com/new']);
  });

  it('for want of a setting goes once the program was started anew with it', async () => {
    const town = await reminding([activity()], [cadre()]);
    const minute = (at: string, owner: string, isOpen: boolean): Promise<void> =>
      town.tick(`2026-11-27T${at}`, { sender: sender(owner), ...(isOpen ? {} : { channels: [] }) });
    await minute('08:30', 'before', false);
    await minute('08:31', 'before', true);
    expect(town.got).toEqual([]);
    await minute('08:32', 'wrong again', false);
    await minute('08:33', 'after', true);
    await minute('08:34', 'after', true);
    expect(town.got).toHaveLength(1);
    // The office's sheet said meanwhile that it had not gone, and does so no more.
    expect(await town.states()).toEqual(['missed-week-before office failed', 'week-before c1 sent']);
  });

  it('for want of a channel says so', async () => {
    const { tick, deliveries } = await reminding([activity()], [cadre()]);
    await tick('2026-11-27T08:30', { channels: [] });
    expect((await deliveries()).map(({ state, attempts }) => [state, attempts])).toEqual([
      ['failed', [{ at: '2026-11-27T08:30:00+08:00', result: '没有开通 log，或联系人没有这个地址' }]],
    ]);
  });
});

describe('down for three days', () => {
  it('sends one digest of what was missed, and no flood', async () => {
    const facts = [1, 2, 3, 4, 5].map((day) =>
      activity({
        id: `a${day}`,
        title: `第${day}项`,
        start: `2026-12-0${day}T09:00:00+08:00`,
        end: `2026-12-0${day}T10:00:00+08:00`,
      }),
    );
    const { tick, got } = await reminding(facts, [cadre(), office()]);
    await tick('2026-11-24T08:30');
    await tick('2026-11-30T16:59');
    const before = got.length;
    for (const at of ['2026-12-03T20:58', '2026-12-03T20:59', '2026-12-03T21:00', '2026-12-04T08:00'])
      await tick(at);
    const after = got.slice(before).map(({ at, message }) => `${at} ${message.title}`);
    expect(after).toEqual([
      '2026-12-03T20:58:00 【港门镇普法漏发】有 6 条没有按时送到：',
      '2026-12-03T20:58:00 【港门镇普法补记】第1项 等 3 项',
      '2026-12-04T08:00:00 【港门镇普法提醒】第4项',
    ]);
  });
});
