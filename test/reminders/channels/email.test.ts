import { describe, expect, it } from '@jest/globals';
import { emailChannel, mailServerSchema, type MailServer } from '../../../src/reminders/index.js';
import { mailbox, refusal } from '../../support/mailbox.js';
import { partsOf } from '../../support/mailParts.js';
import { sendBy } from '../../support/outgoing.js';

const ICS = 'BEGIN:VCALENDAR\r\nSUMMARY:国家宪法日\r\nEND:VCALENDAR\r\n';
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
