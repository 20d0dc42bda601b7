import type { DateTime } from 'luxon';
import type { Environment } from './environment.js';

/** What the program may touch of the outside. */
export interface Shell {
  readonly env: Environment;
  /** One line for a person, or JSON. */
  readonly print: (line: string) => void;
  /** A line that the next one takes the place of, for a person who waits; left out where nobody watches. */
  readonly status?: ((line: string) => void) | undefined;
  readonly now: () => DateTime;
  /** Monotonic milliseconds. */
  readonly clock: () => number;
}
