import { fileURLToPath, URL } from 'node:url';
import { Stryker } from '@stryker-mutator/core';

/*
 * `npm run mutants -- ROOM`: makes one small change after another in a room's code (a mutant) and asks whether a test
 * fails. What survives is listed, and on a page under `coverage/mutants`; `docs/testing.md` says what to make of it.
 */
const ROOMS = {
  calendar: ['src/calendar/**/*.ts'],
  // Without the solver and what stands around it: whether a plan is the best is proven for each one.
  planner: [
    'src/planner/rules/*.ts',
    'src/planner/{changes,circumstances,evaluate,explain,smallestChange,task,tasks,warnings,words}.ts',
  ],
  reminders: ['src/reminders/**/*.ts'],
};

const [room, ...files] = process.argv.slice(2);
if (!Object.hasOwn(ROOMS, room ?? '')) {
  process.stderr.write(`npm run mutants -- ROOM [FILE…]，ROOM 只能是：${Object.keys(ROOMS).join('、')}\n`);
  process.exit(2);
}

const out = `coverage/mutants/${room}`;

await new Stryker({
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  plugins: ['@stryker-mutator/jest-runner'],
  coverageAnalysis: 'perTest',
  jest: {
    configFile: 'jest.config.js',
    // Each mutant loads the code anew: one file that imports the room's quick tests loads it once and not ten times.
    config: {
      roots: ['<rootDir>/test/mutants'],
      testMatch: [`<rootDir>/test/mutants/${room}.ts`],
      testEnvironment: fileURLToPath(new URL('environment.cjs', import.meta.url)),
      globalSetup: null,
      globalTeardown: null,
    },
    enableFindRelatedTests: false,
  },
  mutate: files.length > 0 ? files : ROOMS[room],
  ignorePatterns: ['/coverage', '/data', '/dist', '/dist-bench', '/docs', '/bench', '/test/e2e/shots'],
  tempDirName: `${out}/sandbox`,
  concurrency: 1,
  // Modules of finished runs are not given back.
  maxTestRunnerReuse: 60,
  // A loop without an end is found by its turns; a busy machine must not count for one.
  timeoutMS: 60_000,
  incremental: true,
  incrementalFile: `${out}/incremental.json`,
  reporters: ['clear-text', 'progress-append-only', 'html', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, allowEmojis: false },
  htmlReporter: { fileName: `${out}/report.html` },
  jsonReporter: { fileName: `${out}/report.json` },
  thresholds: { high: 90, low: 80, break: 80 },
  checkers: [],
  allowEmpty: false,
}).runMutationTest();
