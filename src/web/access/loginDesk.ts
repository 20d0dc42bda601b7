import { Problem } from '../problem.js';
import { guesserOf, GuessLimit } from '../guessLimit.js';
import { hashOf } from '../secrets.js';
import { Passwords } from './passwords.js';

/** Wrong passwords for one username in a window, from anywhere. */
export const MOST_FOR_USERNAME = 10;

const tooMany = (seconds: number): Problem =>
  new Problem(429, `错的次数太多，请过 ${Math.ceil(seconds / 60)} 分钟再试`, [], {
    'Retry-After': String(seconds),
  });

/** Where a try comes from, and whom it names. */
export interface Try {
  readonly address: string | undefined;
  /** Of which town, or county; two may have accounts of one name. Null for a link or a token. */
  readonly account: { readonly town: string; readonly username: string } | null;
}

/**
 * Where logins are checked: how fast one may try, and the hashing. One for all towns of the program, for an address that
 * may fail so often in each of them could fail as often as there are towns.
 *
 * An address may fail as often as with private feeds, a username half as often; from where a username logged in rightly
 * before, strangers' tries do not lock it out.
 */
export class LoginDesk {
  readonly #addresses = new GuessLimit();
  readonly #usernames = new GuessLimit(MOST_FOR_USERNAME);

  readonly #tokens = new GuessLimit();
  /** Of private feeds' addresses. */
  readonly feeds = new GuessLimit();

  constructor(readonly passwords: Passwords = new Passwords()) {}

  /**
   * What a try comes to; null when it was wrong.
   *
   * @param now milliseconds since 1970
   * @throws Problem 429 with Retry-After for one too many; then nothing was looked at
   */
  async attempt<T>(
    { address, account }: Try,
    now: number,
    check: () => Promise<T | null>,
  ): Promise<T | null> {
    const guesser = guesserOf(address);
    const username = account && `${account.town} ${account.username}`;
    const known = username !== null && this.#usernames.isTrusted(guesser, username);
    const forName = username === null || known ? 0 : this.#usernames.waitOf(username, now);
    const wait = Math.max(this.#addresses.waitOf(guesser, now), forName);
    if (wait > 0) throw tooMany(wait);
    // Counted before it is known, so that a hundred at once are not a hundred tries.
    this.#addresses.noteWrong(guesser, now);
    if (username !== null) this.#usernames.noteWrong(username, now);
    const forgive = (): void => {
      this.#addresses.forgive(guesser);
      if (username !== null) this.#usernames.forgive(username);
    };
    const found = await check().catch((error: unknown) => {
      // The store is away, or too many wait: nobody has learnt anything of the secret.
      forgive();
      throw error;
    });
    if (found === null) return null;
    forgive();
    if (username !== null) this.#usernames.noteRight(guesser, username);
    return found;
  }

  /**
   * Whom a token lets through; null when nobody. Once an address has tried too many that were wrong, only those count
   * there that it used rightly before: a neighbour's mistakes do not stop a program at work.
   *
   * @param now milliseconds since 1970
   * @throws Problem 429 with Retry-After for any other
   */
  async attemptToken<T>(
    { address, token }: { readonly address: string | undefined; readonly token: string },
    now: number,
    check: () => Promise<T | null>,
  ): Promise<T | null> {
    const guesser = guesserOf(address);
    const id = hashOf(token);
    const wait = this.#tokens.waitOf(guesser, now);
    if (wait > 0 && !this.#tokens.isTrusted(guesser, id)) throw tooMany(wait);
    const found = await check();
    if (found === null) this.#tokens.noteWrong(guesser, now);
    else this.#tokens.noteRight(guesser, id);
    return found;
  }
}
