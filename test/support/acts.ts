import * as acts from '../../src/activities/index.js';
import type { Actor, Store } from '../../src/facts/index.js';

/** Who acts, where and when. */
export interface Acting extends Omit<acts.ActContext, 'transaction'> {
  readonly store: Store;
  readonly actor: Actor;
}

/** An act, in a write of its own. */
const inOneWrite =
  <A extends unknown[], R>(act: (context: acts.ActContext, ...rest: A) => Promise<R>) =>
  ({ store, actor, ...context }: Acting, ...rest: A): Promise<R> =>
    store.write(actor, (transaction) => act({ ...context, transaction }, ...rest));

export const createActivity = inOneWrite(acts.createActivity);
export const changeActivity = inOneWrite(acts.changeActivity);
export const cancelActivity = inOneWrite(acts.cancelActivity);
export const releaseDraft = inOneWrite(acts.releaseDraft);
export const removeBlackout = inOneWrite(acts.removeBlackout);
