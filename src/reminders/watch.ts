import { createHash } from 'node:crypto';
import type { DateTime } from 'luxon';

/** Whatever was found, a town is looked at again within so many minutes. A day would do: what time brings about in one is reckoned. */
const AGAIN_MINUTES = 120;
const MINUTE_MS = 60_000;

/** What is remembered of a town between looks; instants in milliseconds since 1970. */
interface Seen {
  readonly version: number;
  readonly at: number;
  readonly next: number;
}

/** Which of so many parts a town belongs to, the same in every process; each part has about as many. Numbered from 0. */
export const partOf = (town: string, parts: number): number =>
  createHash('sha256').update(town).digest().readUInt32BE() % parts;

/** The minute of two hours in which a town is looked at whatever was found: another for each, so that no minute has them all. */
const minuteOf = (town: string): number => partOf(town, AGAIN_MINUTES);

/** Which towns need a look, of many: those whose facts have changed since the last one, and those whose time has come. */
export class Watch {
  readonly #seen = new Map<string, Seen>();

  /** @param version of the town's facts, as the store counts them */
  needsLook(town: string, version: number, now: DateTime): boolean {
    const seen = this.#seen.get(town);
    if (seen?.version !== version) return true;
    const at = now.toMillis();
    // A clock that was set back has made what was reckoned worthless.
    return at >= seen.next || at < seen.at;
  }

  /**
   * A town was looked at.
   *
   * @param version as it was before the look
   * @param next when time alone may have brought something; null: not soon
   */
  looked(town: string, version: number, at: DateTime, next: DateTime | null): void {
    const minute = Math.floor(at.toMillis() / MINUTE_MS);
    const ahead = (minuteOf(town) - (minute % AGAIN_MINUTES) + AGAIN_MINUTES) % AGAIN_MINUTES;
    const again = (minute + (ahead === 0 ? AGAIN_MINUTES : ahead)) * MINUTE_MS;
    this.#seen.set(town, {
      version,
      at: at.toMillis(),
      next: next === null ? again : Math.min(next.toMillis(), again),
    });
  }

  /** The look did not succeed: the town needs another. */
  forget(town: string): void {
    this.#seen.delete(town);
  }
}
