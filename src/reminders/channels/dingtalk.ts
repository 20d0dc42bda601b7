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

/** Bytes. The real limit is not verified (FIELD.md §5.1); this is well below what others report. */
const TEXT_LIMIT = 6000;

/** Who sends too fast is not heard for so long, in milliseconds. */
const PUNISHED = 10 * 60_000;

const DIALECT: Dialect = {
  kind: 'dingtalk',
  codeFields: ['errcode'],
  codes: {
    [-1]: busy,
    40035: never('消息内容不被接受'),
    43004: never('消息格式不被接受'),
    130101: tooFast(PUNISHED),
    300001: mend('机器人地址不对，或机器人已被移出群'),
    310000: mend('没有通过安全设置：签名密钥、关键词或 IP 不符，或服务器的钟不准'),
    400013: mend('群已解散'),
    400101: mend('机器人地址不对'),
    400102: mend('机器人已停用'),
    400106: mend('机器人已被移出群'),
    410100: tooFast(PUNISHED),
    430101: never('消息被判为含有不安全的链接'),
    430102: never('消息被判为含有不合适的文字'),
    430104: never('消息被判为含有不合适的内容'),
  },
};

/** The address with what signs it: HMAC-SHA256 of milliseconds and secret under the secret, good for an hour. */
export function signedUrl(url: string, secret: string, now: DateTime): string {
  if (!URL.canParse(url)) return url;
  const timestamp = String(now.toMillis());
  const signed = new URL(url);
  signed.searchParams.set('timestamp', timestamp);
  signed.searchParams.set(
    'sign',
    createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64'),
  );
  return signed.href;
}

/** A group's robot in DingTalk (钉钉), signed where it has a secret. */
export const dingtalkChannel = (extraHosts: readonly string[], timeoutMs = ROBOT_TIMEOUT_MS): Channel => ({
  kind: 'dingtalk',
  // 20 a minute, then deaf for ten; so rather two fewer.
  budgets: [{ count: 18, ms: 60_000 }],
  budgetKey: robotBudgetKey,
  send: (address, message, { now, signal }) => {
    const secret = 'secret' in address ? address.secret : undefined;
    const url = urlIn(address);
    return postRobot(
      DIALECT,
      secret === undefined ? url : signedUrl(url, secret, now),
      { msgtype: 'text', text: { content: sentText(message, TEXT_LIMIT) }, at: { isAtAll: false } },
      { extraHosts, timeoutMs, signal },
    );
  },
});
