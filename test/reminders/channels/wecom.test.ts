import { describe, expect, it } from '@jest/globals';
import { wecomChannel } from '../../../src/reminders/index.js';
import { message, sendBy } from '../../support/outgoing.js';
import { fakeRobots } from '../../support/robots.js';

const KEY = '693a91f6-7aaa-4bc4-97a0-0ec2sifa5aaa';

const group = async () => {
  const robots = await fakeRobots();
  const address = { kind: 'wecom', url: robots.url('wecom', KEY) } as const;
  return { robots, channel: wecomChannel([robots.host]), address };
};

describe('a WeCom robot', () => {
  it('passes text and link on to its group', async () => {
    const { robots, channel, address } = await group();
    expect(await sendBy(channel, address)).toEqual({ outcome: 'sent', result: '已送到群里' });
    expect(robots.received.map(({ kind, key, text }) => ({ kind, key, text }))).toEqual([
      { kind: 'wecom', key: KEY, text: `${message().text}\nhttps://pufa.example.cn/r/abc` },
    ]);
  });

  it('gets at most 2048 bytes, the link whole at the end', async () => {
    const { robots, channel, address } = await group();
    expect((await sendBy(channel, address, { text: '法'.repeat(5000) })).outcome).toBe('sent');
    const [sent] = robots.received;
    expect(Buffer.byteLength(sent?.text ?? '')).toBeGreaterThan(2040);
    expect(sent?.text).toMatch(/法…详见链接\nhttps:\/\/pufa\.example\.cn\/r\/abc$/);
  });

  it('that was too fast is asked again a minute later, inside its budget never', async () => {
    const { robots, channel, address } = await group();
    const [budget] = channel.budgets;
    for (let sent = 0; sent < 20; sent += 1)
      expect((await sendBy(channel, address, { text: String(sent) })).outcome).toBe('sent');
    expect(budget).toEqual({ count: 18, ms: 60_000 });
    expect(await sendBy(channel, address)).toEqual({
      outcome: 'retry',
      result: '发得太快，稍后再发（45009）',
      afterMs: 60_000,
    });
    expect(robots.refused).toEqual([{ kind: 'wecom', key: KEY, code: 45009 }]);
  });

  it.each([
    [-1, 'retry', '对方系统繁忙（-1）'],
    [45033, 'retry', '对方系统繁忙（45033）'],
    [40058, 'permanent', '消息内容不被接受（40058）'],
    [44004, 'permanent', '消息是空的（44004）'],
    [93000, 'configuration', '机器人地址不对，或机器人已被移出群（93000）'],
    [987654, 'retry', '对方没有接收（987654）'],
  ])('that answers %i means %s', async (errcode, outcome, result) => {
    const { robots, channel, address } = await group();
    robots.answerNext({ body: { errcode, errmsg: 'x' } });
    expect(await sendBy(channel, address)).toEqual({ outcome, result });
  });

  it('that is gone wants a new address', async () => {
    const { robots, channel } = await group();
    const address = { kind: 'wecom', url: `http://${robots.host}/cgi-bin/webhook/send?key=other` } as const;
    expect((await sendBy(channel, address)).outcome).toBe('configuration');
  });

  it('shares a budget with whatever posts to the same address, under a name that tells no key', async () => {
    const { channel, address } = await group();
    const other = { kind: 'wecom', url: `${address.url}2` } as const;
    expect(channel.budgetKey(address)).toBe(channel.budgetKey({ ...address }));
    expect(channel.budgetKey(address)).not.toBe(channel.budgetKey(other));
    expect(channel.budgetKey(address)).not.toContain(KEY.slice(0, 8));
  });
});
