import { RevisionError } from './errors.js';

/** The revisions a caller may have seen; `any` when it does not care. */
export type Seen = readonly number[] | 'any';

/**
 * Holds what is to be changed against what its changer saw of it.
 *
 * @param what as people call it, with its measure word: 这项活动
 * @throws RevisionError when somebody changed it since
 */
export function mustBeSeen({ revision }: { readonly revision: number }, seen: Seen, what: string): void {
  if (seen !== 'any' && !seen.includes(revision)) throw new RevisionError(revision, what);
}
