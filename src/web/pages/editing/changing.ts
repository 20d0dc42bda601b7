import { Problem } from '../../problem.js';
import { didAt, fieldFaults, revisionIn, type Ending } from './desk.js';
import type { FieldFault, Filled } from './fields.js';
import { touched } from './merging.js';
import type { Values } from './values.js';

/** A form that changes something that has revisions. */
interface Changing {
  /** The page of what is changed. */
  readonly path: string;
  /** All that was sent. */
  readonly values: Values;
  /** The form's own fields of it. */
  readonly typed: Values;
  /** The thing as it stands, as the form shows it, and its revision. */
  readonly present: { readonly revision: number; readonly values: Values };
  /** What to say where somebody else has changed it. */
  readonly stale: string;
  /** Changes the fields that a person touched. */
  readonly change: (fields: readonly string[], seen: readonly number[]) => Promise<unknown>;
}

/**
 * Saves what was touched, and that only: what was left alone may have been changed by somebody else.
 *
 * @throws Problem 412 when the form is older than the thing
 */
export async function saveTouched(changing: Changing): Promise<Ending> {
  const { path, values, typed, present, stale, change } = changing;
  const revision = revisionIn(values);
  if (present.revision !== revision) throw new Problem(412, stale);
  const fields = touched(typed, present.values);
  if (fields.length === 0) return { to: didAt(path, 'same') };
  await change(fields, [revision]);
  return { to: didAt(path, 'saved') };
}

/** How a page is shown again when what it asked for was refused. */
export interface Refused {
  /** The form as it was sent, with what is wrong in it. */
  readonly form?: Filled;
  /** What is wrong beside the form. */
  readonly faults?: readonly FieldFault[];
  /** A form that somebody else overtook, to be brought up to date. */
  readonly stale?: { readonly typed: Values; readonly revision: number };
}

/** A change that was refused: nothing of what was typed is lost. @param fieldOf the field that shows a path of the API's body */
export const refusedChange = (
  problem: Problem,
  values: Values,
  typed: Values,
  fieldOf: (path: string) => string | null,
): Refused =>
  problem.status === 412
    ? { stale: { typed, revision: revisionIn(values) } }
    : { form: { values: typed, faults: fieldFaults(problem, fieldOf) } };

/** A deed that was refused, on a page whose form was not what was sent. */
export const refusedDeed = (problem: Problem, values: Values): Refused =>
  problem.status === 412
    ? { stale: { typed: {}, revision: revisionIn(values) } }
    : { faults: fieldFaults(problem, () => null) };
