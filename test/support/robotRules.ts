import { createHmac } from 'node:crypto';

/** How the real robots judge a message: FIELD.md §5.1 and their own words. */
export type RobotKind = 'wecom' | 'dingtalk' | 'feishu';

export interface Robot {
  readonly kind: RobotKind;
  readonly key: string;
  readonly secret: string | undefined;
  /** When it took a message, or a try that counts. */
  readonly taken: number[];
  blockedUntil: number;
}

export interface Verdict {
  readonly code: number;
  readonly message: string;
  readonly extra?: Readonly<Record<string, unknown>>;
}

const OK: Verdict = { code: 0, message: 'ok' };
const MINUTE = 60_000;
/** FIELD.md §5.1: a signature is good for an hour. */
const SIGNED_FOR = 60 * MINUTE;

const hmac = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('base64');

const within = (robot: Robot, now: number, ms: number): number =>
  robot.taken.filter((at) => at > now - ms).length;

export interface Asked {
  readonly robot: Robot;
  readonly url: URL;
  readonly json: Readonly<Record<string, unknown>>;
  readonly bytes: number;
  readonly type: string;
  readonly now: number;
  readonly rates: boolean;
}

export const textOf = (part: unknown, field: string): string => {
  const value = (part as Readonly<Record<string, unknown>> | undefined)?.[field];
  return typeof value === 'string' ? value : '';
};

/** WeCom: key in the address, text up to 2048 bytes, 20 a minute. */
function wecom({ robot, json, now, rates }: Asked): Verdict {
  const text = textOf(json.text, 'content');
  if (json.msgtype !== 'text') return { code: 40008, message: 'invalid message type' };
  if (text === '') return { code: 44004, message: 'empty content' };
  if (Buffer.byteLength(text) > 2048)
    return { code: 40058, message: 'text.content exceed max length 2048. invalid Request Parameter' };
  if (rates && within(robot, now, MINUTE) >= 20) return { code: 45009, message: 'api freq out of limit' };
  return OK;
}

/** DingTalk: signed in the address by milliseconds, 20 a minute, then deaf for ten minutes. */
function dingtalk({ robot, url, json, type, now, rates }: Asked): Verdict {
  if (!type.startsWith('application/json'))
    return { code: 43004, message: 'invalid http header Content-Type' };
  if (robot.secret !== undefined) {
    const timestamp = url.searchParams.get('timestamp') ?? '';
    if (!(Math.abs(Number(timestamp) - now) < SIGNED_FOR))
      return { code: 310000, message: 'invalid timestamp, more: [https://ding-doc.dingtalk.com]' };
    if (url.searchParams.get('sign') !== hmac(robot.secret, `${timestamp}\n${robot.secret}`))
      return { code: 310000, message: 'sign not match, more: [https://ding-doc.dingtalk.com]' };
  }
  if (json.msgtype !== 'text' || textOf(json.text, 'content') === '')
    return { code: 40035, message: 'missing parameter json' };
  if (rates) {
    const fast = within(robot, now, MINUTE) >= 20;
    if (fast && now >= robot.blockedUntil) robot.blockedUntil = now + 10 * MINUTE;
    if (now < robot.blockedUntil)
      return {
        code: 130101,
        message: 'send too fast, exceed 20 times per minute',
        extra: { status: 1111, wait: 5, source: 'x5', punish: 'deny' },
      };
  }
  return OK;
}

/** Feishu: signed in the body by seconds, 20 KB a body, 100 a minute and 5 a second. */
function feishu({ robot, json, bytes, now, rates }: Asked): Verdict {
  if (bytes > 20 * 1024) return { code: 19036, message: 'request body too large' };
  if (robot.secret !== undefined) {
    const timestamp = textOf(json, 'timestamp');
    const signed = textOf(json, 'sign') === hmac(`${timestamp}\n${robot.secret}`, '');
    if (!signed || !(Math.abs(Number(timestamp) * 1000 - now) < SIGNED_FOR))
      return {
        code: 19021,
        message: 'sign match fail or timestamp is not within one hour from current time',
      };
  }
  if (json.msg_type !== 'text' || textOf(json.content, 'text') === '')
    return { code: 9499, message: 'Bad Request' };
  if (rates && (within(robot, now, 1000) >= 5 || within(robot, now, MINUTE) >= 100))
    return { code: 11232, message: 'create message trigger rate limit' };
  return OK;
}

export const JUDGES: Record<RobotKind, (asked: Asked) => Verdict> = { wecom, dingtalk, feishu };

export const PATHS: Record<RobotKind, (key: string) => string> = {
  wecom: (key) => `/cgi-bin/webhook/send?key=${key}`,
  dingtalk: (key) => `/robot/send?access_token=${key}`,
  feishu: (key) => `/open-apis/bot/v2/hook/${key}`,
};

/** Which robot an address means. */
export function meant(url: URL): { kind: RobotKind; key: string } | null {
  const key = (name: string): string => url.searchParams.get(name) ?? '';
  if (url.pathname === '/cgi-bin/webhook/send') return { kind: 'wecom', key: key('key') };
  if (url.pathname === '/robot/send') return { kind: 'dingtalk', key: key('access_token') };
  const token = /^\/open-apis\/bot\/v2\/hook\/(.+)$/.exec(url.pathname)?.[1];
  return token === undefined ? null : { kind: 'feishu', key: token };
}

export const UNKNOWN: Record<RobotKind, Verdict> = {
  wecom: { code: 93000, message: 'invalid webhook url, hint: [1]' },
  dingtalk: { code: 300001, message: 'token is not exist' },
  feishu: { code: 19001, message: 'param invalid: incoming webhook access token invalid' },
};

/** What the real one answers: always HTTP 200, the code in the body. */
export const bodyOf = (kind: RobotKind, { code, message, extra }: Verdict): unknown => {
  if (kind !== 'feishu') return { errcode: code, errmsg: message, ...extra };
  if (code !== 0) return { code, data: {}, msg: message };
  return { Extra: null, StatusCode: 0, StatusMessage: 'success', code: 0, data: {}, msg: 'success' };
};

/** A body's JSON; an empty object for anything else. */
export function parsed(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(body.toString()) as Record<string, unknown>;
  } catch {
    return {};
  }
}
