import { isIP, isIPv4 } from 'node:net';

/** Wrong secrets that one address may try in a window, in seconds. */
export const MOST_GUESSES = 20;
const WINDOW_SECONDS = 600;

/** Addresses and good customers that are remembered; beyond that the oldest goes. */
const MOST_ADDRESSES = 10_000;

/** The network that counts as one guesser: an IPv4 address, or the /64 that one IPv6 customer has whole. */
export function guesserOf(address: string | undefined): string {
  if (address === undefined) return 'unknown';
  const mapped = /^::ffff:(.+)$/i.exec(address)?.[1];
  if (mapped !== undefined && isIPv4(mapped)) return mapped;
  if (isIP(address) !== 6) return address;
  const plain = address.split('%')[0] ?? '';
  const [head = '', tail] = plain.split('::');
  const parts = head === '' ? [] : head.split(':');
  const rest = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - parts.length - rest.length;
  const groups = [...parts, ...Array<string>(Math.max(0, zeros)).fill('0'), ...rest];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

/** Makes room in a map that keeps the order in which things came. */
function trim(map: Map<string, unknown>): void {
  for (const oldest of map.keys()) {
    if (map.size <= MOST_ADDRESSES) break;
    map.delete(oldest);
  }
}

/**
 * Slows down those who try secrets. An address that has guessed wrong too often gets no answer that tells anything,
 * but for the secrets that it has used rightly before: a neighbour behind the same router must not cut it off.
 */
export class GuessLimit {
  readonly #guesses = new Map<string, { count: number; until: number }>();
  readonly #trusted = new Map<string, true>();

  constructor(private readonly most = MOST_GUESSES) {}

  /** The seconds to wait before another try; 0 when it may try. @param now milliseconds since 1970 */
  waitOf(guesser: string, now: number): number {
    const known = this.#guesses.get(guesser);
    if (!known || known.until <= now || known.count < this.most) return 0;
    return Math.ceil((known.until - now) / 1000);
  }

  /** A wrong secret came from there. */
  noteWrong(guesser: string, now: number): void {
    const known = this.#guesses.get(guesser);
    if (known && known.until > now) {
      known.count += 1;
      return;
    }
    this.#guesses.delete(guesser);
    this.#guesses.set(guesser, { count: 1, until: now + WINDOW_SECONDS * 1000 });
    trim(this.#guesses);
  }

  /** What was noted as wrong beforehand, so that many at once are counted, turned out right. */
  forgive(guesser: string): void {
    const known = this.#guesses.get(guesser);
    if (known) known.count -= 1;
  }

  /** A right one came from there. @param id the token's public id */
  noteRight(guesser: string, id: string): void {
    const pair = `${guesser} ${id}`;
    if (this.#trusted.has(pair)) return;
    this.#trusted.set(pair, true);
    trim(this.#trusted);
  }

  isTrusted(guesser: string, id: string): boolean {
    return this.#trusted.has(`${guesser} ${id}`);
  }
}
