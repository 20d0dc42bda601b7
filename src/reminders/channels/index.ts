/** The ways a reminder can go, one file each. */
export type * from './channel.js';
export { logChannel, type LineLog } from './log.js';
export { BY_HAND, sentByHand, waitsForHand } from './wechatCopy.js';
