import { describe, expect, it } from '@jest/globals';
import { robotAddressFault, webhookHostsSchema, type RobotKind } from '../../../src/reminders/index.js';

const SOUND: readonly (readonly [RobotKind, string])[] = [
  ['wecom', 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa'],
  ['dingtalk', 'https://oapi.dingtalk.com/robot/send?access_token=abc'],
  ['feishu', 'https://open.feishu.cn/open-apis/bot/v2/hook/abc-def'],
];

describe('a robot’s address', () => {
  it.each(SOUND)('is accepted as %s gives it', (kind, url) => {
    expect(robotAddressFault(kind, url, [])).toBeNull();
  });

  it.each([
    ['wecom', 'http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=a', '要用 https'],
    ['wecom', 'https://evil.example/cgi-bin/webhook/send?key=a', '不是允许的主机'],
    ['wecom', 'https://oapi.dingtalk.com/robot/send?access_token=a', '不是允许的主机'],
    ['wecom', 'https://qyapi.weixin.qq.com:8443/cgi-bin/webhook/send?key=a', '不是允许的主机'],
    ['wecom', 'https://qyapi.weixin.qq.com.evil.example/cgi-bin/webhook/send?key=a', '不是允许的主机'],
    ['wecom', 'https://qyapi.weixin.qq.com@evil.example/cgi-bin/webhook/send?key=a', '用户名和密码'],
    ['wecom', 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send', '地址不完整'],
    ['wecom', 'https://qyapi.weixin.qq.com/cgi-bin/message/send?key=a', '地址不完整'],
    ['dingtalk', 'https://oapi.dingtalk.com/robot/send?access_token=', '地址不完整'],
    ['feishu', 'https://open.feishu.cn/open-apis/bot/v2/hook/', '地址不完整'],
    ['feishu', 'https://169.254.169.254/open-apis/bot/v2/hook/a', '不是允许的主机'],
    ['feishu', 'file:///etc/passwd', '要用 https'],
    ['feishu', 'open.feishu.cn', '不是网址'],
  ] as const)('of %s is refused: %s', (kind, url, reason) => {
    expect(robotAddressFault(kind, url, [])).toContain(reason);
  });

  it('may be one of the extra hosts, at that very port, by plain http too', () => {
    const extra = ['10.0.0.5:8080', 'robot.example.cn:443'];
    expect(robotAddressFault('wecom', 'http://10.0.0.5:8080/any', extra)).toBeNull();
    expect(robotAddressFault('feishu', 'https://robot.example.cn/hook/a', extra)).toBeNull();
    expect(robotAddressFault('wecom', 'http://10.0.0.5:8081/any', extra)).toContain('要用 https');
    expect(robotAddressFault('wecom', 'ftp://10.0.0.5:8080/any', extra)).toContain('要用 https');
    expect(robotAddressFault('feishu', 'http://robot.example.cn/hook/a', extra)).toContain('要用 https');
  });
});

describe('WEBHOOK_HOSTS', () => {
  it('is a list of hosts with their ports', () => {
    expect(webhookHostsSchema.parse('Robot.example.cn:443, 10.0.0.5:8080，[::1]:9')).toEqual([
      'robot.example.cn:443',
      '10.0.0.5:8080',
      '[::1]:9',
    ]);
    expect(robotAddressFault('wecom', 'http://[::1]:9/x', ['[::1]:9'])).toBeNull();
  });

  it.each([
    'robot.example.cn',
    'http://robot.example.cn:80',
    'robot.example.cn:0',
    'a:70000',
    'a:80/x',
    '*:80',
  ])('%s is refused with the remedy', (text) => {
    expect(webhookHostsSchema.safeParse(text).error?.issues[0]?.message).toContain('要写 主机:端口');
  });
});
