import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { Problem } from '../problem.js';

/** What a hash costs: N = 2^ln, the block size, and how often. */
export interface HashCost {
  readonly ln: number;
  readonly r: number;
  readonly p: number;
}

/**
 * One of the equal minimums of OWASP's Password Storage Cheat Sheet for scrypt, with 32 MiB a hash: the office's machine
 * may be small.
 */
export const HASH_COST: HashCost = { ln: 15, r: 8, p: 3 };

/** Hashes worked out at once: together no more than 64 MiB, and two of libuv's four threads stay free for files. */
export const MOST_AT_ONCE = 2;

/** Hashes that wait for their turn; who comes after them is sent away, for the wait would be longer than a browser's. */
const MOST_WAITING = 20;

const SALT_BYTES = 16;
const KEY_BYTES = 32;

const STORED = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w-]+)\$([\w-]+)$/;

const derive = (password: string, salt: Buffer, { ln, r, p }: HashCost): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    // What people type in two ways that look the same is one password (NIST SP 800-63B §5.1.1.2).
    const options = { N: 2 ** ln, r, p, maxmem: 2 * 128 * 2 ** ln * r };
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });

/** Hashes passwords by scrypt (RFC 7914), a few at once, and keeps with each hash what it cost. */
export class Passwords {
  #running = 0;
  readonly #waiting: (() => void)[] = [];
  #workedOut = 0;

  constructor(private readonly cost: HashCost = HASH_COST) {}

  /** How many hashes were worked out so far. */
  get workedOut(): number {
    return this.#workedOut;
  }

  /** @throws Problem 429 when too many wait already */
  async hash(password: string): Promise<string> {
    const salt = randomBytes(SALT_BYTES);
    const key = await this.#inTurn(() => derive(password, salt, this.cost));
    const { ln, r, p } = this.cost;
    return `$scrypt$ln=${ln},r=${r},p=${p}$${salt.toString('base64url')}$${key.toString('base64url')}`;
  }

  /**
   * Whether it is the password of a stored hash. Without one it takes as long and is none, so that nobody can tell who
   * has an account.
   *
   * @throws Problem 429 when too many wait already
   */
  async verify(password: string, stored: string | null): Promise<boolean> {
    const [, ln, r, p, salt = '', key = ''] = STORED.exec(stored ?? '') ?? [];
    const cost = ln === undefined ? this.cost : { ln: Number(ln), r: Number(r), p: Number(p) };
    const worked = await this.#inTurn(() => derive(password, Buffer.from(salt, 'base64url'), cost));
    const kept = Buffer.from(key, 'base64url');
    return kept.length === worked.length && timingSafeEqual(kept, worked);
  }

  /** Whether a hash cost something else than those of today. */
  isOutdated(stored: string): boolean {
    const { ln, r, p } = this.cost;
    return !stored.startsWith(`$scrypt$ln=${ln},r=${r},p=${p}$`);
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= MOST_AT_ONCE) {
      if (this.#waiting.length >= MOST_WAITING)
        throw new Problem(429, '登录的人太多，请过一会儿再试', [], { 'Retry-After': '10' });
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else this.#running += 1;
    this.#workedOut += 1;
    try {
      return await work();
    } finally {
      // The turn is handed on, so that nobody slips in between.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }
}
