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

/** Bytes of UTF-8 a text may have (developer.work.weixin.qq.com, document 99110). */
const TEXT_LIMIT = 2048;

const DIALECT: Dialect = {
  kind: 'wecom',
  codeFields: ['errcode'],
  codes: {
    [-1]: busy,
    40008: never('消息类型不被接受'),
    40058: never('消息内容不被接受'),
    44004: never('消息是空的'),
    45002: never('消息太长'),
    45009: tooFast(),
    45033: busy,
    93000: mend('机器人地址不对，或机器人已被移出群'),
  },
};

/** A group's robot in WeCom (企业微信). The key stands in its address; nothing is signed. */
export const wecomChannel = (extraHosts: readonly string[], timeoutMs = ROBOT_TIMEOUT_MS): Channel => ({
  kind: 'wecom',
  // 20 a minute (document 99110); two are left to whoever else posts by the same robot.
  budgets: [{ count: 18, ms: 60_000 }],
  budgetKey: robotBudgetKey,
  send: (address, message, { signal }) =>
    postRobot(
      DIALECT,
      urlIn(address),
      { msgtype: 'text', text: { content: sentText(message, TEXT_LIMIT) } },
      { extraHosts, timeoutMs, signal },
    ),
});
