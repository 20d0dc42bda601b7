import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import Sequencer from '@jest/test-sequencer';

/**
 * The suites that take longest on two cores, the longest first. A clean clone has no times of a former run, and a long suite
 * begun last would keep one worker busy while the others have nothing left.
 */
const LONGEST = [
  'checks/lint',
  'checks/types',
  'checks/format',
  'e2e/crash',
  'e2e/pages/public',
  'e2e/shots',
  'e2e/refusals',
  'e2e/boardPages',
  'reminders/year',
  'e2e/towns',
  'e2e/pages/ledger',
  'e2e/phonePagesCare',
  'e2e/postgres',
  'e2e/running',
  'web/pages/apiDocs',
  'e2e/firstStart',
  'e2e/planningPages',
  'e2e/storeCommands',
  'e2e/planning',
  'e2e/editingPagesEverywhere',
  'e2e/editingPagesSettings',
  'e2e/phonePages',
  'reminders/watch',
  'e2e/editingPagesNotices',
  'e2e/pages/journeys',
  'e2e/editingPages',
  'e2e/storeCrash',
  'e2e/exports',
  'e2e/plans',
].map((name) => `test/${name}.test.ts`);

/** Jest's order, behind the suites that are known to be long. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const gone = LONGEST.filter((path) => !existsSync(path));
    if (gone.length > 0)
      throw new Error(`${gone.join(', ')}: no such suite, see test/support/longestFirst.js`);
    const rankOf = ({ path, context }) => {
      const rank = LONGEST.indexOf(relative(context.config.rootDir, path));
      return rank < 0 ? LONGEST.length : rank;
    };
    return super.sort(tests).sort((one, other) => rankOf(one) - rankOf(other));
  }
}
