import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { connect, createServer as createTcpServer, type AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { wecomChannel } from '../../../src/reminders/index.js';
import { neverConnected } from '../../../src/reminders/channels/postRobot.js';
import { sendBy } from '../../support/outgoing.js';
import { refusedEverywhere } from '../../support/refusedEverywhere.js';
import { fakeRobots } from '../../support/robots.js';

const group = async () => {
  const robots = await fakeRobots();
  const address = { kind: 'wecom', url: robots.url('wecom', 'very-secret-key') } as const;
  return { robots, channel: wecomChannel([robots.host]), address };
};

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A server that answers in a way of its own; its `host:port`. */
const serverThat = async (answer: (response: ServerResponse) => void): Promise<string> => {
  const server = createServer((_request, response) => {
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** A `host:port` at which nobody takes a connection and nobody refuses it: its queue is full, and whoever has it is stopped. */
async function silentHost(): Promise<string> {
  const holder = spawn(
    process.execPath,
    [
      '-e',
      `const server = require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
         console.log(server.address().port);
         setTimeout(() => process.kill(process.pid, 'SIGSTOP'), 50);
       });`,
    ],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const [port] = (await once(holder.stdout, 'data')) as [Buffer];
  await wait(200);
  const waiting = Array.from({ length: 8 }, () =>
    connect(Number(port), '127.0.0.1').on('error', () => undefined),
  );
  closing.push(() => {
    for (const socket of waiting) socket.destroy();
    return Promise.resolve(holder.kill('SIGKILL'));
  });
  await wait(200);
  return `127.0.0.1:${Number(port)}`;
}

describe('an answer that is no robot’s', () => {
  it.each([
    ['HTTP 200 with a page', { body: '<html>log in</html>' }, 'retry', '回答看不懂，不是机器人的'],
    ['HTTP 200 with JSON of somebody else', { body: { ok: true } }, 'retry', '回答看不懂，不是机器人的'],
    ['a code that is no number', { body: { errcode: '0' } }, 'retry', '回答看不懂，不是机器人的'],
    ['HTTP 502', { status: 502, body: '<html>bad gateway</html>' }, 'retry', '对方暂时不能接收（HTTP 502）'],
    [
      'HTTP 500 that claims success',
      { status: 500, body: { errcode: 0 } },
      'retry',
      '对方暂时不能接收（HTTP 500）',
    ],
    ['HTTP 404', { status: 404, body: 'not found' }, 'configuration', '地址不对（HTTP 404）'],
  ])('%s', async (_what, answer, outcome, result) => {
    const { robots, channel, address } = await group();
    robots.answerNext(answer);
    expect(await sendBy(channel, address)).toEqual({ outcome, result });
  });

  it('that names its own pause is heeded', async () => {
    const { robots, channel, address } = await group();
    robots.answerNext({ status: 429, headers: { 'retry-after': '30' } });
    expect(await sendBy(channel, address)).toEqual({
      outcome: 'retry',
      result: '对方暂时不能接收（HTTP 429）',
      afterMs: 30_000,
    });
  });

  it.each(['86400000', '1e999', 'Infinity'])(
    'that names a pause of %s is asked again within the hour',
    async (pause) => {
      const { robots, channel, address } = await group();
      robots.answerNext({ status: 503, headers: { 'retry-after': pause } });
      expect(await sendBy(channel, address)).toMatchObject({ outcome: 'retry', afterMs: 3_600_000 });
    },
  );

  it('that leads elsewhere is not followed', async () => {
    const { robots, channel, address } = await group();
    const elsewhere = await fakeRobots();
    robots.answerNext({ status: 307, headers: { location: elsewhere.url('wecom', 'a') } });
    expect(await sendBy(channel, address)).toEqual({
      outcome: 'configuration',
      result: '地址要求跳转，没有照办，请检查地址',
    });
    expect(elsewhere.requests).toEqual([]);
  });

  it('that never ends is read no further than 64 KB', async () => {
    let sent = 0;
    const host = await serverThat((response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = (): void => {
        while (!response.destroyed && sent < 64e6) {
          sent += 65_536;
          if (!response.write(' '.repeat(65_536))) {
            response.once('drain', more);
            return;
          }
        }
        response.end();
      };
      more();
    });
    const outcome = await sendBy(wecomChannel([host]), { kind: 'wecom', url: `http://${host}/` });
    expect(outcome).toEqual({ outcome: 'retry', result: '回答看不懂，不是机器人的' });
    expect(sent).toBeLessThan(32e6);
  });
});

describe('a robot that does not answer', () => {
  it('is asked again later when the line breaks, or nobody is there', async () => {
    const { robots, channel, address } = await group();
    robots.answerNext({ hangUp: 'before' }, { hangUp: 'after' });
    const failed = { outcome: 'retry', result: '连不上对方' };
    // The line broke after it stood, so nobody can say whether the message was taken.
    const unknown = { ...failed, mayHaveGone: true };
    expect([await sendBy(channel, address), await sendBy(channel, address)]).toEqual([unknown, unknown]);
    await robots.close();
    expect(await sendBy(channel, address)).toEqual(failed);
  });

  it('has surely nothing where none of its addresses takes a connection', async () => {
    expect(neverConnected({ cause: await refusedEverywhere() })).toBe(true);
  });

  it('has surely nothing where no TLS came to be with it', async () => {
    const { robots } = await group();
    const failed = { outcome: 'retry', result: '连不上对方' };
    const post = (host: string) => sendBy(wecomChannel([host]), { kind: 'wecom', url: `https://${host}/` });
    // A gateway that speaks no TLS, and one that hangs up on it.
    expect(await post(robots.host)).toEqual(failed);
    const mute = createTcpServer((socket) => socket.once('data', () => socket.destroy()));
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    closing.push(() => new Promise((resolve) => mute.close(resolve)));
    expect(await post(`127.0.0.1:${(mute.address() as AddressInfo).port}`)).toEqual(failed);
  });

  it('has surely nothing where the way there swallows every packet', async () => {
    const host = await silentHost();
    expect(await sendBy(wecomChannel([host]), { kind: 'wecom', url: `http://${host}/` })).toEqual({
      outcome: 'retry',
      result: '连不上对方',
    });
  }, 30_000);

  it('is asked again later when it takes too long to answer, or to end its answer', async () => {
    const { robots, address } = await group();
    robots.answerNext({ delayMs: 5000 });
    const slow = { outcome: 'retry', result: '对方没有及时回答', mayHaveGone: true };
    expect(await sendBy(wecomChannel([robots.host], 50), address)).toEqual(slow);

    const host = await serverThat((response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"errcode":0');
    });
    expect(await sendBy(wecomChannel([host], 50), { kind: 'wecom', url: `http://${host}/` })).toEqual(slow);
  });

  it('is given up when the sender is told to stop', async () => {
    const { robots, channel, address } = await group();
    robots.answerNext({ delayMs: 5000 });
    const stop = AbortSignal.timeout(50);
    expect(await sendBy(channel, address, {}, undefined, stop)).toEqual({
      outcome: 'retry',
      result: '对方没有及时回答',
      mayHaveGone: true,
    });
  });
});

describe('an address that is not allowed', () => {
  it('is not posted to, even where it is stored, and the result does not repeat it', async () => {
    const { robots, address } = await group();
    const outcome = await sendBy(wecomChannel([]), address);
    expect(outcome).toEqual({ outcome: 'configuration', result: expect.stringContaining('没有发送：') });
    expect(outcome.result).not.toContain('very-secret-key');
    expect(robots.requests).toEqual([]);
  });
});
