import { createHmac } from 'node:crypto';
import type { DateTime } from 'luxon';
import type { Channel } from './channel.js';
import {
  busy,
  mend,
  never,
  postRobot,
  ROBOT_TIMEOUT_MS,
  robotBudgetKey,
  tooFast,
  urlIn,
  type Dialect,
} from './postRobot.js';
import { sentText } from './sentText.js';

/** Bytes of text: a body may have 20 KB, and JSON may write each byte as two. */
const TEXT_LIMIT = 9000;

const DIALECT: Dialect = {
  kind: 'feishu',
  // Old robots say StatusCode only.
  codeFields: ['code', 'StatusCode'],
  codes: {
    9499: never('消息格式不被接受'),
    11232: tooFast(),
    11233: busy,
    19001: mend('机器人地址不对，或机器人已被移出群'),
    19021: mend('签名密钥不对，或服务器的钟不准'),
    19022: mend('服务器的 IP 不在机器人的白名单里'),
    19024: mend('机器人设了关键词，消息里没有'),
    19036: never('消息太长'),
  },
};

/** What signs a body: HMAC-SHA256 of nothing under seconds and secret, good for an hour. */
export function signatureOf(
  secret: string,
  now: DateTime,
): { readonly timestamp: string; readonly sign: string } {
  const timestamp = String(Math.floor(now.toSeconds()));
  return { timestamp, sign: createHmac('sha256', `${timestamp}\n${secret}`).digest('base64') };
}

/** In a text a tag of this name calls people, all of a group even; nobody but the office may do that. */
const withoutCalls = (text: string): string => text.replaceAll(/<(?=\/?at\b)/gi, '＜');

/** A group's robot in Feishu (飞书), signed where it has a secret. */
export const feishuChannel = (extraHosts: readonly string[], timeoutMs = ROBOT_TIMEOUT_MS): Channel => ({
  kind: 'feishu',
  // 100 a minute and 5 a second, with some left to others.
  budgets: [
    { count: 4, ms: 1000 },
    { count: 90, ms: 60_000 },
  ],
  budgetKey: robotBudgetKey,
  send: (address, message, { now, signal }) => {
    const secret = 'secret' in address ? address.secret : undefined;
    const text = sentText({ ...message, text: withoutCalls(message.text) }, TEXT_LIMIT);
    return postRobot(
      DIALECT,
      urlIn(address),
      { ...(secret === undefined ? {} : signatureOf(secret, now)), msg_type: 'text', content: { text } },
      { extraHosts, timeoutMs, signal },
    );
  },
});
