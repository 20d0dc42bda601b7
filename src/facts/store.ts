import type { Swap } from './delivery.js';
import type { FactOf, Kind, QueryOf } from './kinds.js';
import type { Actor, TrailEntry } from './trail.js';

/** A consistent view of the facts. What it returns is frozen; change it by putting another in its place. */
export interface ReadTransaction {
  get<K extends Kind>(kind: K, town: string, id: string): Promise<FactOf<K> | undefined>;
  /** All that answer the query, in no order. */
  find<K extends Kind>(kind: K, query: QueryOf<K>): Promise<readonly FactOf<K>[]>;
}

/** Sees its own puts; nobody else does until it is done. */
export interface WriteTransaction extends ReadTransaction {
  /** Creates or replaces the fact of that town and id, and notes the change in the trail. */
  put<K extends Exclude<Kind, 'trail'>>(kind: K, fact: FactOf<K>): Promise<void>;
  remove(kind: Exclude<Kind, 'trail'>, town: string, id: string): Promise<void>;
}

/** What a write would have done. */
export interface Rehearsal<T> {
  readonly result: T;
  /** The changes it would have left in the trail. */
  readonly trail: readonly Omit<TrailEntry, 'id'>[];
}

/** Where facts are kept. */
export interface Store {
  /** Runs `fn` on what is durably stored; it sees one moment as long as it awaits nothing but the transaction. */
  read<T>(fn: (transaction: ReadTransaction) => Promise<T>): Promise<T>;
  /**
   * Runs `fn` alone among writes. All it put is stored, or nothing: when this resolves it survives a power cut; when
   * `fn` throws, or the disk refuses, nothing of it stands and the error is passed on. Where several processes write at
   * once `fn` may run again from the start, so it changes nothing but through the transaction.
   */
  write<T>(actor: Actor, fn: (transaction: WriteTransaction) => Promise<T>): Promise<T>;
  /**
   * Stores those of a town's deliveries that nobody has been at since they were seen, each for itself; what is stored survives a
   * power cut when this resolves. Several processes that swap the same one at once: one of them has it. When it throws,
   * nobody knows which of them stand.
   *
   * @returns the ids of those that were stored
   */
  swap(town: string, swaps: readonly Swap[]): Promise<ReadonlySet<string>>;
  /** Runs `fn` as `write` would, and keeps nothing of it. */
  rehearse<T>(actor: Actor, fn: (transaction: WriteTransaction) => Promise<T>): Promise<Rehearsal<T>>;
  /**
   * Grows with every write that touches the town's facts of these kinds (none given: of any), another process's too as soon as
   * this one hears of it: the same number, the same facts. Each process counts by itself, from when it opened the store; it
   * may grow without a change.
   */
  versionOf(town: string, ...kinds: readonly Kind[]): number;
  /** What this process calls itself to others at these facts; another name each time they are opened. */
  readonly self: string;
  /**
   * Those of these processes, by such names, that are no longer at these facts: ended, killed, or cut off from where they are
   * kept for longer than it takes to connect again. Never this one.
   */
  gone(names: readonly string[]): Promise<ReadonlySet<string>>;
  /** Whether this process is the one to do what one does for all; when it ends, another is. */
  leads(task: string): Promise<boolean>;
  /**
   * Which of a task's shares, numbered from 0, are this process's until it asks again: about as many as any other's that asks,
   * and none of them anybody else's. A share that changes hands may be nobody's until its new hands ask.
   *
   * @param of how many shares the task has; the same in each process
   */
  shares(task: string, of: number): Promise<ReadonlySet<number>>;
  /** Waits for open writes and lets go of what is held. */
  close(): Promise<void>;
}
