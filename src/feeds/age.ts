/**
 * When something that feeds are made of last changed, in whole seconds since 1970, for HTTP dates have no less.
 *
 * Two states within one second bear one date, so a date alone cannot always say that nothing has changed since.
 */
export interface Age {
  /** The second of the last change. */
  readonly modified: number;
  /** Who saw it in this second or later saw it as it stands. At least `modified`. */
  readonly settled: number;
}

/** Before anything happened. */
export const UNCHANGED: Age = { modified: 0, settled: 0 };

/** A single change, and no other in that second. */
export const changedOnce = (second: number): Age => ({ modified: second, settled: second });

/**
 * The age after a change.
 *
 * @param changed the second that the change bears
 * @param answered the last second in which the state before it was shown to anybody
 */
export function agedBy(age: Age, changed: number, answered: number): Age {
  const modified = Math.max(age.modified, changed);
  const settled = Math.max(age.settled, modified, answered + 1);
  return { modified, settled };
}

/** Of something made of several parts. */
export const youngestOf = (ages: readonly Age[]): Age => ({
  modified: Math.max(...ages.map(({ modified }) => modified)),
  settled: Math.max(...ages.map(({ settled }) => settled)),
});
