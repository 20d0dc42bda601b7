import type { Benchmark } from './benchmark.js';
import { calendar } from './calendar.js';
import { planner } from './planner.js';
import { feeds } from './feeds.js';
import { ledger } from './ledger.js';
import { pages } from './pages.js';
import { reminders } from './reminders.js';
import { scale } from './scale.js';
import { store } from './store.js';

/*
 * `npm run bench -- NAME …` runs the named benchmarks, `npm run bench` all of them. It measures and judges nothing:
 * the goals stand in docs/performance.md.
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

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(BENCHMARKS);
for (const name of names) {
  const benchmark = BENCHMARKS[name];
  if (!benchmark) {
    console.error(`${name}: no such benchmark; choose from: ${Object.keys(BENCHMARKS).join(', ')}`);
    process.exitCode = 2;
    continue;
  }
  console.log(`\n${name}: ${benchmark.title}`);
  const rows = await benchmark.run();
  const width = (key: 'what' | 'figure'): number => Math.max(...rows.map((row) => row[key].length));
  for (const { what, figure, ratio } of rows)
    console.log(`  ${what.padEnd(width('what'))}  ${figure.padStart(width('figure'))}  ${ratio}`.trimEnd());
}
