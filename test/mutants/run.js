import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, URL } from 'node:url';
import { Stryker } from '@stryker-mutator/core';
import { BUNDLE } from './runner.js';

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
const known = `${out}/incremental.json`;

// Stryker does not see that a new test reaches what is only run while the code is loaded, so what survived is tried again.
if (existsSync(known)) {
  const report = JSON.parse(readFileSync(known, 'utf8'));
  for (const [name, file] of Object.entries(report.files))
    if (files.length === 0 || files.includes(name))
      file.mutants = file.mutants.filter(({ status }) => status === 'Killed' || status === 'Timeout');
  writeFileSync(known, JSON.stringify(report));
}

await new Stryker({
  testRunner: 'suites',
  plugins: [fileURLToPath(new URL('runner.js', import.meta.url))],
  buildCommand: [
    `esbuild test/mutants/${room}.ts --bundle --packages=external --platform=node --target=node20 --format=esm`,
    `--alias:@jest/globals=./test/mutants/harness.js --log-level=warning --outfile=${BUNDLE}`,
  ].join(' '),
  coverageAnalysis: 'perTest',
  mutate: files.length > 0 ? files : ROOMS[room],
  ignorePatterns: ['/coverage', '/data', '/dist', '/dist-bench', '/docs', '/bench', '/test/e2e/shots'],
  tempDirName: `${out}/sandbox`,
  concurrency: 1,
  dryRunTimeoutMinutes: 30,
  // What was loaded for a mutant is not given back.
  maxTestRunnerReuse: 200,
  // A loop without an end is found by its turns; a busy machine must not count for one.
  timeoutMS: 20_000,
  incremental: true,
  incrementalFile: known,
  reporters: ['clear-text', 'progress-append-only', 'html', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, allowEmojis: false },
  htmlReporter: { fileName: `${out}/report.html` },
  jsonReporter: { fileName: `${out}/report.json` },
  thresholds: { high: 90, low: 80, break: 80 },
}).runMutationTest();
