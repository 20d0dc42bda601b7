import type { Contact } from './contact.js';

const MASK = '****';

/** A shorter secret would be half told by its end. */
const SHOWS_END = 20;

/** Four characters tell two robots apart; the rest, as long as it was, cannot be guessed. */
export const masked = (secret: string): string => MASK + (secret.length >= SHOWS_END ? secret.slice(-4) : '');

/** Whether a text came out of a mask. */
export const isMasked = (text: string): boolean => text.includes(MASK);

/** The platforms' own paths, which hold no key but where the last part is one. */
const OPEN_PATH = /^\/(?:cgi-bin\/webhook\/send|robot\/send)$/;
const HOOK = '/open-apis/bot/v2/hook/';

function maskedPath(path: string): string {
  if (OPEN_PATH.test(path)) return path;
  return path.startsWith(HOOK) ? HOOK + masked(path.slice(HOOK.length)) : `/${masked(path.slice(1))}`;
}

/** A robot's address without its key: whatever of the query and the path may be one is masked. */
export function maskedUrl(text: string): string {
  if (!URL.canParse(text)) return MASK;
  const url = new URL(text);
  // A word without a value may be the key itself.
  const query = [...url.searchParams]
    .map(([name, value]) => (value === '' ? masked(name) : `${name}=${masked(value)}`))
    .join('&');
  return `${url.protocol}//${url.host}${maskedPath(url.pathname)}${query === '' ? '' : `?${query}`}`;
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
