import type { TrailEntry } from '../../facts/index.js';

export type Fields = Readonly<Record<string, unknown>>;

/**
 * The fact as each of its changes left it. A creation holds no values in the trail: they are what stands now, taken back
 * through all changes since; what has been removed is in its removal.
 *
 * @param entries all of one fact, the oldest first
 * @param present the fact, as the trail may show it; undefined when it is gone
 * @returns in the entries' order
 */
export function statesAfter(entries: readonly TrailEntry[], present: Fields | undefined): Fields[] {
  const states: Fields[] = [];
  let state: Fields = present ?? {};
  for (const { action, changes } of [...entries].reverse()) {
    states.unshift(action === 'remove' ? {} : state);
    const before = Object.fromEntries(
      Object.entries(changes).map(([field, values]) => [field, values.before]),
    );
    state = action === 'remove' ? before : { ...state, ...before };
  }
  return states;
}
