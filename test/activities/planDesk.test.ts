import { describe, expect, it } from '@jest/globals';
import { MOST_WAITING, PlanDesk, presentCalendars, putQueued, Turn } from '../../src/activities/index.js';
import { releaseDraft } from '../support/acts.js';
import { SYSTEM, type Plan } from '../../src/facts/index.js';
import { solveWithHighs, type Solve } from '../../src/planner/index.js';
import { draftCalendars, draftTown, FROM, noSolver, type DraftTown } from '../support/draftTown.js';
import { until } from '../support/until.js';

/** A town whose plan cannot be had without a search. */
const contestedTown = (): Promise<DraftTown> => draftTown(draftCalendars(1));

const AT = '2026-11-23T10:00:00+08:00';

/** A desk over a town, with a way to put a plan of 2026 on it and to wait for that. */
function deskOf(town: DraftTown, solve: Solve, turn?: Turn) {
  const failures: string[] = [];
  const desk = new PlanDesk({
    store: town.store,
    calendars: presentCalendars(town.calendars, town.store),
    solve,
    seconds: 10,
    clock: () => performance.now(),
    ...(turn ? { turn } : {}),
    onFailure: ({ id }) => failures.push(id),
  });
  const stored = (id: string): Promise<Plan | undefined> =>
    town.store.read((transaction) => transaction.get('plans', 'smalltown', id));
  const ask = async (): Promise<string> => {
    const request = { year: 2026, from: FROM, blackout: null };
    const plan = await town.store.write(SYSTEM, (transaction) =>
      putQueued(transaction, 'smalltown', request, AT, town.store.self),
    );
    desk.take(plan, SYSTEM);
    return plan.id;
  };
  /** Waits until nothing of it is on the desk. */
  const settled = async (id: string): Promise<Plan | undefined> => {
    await until(() => !desk.progressOf(id), `${id} leaves the desk`);
    return stored(id);
  };
  return { desk, failures, ask, settled, stored };
}

/** A search that goes on until it is told to end. */
function heldSearch() {
  const letGo: (() => void)[] = [];
  const began: string[] = [];
  const solve: Solve = (_program, options, onProgress) => {
    began.push('search');
    onProgress?.({ best: Infinity, bound: 3, seconds: 0 });
    return new Promise((resolve, reject) => {
      letGo.push(() => {
        resolve({ values: null, bound: 0 });
      });
      options.signal?.addEventListener('abort', () => {
        reject(new Error('aborted'));
      });
    });
  };
  const reached = (count: number): Promise<void> =>
    until(() => began.length >= count, `search ${count} begins`, 3000);
  return { solve, began, reached, letGo: () => letGo.shift()?.() };
}

describe('the desk', () => {
  it('makes a draft of a plan that waits, and moves nothing', async () => {
    const town = await draftTown();
    const before = await town.activities();
    const { ask, settled, failures } = deskOf(town, solveWithHighs);
    const id = await ask();
    expect(await settled(id)).toMatchObject({ id, state: 'draft', year: 2026, from: FROM });
    expect(await town.activities()).toEqual(before);
    expect(failures).toEqual([]);
    await releaseDraft(town.act, id);
  });

  it('searches for one plan at a time, and says how far it is', async () => {
    const town = await contestedTown();
    const held = heldSearch();
    const { desk, ask, settled } = deskOf(town, held.solve);
    const [first, second] = [await ask(), await ask()];
    await held.reached(1);
    const { best = null, ...progress } = desk.progressOf(first) ?? {};
    expect(progress).toMatchObject({ state: 'solving', bound: expect.any(Number) });
    expect(desk.progressOf(second)).toEqual({ state: 'queued', best: null, bound: null, seconds: 0 });
    held.letGo();
    // The search found nothing, so what it began with stands.
    expect(await settled(first)).toMatchObject({ state: 'draft', cost: { total: best } });
    await held.reached(2);
    held.letGo();
    expect(await settled(second)).toMatchObject({ state: 'draft' });
  });

  it('stores that a search failed, leaves the calendar alone, and goes on with the next', async () => {
    const town = await contestedTown();
    const before = await town.activities();
    let first = true;
    const fails: Solve = (...args) => {
      if (!first) return noSolver(...args);
      first = false;
      return Promise.reject(new Error('the solver failed: Aborted(OOM)'));
    };
    const { ask, settled, failures } = deskOf(town, fails);
    const [bad, good] = [await ask(), await ask()];
    expect(await settled(bad)).toMatchObject({
      state: 'failed',
      error: '编排没有完成：the solver failed: Aborted(OOM)',
    });
    expect(await settled(good)).toMatchObject({ state: 'draft' });
    expect([failures, await town.activities()]).toEqual([[bad], before]);
    await expect(releaseDraft(town.act, bad)).rejects.toThrow('没有编排成功');
  });

  it('gives up when it is closed: what was under way or waited is stored as neither done nor failed', async () => {
    const town = await contestedTown();
    const held = heldSearch();
    const { desk, ask, stored, failures } = deskOf(town, held.solve);
    const [first, second] = [await ask(), await ask()];
    await held.reached(1);
    await desk.close();
    expect([(await stored(first))?.state, (await stored(second))?.state]).toEqual(['queued', 'queued']);
    expect([held.began.length, failures]).toEqual([1, []]);
  });

  it('takes turns with the desks of other towns, and ends without waiting for theirs', async () => {
    const turn = new Turn();
    const held = heldSearch();
    const [one, other] = [
      deskOf(await contestedTown(), held.solve, turn),
      deskOf(await contestedTown(), held.solve, turn),
    ];
    const [first, second] = [await one.ask(), await other.ask()];
    await held.reached(1);
    expect(one.desk.progressOf(first)?.state).toBe('solving');
    expect(other.desk.progressOf(second)?.state).toBe('queued');
    expect([one.desk.isBusy, other.desk.isBusy]).toEqual([true, true]);
    held.letGo();
    await held.reached(2);
    expect(await one.settled(first)).toMatchObject({ state: 'draft' });
    await one.desk.close();
    expect([one.desk.isBusy, other.desk.progressOf(second)?.state]).toEqual([false, 'solving']);
    held.letGo();
    expect(await other.settled(second)).toMatchObject({ state: 'draft' });
  });

  it('lets no more wait than it can ever make', async () => {
    const town = await contestedTown();
    const held = heldSearch();
    const { desk, ask } = deskOf(town, held.solve);
    for (let count = 0; count < MOST_WAITING; count += 1) {
      desk.admit(1);
      await ask();
    }
    expect(() => {
      desk.admit(1);
    }).toThrow('已有 20 份计划在排队');
    await desk.close();
  });
});
