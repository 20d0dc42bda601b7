import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { DateTime } from 'luxon';
import { dingtalkChannel } from '../../../src/reminders/index.js';
import { signedUrl } from '../../../src/reminders/channels/dingtalk.js';
import { sendBy } from '../../support/outgoing.js';
import { fakeRobots } from '../../support/robots.js';

const SECRET = 'SEC0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef';

const group = async (secret?: string) => {
  const robots = await fakeRobots();
  const url = robots.url('dingtalk', 'token-1', secret);
  return { robots, url, channel: dingtalkChannel([robots.host]) };
};

describe('a DingTalk robot', () => {
  it('signs as its documents say', () => {
    // Worked out with OpenSSL: printf '1609459200000\nSECtest' | openssl dgst -sha256 -hmac SECtest -binary | base64
    const url = 'https://oapi.dingtalk.com/robot/send?access_token=t';
    expect(signedUrl(url, 'SECtest', DateTime.fromMillis(1_609_459_200_000))).toBe(
      `${url}&timestamp=1609459200000&sign=p5mXVLdX%2FBTrc2KtuhTs6ZcGOXtsKU5g1oE3WtfH4hY%3D`,
    );
  });

  it('takes what is signed with its secret', async () => {
    const { robots, url, channel } = await group(SECRET);
    expect((await sendBy(channel, { kind: 'dingtalk', url, secret: SECRET })).outcome).toBe('sent');
    expect(robots.received.map(({ key, text }) => [key, text.split('\n').at(-1)])).toEqual([
      ['token-1', 'https://pufa.example.cn/r/abc'],
    ]);
  });

  it('takes what is not signed where it has none', async () => {
    const { robots, url, channel } = await group();
    expect((await sendBy(channel, { kind: 'dingtalk', url })).outcome).toBe('sent');
    expect(robots.received).toHaveLength(1);
  });

  it('refuses another secret, none, and a clock that is hours off: somebody must mend it', async () => {
    const { robots, url, channel } = await group(SECRET);
    const result = '没有通过安全设置：签名密钥、关键词或 IP 不符，或服务器的钟不准（310000）';
    const refused = { outcome: 'configuration', result };
    const late = DateTime.utc().minus({ hours: 2 });
    expect(await sendBy(channel, { kind: 'dingtalk', url, secret: `${SECRET}x` })).toEqual(refused);
    expect(await sendBy(channel, { kind: 'dingtalk', url })).toEqual(refused);
    expect(await sendBy(channel, { kind: 'dingtalk', url, secret: SECRET }, {}, late)).toEqual(refused);
    expect(robots.received).toEqual([]);
  });

  it('calls nobody: a reminder is for one of the group', async () => {
    let body = '';
    const server = createServer((request, response) => {
      request.setEncoding('utf8').on('data', (part: string) => (body += part));
      request.on('end', () => response.end('{"errcode":0}'));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const outcome = await sendBy(dingtalkChannel([host]), { kind: 'dingtalk', url: `http://${host}/` });
    server.close();
    expect(outcome.outcome).toBe('sent');
    expect(JSON.parse(body)).toEqual({
      msgtype: 'text',
      text: { content: expect.stringContaining('货湖村') },
      at: { isAtAll: false },
    });
  });

  it('that was too fast is left alone for ten minutes', async () => {
    const { url, channel } = await group();
    for (let sent = 0; sent < 20; sent += 1) await sendBy(channel, { kind: 'dingtalk', url });
    expect(await sendBy(channel, { kind: 'dingtalk', url })).toEqual({
      outcome: 'retry',
      result: '发得太快，稍后再发（130101）',
      afterMs: 600_000,
    });
  });

  it.each([
    [-1, 'retry'],
    [410100, 'retry'],
    [40035, 'permanent'],
    [430101, 'permanent'],
    [300001, 'configuration'],
    [400102, 'configuration'],
  ])('that answers %i means %s', async (errcode, outcome) => {
    const { robots, url, channel } = await group();
    robots.answerNext({ body: { errcode, errmsg: 'x' } });
    expect((await sendBy(channel, { kind: 'dingtalk', url })).outcome).toBe(outcome);
  });
});
