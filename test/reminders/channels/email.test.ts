import { getEventListeners, once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from '@jest/globals';
import { emailChannel, mailServerSchema, type MailServer } from '../../../src/reminders/index.js';
import { mailbox, refusal } from '../../support/mailbox.js';
import { partsOf } from '../../support/mailParts.js';
import { sendBy } from '../../support/outgoing.js';

const ICS = 'BEGIN:VCALENDAR\r\nSUMMARY:国家宪法日\r\nEND:VCALENDAR\r\n';
/** A mail server that hangs up: with its greeting, when it is told whom a mail is for, or when it has the whole text. */
async function hangingUp(at: 'greeting' | 'addressee' | 'text'): Promise<string> {
  const server = createServer((socket) => {
    let isText = false;
    socket.on('error', () => undefined);
    if (at === 'greeting') socket.destroy();
    else socket.write('220 here\r\n');
    createInterface(socket).on('line', (line) => {
      if (isText ? line === '.' : at === 'addressee' && line.startsWith('RCPT')) socket.destroy();
      if (isText || socket.destroyed) return;
      isText = line === 'DATA';
      socket.write(isText ? '354 go on\r\n' : '250 well\r\n');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => server.close());
  return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const closing: (() => unknown)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const to = { kind: 'email', address: 'lawyer@example.cn' } as const;

const channelTo = (server: MailServer) =>
  emailChannel({ server, from: 'pufa@example.cn', fromName: '港门镇司法所', calendarOf: () => ICS });
const channelAt = (url: string) => channelTo(mailServerSchema.parse(url));

describe('mail', () => {
  it('brings text, link and the activities for the calendar', async () => {
    const box = await mailbox();
    expect(await sendBy(channelAt(box.url), to)).toEqual({ outcome: 'sent', result: '已交给邮件服务器' });
    const [mail] = box.received;
    expect([mail?.from, mail?.to]).toEqual(['pufa@example.cn', ['lawyer@example.cn']]);
    const raw = mail?.raw ?? '';
    expect(raw).toMatch(/^From: =\?UTF-8\?.*<pufa@example\.cn>/m);
    expect(raw).toMatch(/^Auto-Submitted: auto-generated/m);
    const [text, calendar] = partsOf(raw);
    expect(text?.body.split(/\r?\n/)).toEqual([
      '【港门镇普法提醒】国家宪法日：召开会议（货湖村）',
      '地点：货湖村委会',
      'https://pufa.example.cn/r/abc',
    ]);
    expect(calendar?.header).toMatch(/text\/calendar; charset=utf-8/i);
    expect(calendar?.header).toContain('huodong.ics');
    expect(calendar?.body).toBe(ICS);
  });

  it('has no file where it is about no activity', async () => {
    const box = await mailbox();
    await sendBy(channelAt(box.url), to, { activities: [], link: null });
    expect(box.received[0]?.raw).not.toContain('text/calendar');
  });

  it('cannot be given further headers or addressees by a title', async () => {
    const box = await mailbox();
    await sendBy(channelAt(box.url), to, { title: '提醒\r\nBcc: other@example.cn' });
    expect(box.received[0]?.to).toEqual(['lawyer@example.cn']);
    expect(box.received[0]?.raw).not.toMatch(/^Bcc:/m);
  });

  it('logs in where SMTP_URL has a user', async () => {
    const seen: unknown[] = [];
    const box = await mailbox({
      onAuth: ({ username, password }, _session, callback) => {
        seen.push([username, password]);
        callback(null, { user: username });
      },
    });
    const { port } = box;
    expect((await sendBy(channelAt(`smtp://a%40b.cn:p%3Aw@127.0.0.1:${port}`), to)).outcome).toBe('sent');
    expect(seen).toEqual([['a@b.cn', 'p:w']]);
  });

  it.each([
    ['onRcptTo', 450, 'retry', '邮件服务器暂时不收（450）'],
    ['onRcptTo', 550, 'configuration', '对方的邮箱地址不对或拒收（550）'],
    ['onMailFrom', 553, 'configuration', '邮件服务器不让用这个发件地址（553）'],
    ['onMailFrom', 451, 'retry', '邮件服务器暂时不收（451）'],
  ] as const)('refused in %s with %i means %s', async (step, code, outcome, result) => {
    const box = await mailbox({
      [step]: (_address: unknown, _session: unknown, callback: (error: Error) => void) => {
        callback(refusal(code));
      },
    });
    expect(await sendBy(channelAt(box.url), to)).toEqual({ outcome, result });
  });

  it.each([
    [552, 'permanent', '邮件被退回（552）'],
    [452, 'retry', '邮件服务器暂时不收（452）'],
  ] as const)('refused after its text with %i means %s', async (code, outcome, result) => {
    const box = await mailbox({
      onData: (stream, _session, callback) => {
        stream.resume();
        stream.on('end', () => {
          callback(refusal(code));
        });
      },
    });
    expect(await sendBy(channelAt(box.url), to)).toEqual({ outcome, result });
  });

  it('with a wrong password wants SMTP_URL mended, and repeats no password', async () => {
    const box = await mailbox({
      onAuth: (_auth, _session, callback) => {
        callback(refusal(535));
      },
    });
    const outcome = await sendBy(channelAt(`smtp://user:hunter2@127.0.0.1:${box.port}`), to);
    expect(outcome).toEqual({
      outcome: 'configuration',
      result: '邮件服务器不认 SMTP_URL 里的用户名或密码（535）',
    });
  });

  it('may have gone where the server hangs up once it has the text, and not before', async () => {
    const failed = { outcome: 'retry', result: '连不上邮件服务器' };
    expect(await sendBy(channelAt(await hangingUp('greeting')), to)).toEqual(failed);
    expect(await sendBy(channelAt(await hangingUp('addressee')), to)).toEqual(failed);
    expect(await sendBy(channelAt(await hangingUp('text')), to)).toEqual({ ...failed, mayHaveGone: true });
  });

  it('is not given up where the server takes nobody at the moment', async () => {
    const server = createServer((socket) => socket.end('554 no service here\r\n')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    closing.push(() => server.close());
    const { port } = server.address() as AddressInfo;
    expect(await sendBy(channelAt(`smtp://127.0.0.1:${port}`), to)).toEqual({
      outcome: 'retry',
      result: '邮件服务器不接受连接（554）',
    });
  });

  it('has not gone where the server lets its time run out without a word', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    closing.push(() => server.close());
    const { port } = server.address() as AddressInfo;
    const channel = emailChannel({
      server: mailServerSchema.parse(`smtp://127.0.0.1:${port}`),
      from: 'pufa@example.cn',
      fromName: '港门镇司法所',
      calendarOf: () => ICS,
      timeoutMs: 50,
    });
    expect(await sendBy(channel, to)).toEqual({ outcome: 'retry', result: '连不上邮件服务器' });
  });

  it('hangs nothing on the signal that ends the program: it outlives every mail, and many go at once', async () => {
    const { signal } = new AbortController();
    let during: unknown;
    const box = await mailbox({
      onMailFrom: (_address, _session, callback) => {
        during = getEventListeners(signal, 'abort');
        callback();
      },
    });
    expect((await sendBy(channelAt(box.url), to, {}, undefined, signal)).outcome).toBe('sent');
    expect([during, getEventListeners(signal, 'abort')]).toEqual([[], []]);
  });

  it('waits for a server that is not there, and for one that answers nothing', async () => {
    const box = await mailbox({ onConnect: () => undefined });
    const stop = AbortSignal.timeout(100);
    const failed = { outcome: 'retry', result: '连不上邮件服务器' };
    expect(await sendBy(channelAt(box.url), to, {}, undefined, stop)).toEqual({
      ...failed,
      mayHaveGone: true,
    });
    await box.close();
    expect(await sendBy(channelAt(box.url), to)).toEqual(failed);
  });
});
