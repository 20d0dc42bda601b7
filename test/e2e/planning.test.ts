import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { occurrencesOf } from '../../src/calendar/index.js';
import type * as Planner from '../../src/planner/index.js';
import { countyOf } from '../support/county.js';
import { freshFolder } from '../support/folder.js';
import { gangmen } from '../support/gangmen.js';
import { calendarsOf, oneCampaign } from '../support/installation.js';
import { pufa } from '../support/program.js';

// Each plans a real town or several; a machine with other work needs its time.
jest.setTimeout(120_000);

type Plan = Planner.PlanResult;

async function planned(...args: string[]): Promise<Plan> {
  const { code, stdout, stderr } = await pufa(['plan', '--year', '2027', '--json', ...args]);
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as Plan;
}

function fileOf(text: string, name: string): string {
  const file = join(freshFolder(), name);
  writeFileSync(file, text);
  return file;
}

describe('pufa plan', () => {
  it('moves after a typhoon what stood on its days, and nothing else, proven', async () => {
    const before = await planned();
    expect([before.gap, before.bound, before.tasks.length]).toEqual([0, before.cost.total, 449]);
    const file = fileOf(JSON.stringify(before), 'plan.json');
    const typhoon = ['2027-09-13', '2027-09-15'];
    const after = await planned('--released', file, '--blackout', typhoon.join('..'));
    const moved = after.tasks.filter(
      ({ slot }, index) => JSON.stringify(slot) !== JSON.stringify(before.tasks[index]?.slot),
    );
    const hit = before.tasks.filter(
      ({ slot }) => slot && (typhoon[0] ?? '') <= slot.date && slot.date <= (typhoon[1] ?? ''),
    );
    expect(hit.length).toBeGreaterThan(0);
    expect(moved.map(({ id }) => id)).toEqual(hit.map(({ id }) => id));
    expect([after.gap, after.cost.unplaced]).toEqual([0, 0]);
  });

  it('stops when its time is over, with a plan and a bound', async () => {
    const { cost, bound, gap, tasks } = await planned('--seconds', '0.1');
    expect(bound).toBeLessThanOrEqual(cost.total);
    expect(gap).toBeCloseTo((cost.total - bound) / cost.total, 9);
    expect(tasks.filter(({ slot }) => slot).length).toBeGreaterThan(400);
  });

  it('finds the town by its id, whatever its file is called', async () => {
    const dir = calendarsOf([{ id: 'gangmen', ...oneCampaign() }]);
    renameSync(join(dir, 'towns', 'gangmen.yaml'), join(dir, 'towns', '港门镇.yaml'));
    const { code, stdout } = await pufa(['plan', '--year', '2027', '--json'], { CALENDARS_DIR: dir });
    expect([code, (JSON.parse(stdout) as Plan).town]).toEqual([0, 'gangmen']);
  });

  it('plans several towns as one, each task with its town', async () => {
    const files = countyOf({ towns: 2, villages: 8 }).map((text, index) => fileOf(text, `${index}.yaml`));
    const county = (await planned('--town', ...files)) as unknown as Planner.CountyPlanResult;
    expect(county.town).toEqual(['town-1', 'town-2']);
    expect([county.gap, county.bound]).toEqual([0, county.cost.total]);
    // Lawyer 2 serves villages of both.
    const visits = county.tasks.filter(({ lawyer, slot }) => lawyer === 'lawyer-2' && slot);
    const halves = visits.flatMap(({ slot }) =>
      slot?.half === 'day' ? [`${slot.date} am`, `${slot.date} pm`] : [`${slot?.date} ${slot?.half}`],
    );
    expect(new Set(visits.map(({ town }) => town)).size).toBe(2);
    expect(new Set(halves).size).toBe(halves.length);
  });
});

describe('the solver’s thread', () => {
  const built = async (): Promise<typeof Planner> =>
    (await import(join(process.cwd(), 'dist/planner/index.js'))) as typeof Planner;
  const planWith = async (signal?: AbortSignal): Promise<Plan> => {
    const { circumstancesOf, plan, solveInWorker, tasksOf } = await built();
    const occurrences = occurrencesOf(gangmen.keyDates, 2027);
    const from = '2027-01-01';
    return plan(
      tasksOf(gangmen.town, occurrences, 2027, from),
      2027,
      circumstancesOf(gangmen, occurrences, { from }),
      { solve: solveInWorker, seconds: 60, clock: () => performance.now(), signal },
    );
  };

  it('leaves no plan and no data when it is killed', async () => {
    const kill = [
      '--import',
      "data:text/javascript,process.on('worker', (worker) => setTimeout(() => worker.terminate(), 300))",
    ];
    const message = expect.stringMatching(
      /^排计划时求解器出错，没有排成，已发布的日历没有改动；请重试：求解线程没有给出结果就结束了（代码 \d）\n$/,
    );
    const plan = await pufa(['plan', '--year', '2027', '--json'], {}, kill);
    expect(plan).toEqual({ code: 1, stdout: '', stderr: message });
    const DATA_DIR = join(freshFolder(), 'data');
    const start = await pufa(['start'], { DATA_DIR, PORT: '0', LOG_LEVEL: 'silent' }, kill);
    expect([start.code, start.stderr]).toEqual([1, message]);
    const store = readFileSync(join(DATA_DIR, 'store.json'), 'utf8');
    expect(store).not.toContain('constitution-day');
  });

  it('is enough by itself when the one beside it, that only looks for better plans, is killed', async () => {
    const killSecond = [
      '--import',
      `data:text/javascript,let begun=0;process.on('worker',(worker)=>{if(++begun!==2)return;worker.on('online',()=>setTimeout(async()=>console.error('killed',await worker.terminate()),100))})`,
    ];
    const files = countyOf({ towns: 5, villages: 102 }).map((text, index) => fileOf(text, `${index}.yaml`));
    const asked = ['plan', '--town', ...files, '--year', '2027', '--json', '--seconds', '10'];
    const { code, stdout, stderr } = await pufa(asked, {}, killSecond);
    expect([code, stderr]).toEqual([0, 'killed 1\n']);
    // So many that hang together, by lawyers over every border, that two threads are at them.
    expect((JSON.parse(stdout) as Plan).tasks.length).toBe(2625);
  });

  it('rejects the plan when it cannot be started, and leaves nothing behind to go off later', async () => {
    const { circumstancesOf, plan, solveInWorker, tasksOf } = await built();
    const occurrences = occurrencesOf(gangmen.keyDates, 2027);
    const from = '2027-12-01';
    const solve: Planner.Solve = (problem, options, onProgress) => {
      // What cannot cross to a thread keeps it from starting, as a machine without threads would.
      const uncrossable = { ...problem, solve: solveInWorker };
      return solveInWorker(uncrossable, { ...options, seconds: 0.2 }, onProgress);
    };
    await expect(
      plan(
        tasksOf(gangmen.town, occurrences, 2027, from),
        2027,
        circumstancesOf(gangmen, occurrences, { from }),
        { solve, seconds: 60, clock: () => performance.now() },
      ),
    ).rejects.toThrow(/^排计划时求解器出错.*could not be cloned/s);
    // Past the time it had.
    await new Promise((resolve) => setTimeout(resolve, 400));
  });

  it('rejects the plan at once when it is given up', async () => {
    await expect(planWith(AbortSignal.timeout(500))).rejects.toThrow('the search was given up');
    await expect(planWith(AbortSignal.abort())).rejects.toThrow('the search was given up');
  });

  it('tells a best that only falls and a bound that only grows, in the plan’s cost', async () => {
    const { circumstancesOf, plan, solveInWorker, tasksOf } = await built();
    const occurrences = occurrencesOf(gangmen.keyDates, 2027);
    const told: Planner.Progress[] = [];
    const { cost, bound } = await plan(
      tasksOf(gangmen.town, occurrences, 2027, '2027-01-01'),
      2027,
      circumstancesOf(gangmen, occurrences, { from: '2027-01-01' }),
      { solve: solveInWorker, seconds: 60, clock: () => performance.now(), onProgress: (p) => told.push(p) },
    );
    for (const [index, { best, bound: least }] of told.entries()) {
      const next = told[index + 1];
      expect(least).toBeLessThanOrEqual(best);
      expect(next === undefined || (next.best <= best && next.bound >= least)).toBe(true);
    }
    const last = told.at(-1);
    expect([last?.best, last?.bound]).toEqual([cost.total, bound]);
    expect(told.length).toBeGreaterThan(2);
  });
});
