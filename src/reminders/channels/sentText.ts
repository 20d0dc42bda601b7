import type { Message } from './channel.js';

/** Stands where a text was cut. */
const CUT = '…详见链接';
const CUT_WITHOUT_LINK = '…';

// Robots refuse or swallow control characters; tabs and line breaks stay.
const CONTROLS = /(?![\t\n])\p{Cc}/gu;

const bytes = (text: string): number => Buffer.byteLength(text);

/** The longest beginning of `text` that is at most `limit` bytes of UTF-8; no code point is torn. */
function beginning(text: string, limit: number): string {
  let [taken, used] = ['', 0];
  for (const character of text) {
    used += bytes(character);
    if (used > limit) break;
    taken += character;
  }
  return taken;
}

/**
 * A message as it is sent: the text, and the link on a line of its own at the end. What is too long is cut in the
 * text, never in the link.
 *
 * @param limit bytes of UTF-8
 */
export function sentText({ text, link }: Pick<Message, 'text' | 'link'>, limit: number): string {
  const clean = text.replace(CONTROLS, '');
  const ending = link === null ? '' : `\n${link}`;
  if (bytes(clean) + bytes(ending) <= limit) return clean + ending;
  const cut = link === null ? CUT_WITHOUT_LINK : CUT;
  return beginning(clean, limit - bytes(cut) - bytes(ending)).trimEnd() + cut + ending;
}
