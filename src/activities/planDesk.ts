import type { Actor, PlanIn, Store } from '../facts/index.js';
import { SolverError, type PlanOptions, type Solve } from '../planner/index.js';
import { draftPlan } from './drafting.js';
import { ConflictError } from './errors.js';
import type { PresentCalendars } from './presentCalendars.js';
import { standingIn, storeDraft, storeFailure } from './plans.js';
import { Turn } from './turn.js';

/** How far a wanted plan has come; `best` and `bound` are null until the search says. */
export interface DeskProgress {
  readonly state: 'queued' | 'solving';
  readonly best: number | null;
  readonly bound: number | null;
  /** Since its search began. */
  readonly seconds: number;
}

export interface DeskOptions {
  readonly store: Store;
  readonly calendars: PresentCalendars;
  readonly solve: Solve;
  /** The most a search may take, in seconds. */
  readonly seconds: number;
  /** A monotonic clock, in milliseconds. */
  readonly clock: () => number;
  /** Shared by the desks of all towns, for a search takes a core; the desk's own when left out. */
  readonly turn?: Turn;
  /** Hears of a plan that failed, and why. */
  readonly onFailure: (plan: PlanIn<'queued'>, error: unknown) => void;
}

/** More at once is a script gone wild. */
export const MOST_WAITING = 20;

/** A solver's words may be a line of minified code. */
const MESSAGE_LENGTH = 200;

interface Job {
  state: DeskProgress['state'];
  best: number | null;
  bound: number | null;
  began: number;
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/**
 * Where a town's plans are searched for, one after another, while the program goes on answering. What it knows of a search is
 * kept in memory; the draft is stored once, when it is made. A plan that stands as queued in the store and is not on the desk
 * was cut off when the program ended.
 */
export class PlanDesk {
  readonly #jobs = new Map<string, Job>();
  readonly #closing = new AbortController();
  readonly #turn: Turn;
  /** Ends when nothing that was given to this desk runs or waits any more. */
  #own: Promise<unknown> = Promise.resolve();
  #open = 0;

  constructor(private readonly options: DeskOptions) {
    this.#turn = options.turn ?? new Turn();
  }

  /** Whether a search is under way or waits. */
  get isBusy(): boolean {
    return this.#open > 0;
  }

  /** How far a plan has come; undefined when it is not on the desk. */
  progressOf(id: string): DeskProgress | undefined {
    const job = this.#jobs.get(id);
    if (!job) return undefined;
    const { state, best, bound, began } = job;
    const seconds = state === 'solving' ? Math.round((this.options.clock() - began) / 10) / 100 : 0;
    return { state, best, bound, seconds };
  }

  /** @throws ConflictError when `count` more plans would be too many */
  admit(count: number): void {
    if (this.#jobs.size + count > MOST_WAITING)
      throw new ConflictError(`已有 ${this.#jobs.size} 份计划在排队，请等它们编排完`);
  }

  /** Runs `work` when no search is under way; none begins before it has ended. */
  alone<T>(work: (options: PlanOptions) => Promise<T>): Promise<T> {
    const { solve, seconds, clock } = this.options;
    this.#open += 1;
    const mine = this.#turn
      .take(() => work({ solve, seconds, clock, signal: this.#closing.signal }))
      .finally(() => {
        this.#open -= 1;
      });
    // Turns come in order, so when the last has ended all have.
    this.#own = mine.catch(() => undefined);
    return mine;
  }

  #isClosing(): boolean {
    return this.#closing.signal.aborted;
  }

  /** Takes on a plan that is stored as queued. */
  take(plan: PlanIn<'queued'>, actor: Actor): void {
    const job: Job = { state: 'queued', best: null, bound: null, began: 0 };
    this.#jobs.set(plan.id, job);
    void this.alone((options) => this.#make(plan, actor, job, options))
      .catch((error: unknown) => {
        this.options.onFailure(plan, error);
      })
      .finally(() => {
        this.#jobs.delete(plan.id);
      });
  }

  async #make(plan: PlanIn<'queued'>, actor: Actor, job: Job, options: PlanOptions): Promise<void> {
    if (this.#isClosing()) return;
    const { store, calendars, clock } = this.options;
    job.state = 'solving';
    job.began = clock();
    const onProgress: PlanOptions['onProgress'] = ({ best, bound }) => {
      job.best = finite(best);
      job.bound = finite(bound);
    };
    try {
      // A notice may have come while it waited.
      await calendars.refresh();
      const standing = await store.read((transaction) => standingIn(transaction, plan.town));
      const draft = await draftPlan(calendars, plan, standing, { ...options, onProgress });
      await storeDraft(store, actor, plan, draft, standing);
    } catch (error) {
      if (this.#isClosing()) return;
      const { message } = error instanceof Error ? error : new Error(String(error));
      const said = error instanceof SolverError ? message : `编排没有完成：${message}`;
      await storeFailure(store, actor, plan, said.slice(0, MESSAGE_LENGTH));
      throw error;
    }
  }

  /** Gives up the search under way and those that wait; resolves when nothing of them runs any more. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#own;
  }
}
