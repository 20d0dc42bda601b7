/** What a process tells the others of a write. */
export interface Told {
  /** What the process calls itself, without a blank. */
  readonly by: string;
  /** Whose facts it has changed; null: anybody's. */
  readonly towns: readonly string[] | null;
}

const CHANNEL = 'pufa';

export const LISTEN = `listen ${CHANNEL}`;

/** Its parameter is what `toldOf` gives. */
export const TELL = `select pg_notify('${CHANNEL}', $1)`;

/** PostgreSQL refuses a message of 8,000 bytes or more; of a town's id each character is one. */
const MOST_BYTES = 7999;

/** A write as the message that tells of it: `NAME TOWN TOWN …`, and the name alone where anybody's facts may have changed. */
export function toldOf({ by, towns }: Told): string {
  const whole = [by, ...(towns ?? [])].join(' ');
  return whole.length <= MOST_BYTES ? whole : by;
}

/** What a message tells; one that is not of this program tells that anything may have changed. */
export function heardIn(message: string): Told {
  const [by = '', ...towns] = message.split(' ');
  return { by, towns: towns.length > 0 ? towns : null };
}
