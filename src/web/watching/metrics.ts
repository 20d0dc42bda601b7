import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Store } from '../../facts/index.js';
import type { Solve } from '../../planner/index.js';

const inSeconds = <T>(histogram: Histogram, work: () => Promise<T>): Promise<T> => {
  const end = histogram.startTimer();
  return work().finally(() => {
    end();
  });
};

/** One request that was answered, or given up. */
export interface Answered {
  readonly method: string;
  /** The pattern its address answers to: no id, query or secret of it. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

/** How many of each state there are. */
export type Counts = ReadonlyMap<string, number>;

/** The program's numbers, in Prometheus' words: seconds, and totals that only grow until it ends. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #registers = [this.#registry];
  readonly #requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'How long requests took to answer, by route',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: this.#registers,
  });
  readonly #feeds = new Counter({
    name: 'pufa_feed_answers_total',
    help: 'Answers of feeds: 200 whole, 304 unchanged, 404 unknown or revoked',
    labelNames: ['status'],
    registers: this.#registers,
  });
  readonly #writes = new Histogram({
    name: 'pufa_store_write_seconds',
    help: 'How long a write took until it was durable',
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2],
    registers: this.#registers,
  });
  readonly #searches = new Histogram({
    name: 'pufa_plan_search_seconds',
    help: 'How long the planner searched',
    buckets: [0.1, 0.5, 2, 10, 30, 60],
    registers: this.#registers,
  });
  readonly #deliveries = new Gauge({
    name: 'pufa_deliveries',
    help: 'Reminders by what became of them',
    labelNames: ['state'],
    registers: this.#registers,
  });
  readonly #due = new Gauge({
    name: 'pufa_reminders_due',
    help: 'Reminders that are due and not yet taken in hand',
    registers: this.#registers,
  });
  readonly #plans = new Gauge({
    name: 'pufa_plans',
    help: 'Plans by state',
    labelNames: ['state'],
    registers: this.#registers,
  });
  #measuresProcess = false;

  noteAnswer({ method, route, status, seconds }: Answered): void {
    this.#requests.observe({ method, route, status }, seconds);
    if (route.startsWith('/feeds/') && route.endsWith('.ics')) this.#feeds.inc({ status });
  }

  /** The same store, its writes timed. */
  timedStore(store: Store): Store {
    return {
      read: (fn) => store.read(fn),
      write: (actor, fn) => inSeconds(this.#writes, () => store.write(actor, fn)),
      swap: (town, swaps) => inSeconds(this.#writes, () => store.swap(town, swaps)),
      rehearse: (actor, fn) => store.rehearse(actor, fn),
      versionOf: (town, ...kinds) => store.versionOf(town, ...kinds),
      self: store.self,
      gone: (names) => store.gone(names),
      leads: (task) => store.leads(task),
      shares: (task, of) => store.shares(task, of),
      close: () => store.close(),
    };
  }

  /** The same search, timed. */
  timedSolve(solve: Solve): Solve {
    return (...asked) => inSeconds(this.#searches, () => solve(...asked));
  }

  /** Prometheus' text, with what the facts say at this moment. */
  async text(facts: { deliveries: Counts; plans: Counts; due: number }): Promise<string> {
    if (!this.#measuresProcess) {
      // Event loop, memory and processor are watched from the first look on: who never looks pays nothing.
      collectDefaultMetrics({ register: this.#registry });
      this.#measuresProcess = true;
    }
    const set = (gauge: Gauge, counts: Counts): void => {
      gauge.reset();
      for (const [state, count] of counts) gauge.set({ state }, count);
    };
    set(this.#deliveries, facts.deliveries);
    set(this.#plans, facts.plans);
    this.#due.set(facts.due);
    return this.#registry.metrics();
  }

  get contentType(): string {
    return this.#registry.contentType;
  }
}
