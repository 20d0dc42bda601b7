import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { occurrencesOf } from '../src/calendar/index.js';
import {
  circumstancesOf,
  costOfChoices,
  greedyChoices,
  optimumOf,
  problemOf,
  solveInWorker,
  tasksOf,
  type Solve,
  type TownPlanning,
} from '../src/planner/index.js';
import { loadTowns } from '../src/town/index.js';
import { countyOf } from '../test/support/county.js';
import type { Benchmark, Row } from './benchmark.js';
import { solveInOneModel } from './oneModel.js';

const YEAR = 2027;
const GANGMEN = 'calendars/towns/gangmen.yaml';

/** Sizes in villages, with the towns they lie in and the seconds the search may take. */
const SIZES = [
  { villages: 12, towns: 1, seconds: 20 },
  { villages: 50, towns: 4, seconds: 40 },
  { villages: 200, towns: 15, seconds: 60 },
];

/** What the one model may take on the town: it needs a third of that on an idle machine. */
const ONE_MODEL_SECONDS = 60;

function planningsOf(files: readonly string[]): TownPlanning[] {
  return loadTowns('calendars', files).map((calendars) => {
    const occurrences = occurrencesOf(calendars.keyDates, YEAR);
    const from = `${YEAR}-01-01`;
    return {
      tasks: tasksOf(calendars.town, occurrences, YEAR, from),
      circumstances: circumstancesOf(calendars, occurrences, { from }),
    };
  });
}

function county(towns: number, villages: number): TownPlanning[] {
  const dir = mkdtempSync(join(tmpdir(), 'pufa-bench-'));
  try {
    const files = countyOf({ towns, villages }).map((text, index) => {
      const file = join(dir, `town-${index + 1}.yaml`);
      writeFileSync(file, text);
      return file;
    });
    return planningsOf(files);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

const megabytes = (): string => `${Math.round(process.resourceUsage().maxRSS / 1024)} MB at most so far`;

async function solved(what: string, plannings: readonly TownPlanning[], solve: Solve, seconds: number) {
  const {
    costs,
    bound,
    gap,
    seconds: taken,
  } = await optimumOf(plannings, {
    solve,
    seconds,
    clock: () => performance.now(),
  });
  const cost = costs.reduce((sum, { total }) => sum + total, 0);
  const tasks = plannings.reduce((sum, planning) => sum + planning.tasks.length, 0);
  const row: Row = {
    what: `${what}, ${tasks} tasks`,
    figure: `${taken.toFixed(1)} s`,
    ratio: `cost ${cost}, bound ${bound}, gap ${(gap * 100).toFixed(3)} %, ${megabytes()}`,
  };
  return { cost, taken, row };
}

/** What the planner's search is worth: against greedy placing and one exact model on the town, and by size. */
export const planner: Benchmark = {
  title: 'a year of 港门镇 against greedy placing and one HiGHS model of all of it; then by size',
  run: async () => {
    const town = planningsOf([GANGMEN]);
    const ours = await solved('pufa, 港门镇', town, solveInWorker, 20);
    const { problem } = problemOf(town);
    const began = performance.now();
    const greedy = costOfChoices(problem, greedyChoices(problem));
    const greedySeconds = (performance.now() - began) / 1000;
    const rows: Row[] = [
      ours.row,
      {
        what: 'greedy only, 港门镇',
        figure: `${greedySeconds.toFixed(3)} s`,
        ratio: `cost ${greedy}, ${(((greedy - ours.cost) / ours.cost) * 100).toFixed(1)} % dearer`,
      },
    ];
    for (const { villages, towns, seconds } of SIZES) {
      const name = `pufa, a county of ${towns} towns, ${villages} villages`;
      rows.push((await solved(name, county(towns, villages), solveInWorker, seconds)).row);
    }
    // Last: what it takes stays in the process's greatest size.
    const one = await solved('one HiGHS model, 港门镇', town, solveInOneModel, ONE_MODEL_SECONDS);
    rows.push({ ...one.row, ratio: `${one.row.ratio}, ${(one.taken / ours.taken).toFixed(1)} × the time` });
    return rows;
  },
};
