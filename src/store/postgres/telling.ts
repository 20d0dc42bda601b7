import { isKind } from '../migrations.js';
import type { Touched } from '../versions.js';

/** What a process tells the others of a write. */
export interface Told {
  /** What the process calls itself, without a blank. */
  readonly by: string;
  /** What it has changed; null: anything. */
  readonly touched: readonly Touched[] | null;
}

const CHANNEL = 'pufa';

export const LISTEN = `listen ${CHANNEL}`;

/** Tells what `toldOf` gives. */
export const TELL = `select pg_notify('${CHANNEL}', $1)`;

/** PostgreSQL refuses a message of 8,000 bytes or more; in names of towns and kinds each character is one. */
const MOST_BYTES = 7999;

/** A write as the message that tells of it: `NAME TOWN:KIND,KIND TOWN:KIND …`, the name alone where anything may have changed. */
export function toldOf({ by, touched }: Told): string {
  const words = (touched ?? []).map(({ town, kinds }) => `${town}:${kinds.join()}`);
  const whole = [by, ...words].join(' ');
  return whole.length <= MOST_BYTES ? whole : by;
}

/** What a message tells; one that this program does not understand tells that anything may have changed. */
export function heardIn(message: string): Told {
  const [by = '', ...words] = message.split(' ');
  const touched = words.map((word): Touched => {
    const [town = '', kinds = ''] = word.split(':');
    return { town, kinds: kinds.split(',').filter(isKind) };
  });
  return { by, touched: touched.length > 0 ? touched : null };
}
