import type { Contact } from './contact.js';

const MASK = '****';

/** A shorter secret would be half told by its end. */
const SHOWS_END = 20;

/** Four characters tell two robots apart; the rest, as long as it was, cannot be guessed. */
export const masked = (secret: string): string => MASK + (secret.length >= SHOWS_END ? secret.slice(-4) : '');

/** Whether a text came out of a mask. */
export const isMasked = (text: string): boolean => text.includes(MASK);

/** A robot's address without its key: every value of the query, and the last part of the path where that is the key. */
export function maskedUrl(text: string): string {
  if (!URL.canParse(text)) return MASK;
  const url = new URL(text);
  const parts = url.pathname.split('/');
  const last = parts.pop() ?? '';
  const path = [...parts, last === '' || last === 'send' ? last : masked(last)].join('/');
  const query = [...url.searchParams].map(([name, value]) => `${name}=${masked(value)}`).join('&');
  return `${url.protocol}//${url.host}${path}${query === '' ? '' : `?${query}`}`;
}

/** A contact as it may be shown, logged and kept in the trail: without the keys of its robots. */
export const maskedContact = (contact: Contact): Contact => ({
  ...contact,
  channels: contact.channels.map((channel) => {
    const url = 'url' in channel ? { url: maskedUrl(channel.url) } : {};
    const secret =
      'secret' in channel && channel.secret !== undefined ? { secret: masked(channel.secret) } : {};
    return { ...channel, ...url, ...secret };
  }),
});
