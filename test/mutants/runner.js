import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { performance } from 'node:perf_hooks';
import { clearTimeout, setTimeout } from 'node:timers';
import { INSTRUMENTER_CONSTANTS } from '@stryker-mutator/api/core';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  determineHitLimitReached,
  DryRunStatus,
  MutantRunStatus,
  TestStatus,
} from '@stryker-mutator/api/test-runner';

/** A room's suites in one file, as `run.js` has them built. */
export const BUNDLE = 'dist/mutants/suites.js';

/** A test that has not ended by then hangs. */
const TEST_MS = 30_000;

/** What the instrumented code goes by: which mutant is active, and who covers which. */
const instrumented = () => (globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {});

let loads = 0;

/** The tests, of code that is loaded anew: what one mutant left in a cache must not meet the next. */
async function loaded() {
  globalThis.suites = { tests: [], after: [] };
  loads += 1;
  await import(`${pathToFileURL(resolve(BUNDLE)).href}?${loads}`);
  return globalThis.suites;
}

const late = (timer) =>
  new Promise((_resolve, reject) => {
    timer.id = setTimeout(reject, TEST_MS, new Error('the test hangs'));
  });

/** Null, or what a test failed with. */
async function failureOf({ body }, after) {
  const timer = {};
  try {
    await Promise.race([body(), late(timer)]);
    for (const clean of after) await clean();
    return null;
  } catch (error) {
    // What a failing test has opened is closed all the same.
    for (const clean of after)
      await Promise.resolve()
        .then(clean)
        .catch(() => undefined);
    return error instanceof Error ? error.message : String(error);
  } finally {
    clearTimeout(timer.id);
  }
}

/**
 * Runs suites for Stryker in this very process: to start Jest for each of a thousand mutants takes ten times as long as
 * the tests themselves.
 */
class SuitesRunner {
  capabilities() {
    return { reloadEnvironment: true };
  }

  /** Each test by itself, so that what the first to ask puts into a cache is put down to every one that needs it. */
  async dryRun() {
    const { tests } = await loaded();
    const results = [];
    for (const { id, name } of tests) {
      const { tests: fresh, after } = await loaded();
      const own = fresh.find((test) => test.id === id);
      instrumented().currentTestId = id;
      const from = performance.now();
      const failureMessage = await failureOf(own, after);
      instrumented().currentTestId = undefined;
      const outcome =
        failureMessage === null
          ? { status: TestStatus.Success }
          : { status: TestStatus.Failed, failureMessage };
      results.push({ id, name, timeSpentMs: performance.now() - from, ...outcome });
    }
    return { status: DryRunStatus.Complete, tests: results, mutantCoverage: instrumented().mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, mutantActivation, hitLimit }) {
    const state = instrumented();
    state.hitLimit = hitLimit;
    state.hitCount = hitLimit === undefined ? undefined : 0;
    let ran = 0;
    const killed = (id, failureMessage) =>
      determineHitLimitReached(state.hitCount, state.hitLimit) ?? {
        status: MutantRunStatus.Killed,
        killedBy: [id],
        failureMessage,
        nrOfTests: ran,
      };
    try {
      if (mutantActivation === 'static') state.activeMutant = activeMutant.id;
      const { tests, after } = await loaded();
      state.activeMutant = activeMutant.id;
      for (const test of tests) {
        if (testFilter && !testFilter.includes(test.id)) continue;
        ran += 1;
        const failure = await failureOf(test, after);
        if (failure !== null) return killed(test.id, failure);
      }
      return { status: MutantRunStatus.Survived, nrOfTests: ran };
    } catch (error) {
      // Suites that cannot even load are suites that fail.
      return killed('loading', String(error));
    } finally {
      state.activeMutant = undefined;
    }
  }
}

// A promise that nobody waits for any more belongs to a test that has failed.
process.on('unhandledRejection', () => undefined);

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'suites', SuitesRunner)];
