import { describe, expect, it } from '@jest/globals';
import { mailServerSchema } from '../../../src/reminders/index.js';
import { isLocal } from '../../../src/reminders/channels/mailServer.js';

const faultOf = (text: string): string => mailServerSchema.safeParse(text).error?.issues[0]?.message ?? '';

describe('SMTP_URL', () => {
  it('names a server, by TLS from the first byte or not, at its usual port', () => {
    const server = { host: 'smtp.example.cn', login: null, from: null };
    expect(mailServerSchema.parse('smtp://smtp.example.cn')).toEqual({ ...server, port: 587, secure: false });
    expect(mailServerSchema.parse('smtps://smtp.example.cn')).toEqual({ ...server, port: 465, secure: true });
    expect(mailServerSchema.parse('smtps://smtp.example.cn:2465/')).toEqual({
      ...server,
      port: 2465,
      secure: true,
    });
    expect(mailServerSchema.parse('smtp://[::1]:25').host).toBe('::1');
  });

  it('may hold user and password, with what has a meaning in addresses written as %', () => {
    expect(mailServerSchema.parse('smtps://pufa%40example.cn:p%25w%3A1@smtp.example.cn')).toEqual({
      host: 'smtp.example.cn',
      port: 465,
      secure: true,
      login: { user: 'pufa@example.cn', pass: 'p%w:1' },
      // The user is an address, so the mail is from it.
      from: 'pufa@example.cn',
    });
  });

  it('may say who the mail is from', () => {
    const from = (text: string) => mailServerSchema.parse(text).from;
    expect(from('smtp://localhost:25?from=a@example.cn')).toBe('a@example.cn');
    expect(from('smtp://b%40example.cn:x@localhost?from=a@example.cn')).toBe('a@example.cn');
    expect(from('smtp://b:x@localhost')).toBeNull();
  });

  it.each([
    ['smtp.example.cn:25', '要写 smtp:// 或 smtps:// 开头的地址，例如 smtps://'],
    ['https://smtp.example.cn', '要写 smtp:// 或 smtps:// 开头的地址'],
    ['smtp://', '要写 smtp:// 或 smtps:// 开头的地址'],
    ['', '要写 smtp:// 或 smtps:// 开头的地址'],
    ['smtp://a:50%@smtp.example.cn', '用户名或密码里的 % 要写成 %25，例如 smtps://'],
    ['smtp://50%:a@smtp.example.cn', '用户名或密码里的 % 要写成 %25'],
    ['smtp://a@smtp.example.cn', '用户名和密码要么都写，要么都不写，例如 smtps://'],
    ['smtp://:a@smtp.example.cn', '用户名和密码要么都写，要么都不写'],
    ['smtp://smtp.example.cn/inbox', '主机后面只能写 ?from=发件地址，例如 smtps://'],
    ['smtp://smtp.example.cn/#x', '主机后面只能写 ?from=发件地址'],
    ['smtp://smtp.example.cn?to=a@example.cn', '主机后面只能写 ?from=发件地址'],
    ['smtp://smtp.example.cn?from=a@example.cn&to=b', '主机后面只能写 ?from=发件地址'],
    ['smtp://smtp.example.cn?from=a', '发件地址不对，请在最后写 ?from=pufa@example.cn'],
    ['smtp://a%40b:x@smtp.example.cn', '发件地址不对，请在最后写 ?from=pufa@example.cn'],
  ])('%s is refused with the remedy', (text, remedy) => {
    expect(faultOf(text)).toContain(remedy);
  });
});

describe('a mail server', () => {
  it('is on this machine by any of its own names, and by no other that looks like one', () => {
    const local = (host: string): boolean => isLocal(mailServerSchema.parse(`smtp://${host}`));
    expect(['localhost', '127.0.0.1', '127.10.200.3', '[::1]'].map(local)).toEqual([true, true, true, true]);
    expect(
      ['localhost.example.cn', '127.0.0.1.example.cn', '10.127.0.0.1.cn', '128.0.0.1', '[::2]'].map(local),
    ).toEqual([false, false, false, false, false]);
  });
});
