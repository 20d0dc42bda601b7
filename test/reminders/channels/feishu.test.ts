import { describe, expect, it } from '@jest/globals';
import { DateTime } from 'luxon';
import { feishuChannel } from '../../../src/reminders/index.js';
import { signatureOf } from '../../../src/reminders/channels/feishu.js';
import { sendBy } from '../../support/outgoing.js';
import { fakeRobots } from '../../support/robots.js';

const SECRET = 'feishuSecret0123456789';

const group = async (secret?: string) => {
  const robots = await fakeRobots();
  const url = robots.url('feishu', 'hook-1', secret);
  return { robots, url, channel: feishuChannel([robots.host]) };
};

describe('a Feishu robot', () => {
  it('signs as its documents say', () => {
    // Worked out with OpenSSL: an empty message under the key 1609459200\nSECtest.
    expect(signatureOf('SECtest', DateTime.fromSeconds(1_609_459_200.9))).toEqual({
      timestamp: '1609459200',
      sign: 'q2bSkD1f/g6FI+y3Vw/e7iCkmV8a8rheMuEGDbqYw8U=',
    });
  });

  it('takes what is signed with its secret, and what is not where it has none', async () => {
    const { robots, url, channel } = await group(SECRET);
    expect((await sendBy(channel, { kind: 'feishu', url, secret: SECRET })).outcome).toBe('sent');
    const open = robots.url('feishu', 'hook-2');
    expect((await sendBy(channel, { kind: 'feishu', url: open })).outcome).toBe('sent');
    expect(robots.received.map(({ key }) => key)).toEqual(['hook-1', 'hook-2']);
  });

  it('refuses another secret and a clock that is hours off: somebody must mend it', async () => {
    const { url, channel } = await group(SECRET);
    const refused = { outcome: 'configuration', result: '签名密钥不对，或服务器的钟不准（19021）' };
    const late = DateTime.utc().minus({ hours: 2 });
    expect(await sendBy(channel, { kind: 'feishu', url, secret: 'other' })).toEqual(refused);
    expect(await sendBy(channel, { kind: 'feishu', url, secret: SECRET }, {}, late)).toEqual(refused);
  });

  it('gets a body of 20 KB at most, however the text is escaped', async () => {
    const { robots, url, channel } = await group();
    for (const text of ['"'.repeat(30_000), '\n'.repeat(30_000) + '完', '法'.repeat(30_000)])
      expect((await sendBy(channel, { kind: 'feishu', url }, { text })).outcome).toBe('sent');
    expect(robots.refused).toEqual([]);
  });

  it('calls nobody, whatever a title says', async () => {
    const { robots, url, channel } = await group();
    await sendBy(channel, { kind: 'feishu', url }, { text: '开会<at user_id="all">所有人</at>，<AT>' });
    expect(robots.received[0]?.text).not.toMatch(/<\/?at/i);
  });

  it('that was too fast is asked again a minute later', async () => {
    const { robots, url, channel } = await group();
    robots.answerNext({ status: 400, body: { code: 11232, msg: 'create message trigger rate limit' } });
    expect(await sendBy(channel, { kind: 'feishu', url })).toEqual({
      outcome: 'retry',
      result: '发得太快，稍后再发（11232）',
      afterMs: 60_000,
    });
  });

  it('knows the answer of old robots, which have no code', async () => {
    const { robots, url, channel } = await group();
    robots.answerNext({ body: { Extra: null, StatusCode: 0, StatusMessage: 'success' } });
    expect((await sendBy(channel, { kind: 'feishu', url })).outcome).toBe('sent');
  });

  it.each([
    [9499, 'permanent'],
    [19036, 'permanent'],
    [19001, 'configuration'],
    [19022, 'configuration'],
    [19024, 'configuration'],
  ])('that answers %i means %s', async (code, outcome) => {
    const { robots, url, channel } = await group();
    robots.answerNext({ body: { code, msg: 'x', data: {} } });
    expect((await sendBy(channel, { kind: 'feishu', url })).outcome).toBe(outcome);
  });
});
