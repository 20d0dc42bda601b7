import { DateTime } from 'luxon';
import { isoIn } from '../town/index.js';
import type { Look } from './look.js';

/** Where time passes while a tick sends. */
export interface Pace {
  /** Milliseconds since the tick began. */
  elapsed(): number;
  wait(ms: number): Promise<void>;
}

/** An instant of a tick. */
export interface Moment {
  readonly at: DateTime;
  /** The same as it is stored: ISO 8601 in the town's zone, whole seconds. */
  readonly iso: string;
}

const SECOND_MS = 1000;

/** Tells a tick's present moment. Those of one second share their text, whose reckoning costs more than a message does. */
export function momentsOf({ at: began, town: { zone } }: Look, pace: Pace): () => Moment {
  let second = NaN;
  let iso = '';
  return () => {
    const ms = began.toMillis() + Math.floor(pace.elapsed());
    const at = DateTime.fromMillis(ms, { zone });
    if (Math.floor(ms / SECOND_MS) !== second) {
      second = Math.floor(ms / SECOND_MS);
      iso = isoIn(at, zone);
    }
    return { at, iso };
  };
}
