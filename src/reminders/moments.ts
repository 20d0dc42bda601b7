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

/**
 * Tells a tick's present moment, whose reckoning costs more than a message does: of one millisecond it is the same, and those of
 * one second share their text.
 */
export function momentsOf({ at: began, town: { zone } }: Look, pace: Pace): () => Moment {
  const beganMs = began.toMillis();
  let moment: Moment | undefined;
  let momentMs = NaN;
  return () => {
    const ms = beganMs + Math.floor(pace.elapsed());
    if (moment && ms === momentMs) return moment;
    const at = DateTime.fromMillis(ms, { zone });
    const isSameSecond = Math.floor(ms / SECOND_MS) === Math.floor(momentMs / SECOND_MS);
    moment = { at, iso: moment && isSameSecond ? moment.iso : isoIn(at, zone) };
    momentMs = ms;
    return moment;
  };
}
