import type { ChannelKind, Delivery } from '../../facts/index.js';

/**
 * Ordinary WeChat groups have no API, so a person passes the text on: the claim puts it on the day's sheet, and the
 * office's “已发送” makes it sent. There is nothing to send by itself, so this is no `Channel`.
 */
export const BY_HAND = 'wechat-copy' satisfies ChannelKind;

/** Whether a delivery waits for somebody to pass it on. */
export const waitsForHand = ({ channel, state }: Delivery): boolean =>
  channel === BY_HAND && state === 'claimed';
