import { it } from '@jest/globals';

/**
 * The suites of a room as one file. A mutant that keeps a suite from loading must fail a test, as it fails the suite
 * when that stands alone: what fails no test is put down as an error, and counts neither as found nor as missed.
 */
export async function suites(...loads: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const load of loads)
    try {
      await load();
    } catch (fault) {
      it('loads every suite', () => {
        throw fault;
      });
    }
}
