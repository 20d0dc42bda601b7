import { describe, expect, it } from '@jest/globals';
import {
  dingtalkChannel,
  emailChannel,
  feishuChannel,
  logChannel,
  wecomChannel,
  type Channel,
  type ChannelAddress,
} from '../../../src/reminders/index.js';
import { outcomeOfFailure } from '../../../src/reminders/channels/email.js';
import { robotAddressFault } from '../../../src/reminders/index.js';
import { sendBy } from '../../support/outgoing.js';
import { fakeRobots } from '../../support/robots.js';

const ROBOTS = { dingtalk: dingtalkChannel, feishu: feishuChannel, wecom: wecomChannel } as const;

/** What each platform's answers mean to the office, by code. */
const MEANINGS = {
  dingtalk: {
    40035: ['permanent', '消息内容不被接受'],
    43004: ['permanent', '消息格式不被接受'],
    300001: ['configuration', '机器人地址不对，或机器人已被移出群'],
    400013: ['configuration', '群已解散'],
    400101: ['configuration', '机器人地址不对'],
    400102: ['configuration', '机器人已停用'],
    400106: ['configuration', '机器人已被移出群'],
    430101: ['permanent', '消息被判为含有不安全的链接'],
    430102: ['permanent', '消息被判为含有不合适的文字'],
    430104: ['permanent', '消息被判为含有不合适的内容'],
  },
  feishu: {
    9499: ['permanent', '消息格式不被接受'],
    19001: ['configuration', '机器人地址不对，或机器人已被移出群'],
    19022: ['configuration', '服务器的 IP 不在机器人的白名单里'],
    19024: ['configuration', '机器人设了关键词，消息里没有'],
    19036: ['permanent', '消息太长'],
  },
  wecom: {
    40008: ['permanent', '消息类型不被接受'],
    40058: ['permanent', '消息内容不被接受'],
    44004: ['permanent', '消息是空的'],
    45002: ['permanent', '消息太长'],
  },
} as const;

describe.each(['dingtalk', 'feishu', 'wecom'] as const)('the answers of %s', (kind) => {
  it('are said in words, with their code', async () => {
    const robots = await fakeRobots();
    const url = robots.url(kind, 'token-1');
    const channel = ROBOTS[kind]([robots.host]);
    const said: Record<string, readonly string[]> = {};
    const field = kind === 'feishu' ? 'code' : 'errcode';
    for (const code of Object.keys(MEANINGS[kind])) {
      robots.answerNext({ body: { [field]: Number(code), errmsg: 'x' } });
      const { outcome, result } = await sendBy(channel, { kind, url });
      expect(result.endsWith(`（${code}）`)).toBe(true);
      said[code] = [outcome, result.replace(`（${code}）`, '')];
    }
    expect(said).toEqual(MEANINGS[kind]);
  });
});

describe('a way of sending', () => {
  const server = { host: '127.0.0.1', port: 1, secure: false, login: null, from: null };
  const mail = emailChannel({ server, from: 'a@example.cn', fromName: '司法所', calendarOf: () => '' });
  const url = 'https://robot.example.cn/hook/1';

  it.each<[Channel, string, Channel['budgets'], ChannelAddress, string | RegExp]>([
    [dingtalkChannel([]), 'dingtalk', [{ count: 18, ms: 60_000 }], { kind: 'dingtalk', url }, /./],
    [
      feishuChannel([]),
      'feishu',
      [
        { count: 4, ms: 1000 },
        { count: 90, ms: 60_000 },
      ],
      { kind: 'feishu', url },
      /./,
    ],
    [mail, 'email', [], { kind: 'email', address: 'Zhang@Example.cn' }, /^zhang@example\.cn$/],
    [mail, 'email', [], { kind: 'log' }, /^$/],
    [logChannel({ info: () => undefined }), 'log', [], { kind: 'log' }, /^log$/],
  ])('has its kind, its budgets and what shares them', (channel, kind, budgets, address, key) => {
    expect([channel.kind, channel.budgets]).toEqual([kind, budgets]);
    expect(channel.budgetKey(address)).toMatch(key);
  });

  it('by mail goes nowhere without an address', async () => {
    expect(await sendBy(mail, { kind: 'log' })).toEqual({
      outcome: 'configuration',
      result: '没有写邮箱地址',
    });
  });
});

describe('a failure of the mail server', () => {
  it.each<[object, string, string]>([
    [{ responseCode: 400, command: 'MAIL FROM' }, 'retry', '邮件服务器暂时不收（400）'],
    [{ responseCode: 499 }, 'retry', '邮件服务器暂时不收（499）'],
    [{ responseCode: 500 }, 'permanent', '邮件被退回（500）'],
    [
      { code: 'EAUTH', responseCode: 535 },
      'configuration',
      '邮件服务器不认 SMTP_URL 里的用户名或密码（535）',
    ],
    [{ code: 'ENOAUTH' }, 'configuration', '邮件服务器不认 SMTP_URL 里的用户名或密码'],
    [{ command: 'MAIL FROM', responseCode: 550 }, 'configuration', '邮件服务器不让用这个发件地址（550）'],
    [{ code: 'EENVELOPE', responseCode: 550 }, 'configuration', '对方的邮箱地址不对或拒收（550）'],
    [{ code: 'ECONNECTION' }, 'retry', '连不上邮件服务器'],
    ...['CONN', 'EHLO', 'HELO', 'STARTTLS'].map((command): [object, string, string] => [
      { command, responseCode: 500 },
      'retry',
      '邮件服务器不接受连接（500）',
    ]),
  ])('%j is told as it is', (error, outcome, result) => {
    expect(outcomeOfFailure(error, false)).toEqual({ outcome, result });
  });

  it('of one that has the whole text leaves open whether it took it', () => {
    const result = '连不上邮件服务器';
    expect(outcomeOfFailure({}, true)).toEqual({ outcome: 'retry', result, mayHaveGone: true });
    expect(outcomeOfFailure({ responseCode: 451 }, true)).toEqual({
      outcome: 'retry',
      result: '邮件服务器暂时不收（451）',
    });
  });
});

describe('a robot’s address', () => {
  it.each([
    ['wecom', 'https://qyapi.weixin.qq.com', '/cgi-bin/webhook/send?debug=1&key=abc', '/x'],
    ['dingtalk', 'https://oapi.dingtalk.com', '/robot/send?debug=1&access_token=abc', '/x'],
    ['feishu', 'https://open.feishu.cn', '/open-apis/bot/v2/hook/abc', '/x'],
  ] as const)('of %s has the whole path of its platform', (kind, host, path, before) => {
    expect(robotAddressFault(kind, host + path, [])).toBeNull();
    expect(robotAddressFault(kind, host + before + path, [])).toContain(host);
  });

  it('of Feishu ends with its key', () => {
    const url = 'https://open.feishu.cn/open-apis/bot/v2/hook/abc';
    expect(robotAddressFault('feishu', `${url}/more`, [])).toContain(url.replace('abc', ''));
  });
});
