import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { secondsOf, type Benchmark, type Row } from './benchmark.js';
import { calendar } from './calendar.js';
import { planner } from './planner.js';
import { feeds } from './feeds.js';
import { ledger } from './ledger.js';
import { pages } from './pages.js';
import { reminders } from './reminders.js';
import { scale } from './scale.js';
import { store } from './store.js';
import { tableOf, type Outcome } from './table.js';

/*
 * `npm run bench -- NAME …` runs the named benchmarks, `npm run bench` all of them, and prints one table. It measures
 * and judges nothing: the goals stand in docs/performance.md.
 */
const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  calendar,
  planner,
  feeds,
  reminders,
  pages,
  ledger,
  store,
  scale,
};

/** Before the name of the one benchmark that a process of its own runs. */
const ALONE = '--alone';

/** Longer than any takes on a busy machine, in milliseconds. */
const LONGEST = 10 * 60_000;

/**
 * Runs a benchmark in a process of its own: what one leaves in memory, or its end, is no other's.
 */
async function outcomeOf(name: string): Promise<Outcome> {
  let rows: readonly Row[] = [];
  let failure: string | null = null;
  const seconds = await secondsOf(() => {
    const { status, signal, stdout, error } = spawnSync(
      process.execPath,
      [fileURLToPath(import.meta.url), ALONE, name],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], timeout: LONGEST },
    );
    // What servers of its own may have said stands before.
    if (status === 0) rows = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Row[];
    else failure = error?.message ?? `it ended with ${signal ?? String(status)}; why stands above`;
  });
  return { name, seconds, rows, failure };
}

const args = process.argv.slice(2);
if (args[0] === ALONE) {
  const rows = await BENCHMARKS[args[1] ?? '']?.run();
  console.log(JSON.stringify(rows));
} else {
  const names = args.length > 0 ? args : Object.keys(BENCHMARKS);
  const strange = names.filter((name) => !Object.hasOwn(BENCHMARKS, name));
  if (strange.length > 0) {
    console.error(
      `${strange.join(', ')}: no such benchmark; choose from: ${Object.keys(BENCHMARKS).join(', ')}`,
    );
    process.exit(2);
  }
  const outcomes: Outcome[] = [];
  for (const name of names) {
    console.error(`${name}: ${BENCHMARKS[name]?.title ?? ''}`);
    outcomes.push(await outcomeOf(name));
  }
  console.log(tableOf(outcomes));
  if (outcomes.some(({ failure }) => failure !== null)) process.exitCode = 1;
}
