import { randomBytes } from 'node:crypto';
import { Low } from 'lowdb';
import {
  isReleased,
  SYSTEM,
  type Actor,
  type FactOf,
  type Kind,
  type ReadTransaction,
  type Rehearsal,
  type Store,
  type Swap,
  type WriteTransaction,
} from '../../facts/index.js';
import { StoreError } from '../errors.js';
import type { Change, State } from '../state.js';
import { swapIn } from '../swaps.js';
import { Overlay, rehearseOn } from '../transaction.js';
import { touchedBy, TownVersions } from '../versions.js';
import { DurableFile } from './durableFile.js';
import { keepGeneration } from './generations.js';
import { fileIn, sealed, storeFileOf, type StoreFile } from './storeFile.js';

interface Pending {
  readonly changes: readonly Change[];
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

const isRelease = ({ kind, fact }: Change): boolean =>
  kind === 'plans' && fact !== undefined && isReleased(fact as FactOf<'plans'>);

/**
 * lowdb behind `Store`. Writes run one after another on the latest state; those that end while the file is being
 * written share the next write of it (group commit). Reads see only what is durably stored.
 */
export class LowdbStore implements Store {
  readonly #low: Low<StoreFile | null>;
  readonly #durable: State;
  #latest: State;
  #durableVersion: number;
  #latestVersion: number;
  readonly #versions = new TownVersions();
  /** Grows when a failed write of the file has thrown away what was built on it. */
  #resets = 0;
  #pending: Pending[] = [];
  #flushing: Promise<void> | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  /** The day of the last generation. */
  #keptOn: string;
  #closed = false;

  constructor(
    private readonly dir: string,
    state: State,
    version: number,
    private readonly now: () => string,
    private readonly unlock: () => void,
  ) {
    this.#low = new Low<StoreFile | null>(
      new DurableFile(fileIn(dir), (data) => (data ? sealed(data) : '')),
      null,
    );
    this.#keptOn = now().slice(0, 10);
    this.#durable = state;
    this.#latest = state.copy();
    this.#durableVersion = this.#latestVersion = version;
  }

  readonly self = randomBytes(9).toString('base64url');

  versionOf(town: string, ...kinds: readonly Kind[]): number {
    return this.#versions.of(town, kinds);
  }

  /** One process owns the folder, so every other is gone. */
  gone(names: readonly string[]): Promise<ReadonlySet<string>> {
    return Promise.resolve(new Set(names.filter((name) => name !== this.self)));
  }

  /** One process owns the folder, so it is always the one. */
  leads(): Promise<boolean> {
    return Promise.resolve(true);
  }

  shares(_task: string, of: number): Promise<ReadonlySet<number>> {
    return Promise.resolve(new Set(Array(of).keys()));
  }

  read<T>(fn: (transaction: ReadTransaction) => Promise<T>): Promise<T> {
    return fn(this.#durable);
  }

  async write<T>(actor: Actor, fn: (transaction: WriteTransaction) => Promise<T>): Promise<T> {
    if (this.#closed) throw new StoreError('数据目录已经关闭，这次修改没有保存。');
    const mine = this.#turn.then(() => this.#run(actor, fn));
    this.#turn = mine.catch(() => undefined);
    const { result, stored } = await mine;
    await stored;
    return result;
  }

  swap(_town: string, swaps: readonly Swap[]): Promise<ReadonlySet<string>> {
    return this.write(SYSTEM, (transaction) => swapIn(transaction, swaps));
  }

  rehearse<T>(actor: Actor, fn: (transaction: WriteTransaction) => Promise<T>): Promise<Rehearsal<T>> {
    // In its turn among the writes, so that what it sees does not change under it.
    const mine = this.#turn.then(() => rehearseOn(this.#latest, actor, this.now(), fn));
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  async #run<T>(
    actor: Actor,
    fn: (transaction: WriteTransaction) => Promise<T>,
  ): Promise<{ result: T; stored: Promise<void> }> {
    const resets = this.#resets;
    const overlay = new Overlay(this.#latest, actor, this.now());
    const result = await fn(overlay);
    const changes = await overlay.changesFor(() => this.#latestVersion + 1);
    this.#refuseLost(resets);
    const stored = changes.length === 0 ? this.#underWay(resets) : this.#queue(changes);
    // Awaited only after this turn; an early failure must not count as unhandled meanwhile.
    stored.catch(() => undefined);
    return { result, stored };
  }

  /** @throws StoreError when the disk has refused since then what a write was built on */
  #refuseLost(resets: number): void {
    if (resets !== this.#resets) throw new StoreError('磁盘写入失败，这次修改没有保存，请重试。');
  }

  /** Even with nothing to store, what a write saw may not be durable yet, and may be lost. */
  async #underWay(resets: number): Promise<void> {
    await this.#flushing;
    this.#refuseLost(resets);
  }

  #queue(changes: readonly Change[]): Promise<void> {
    this.#latest.apply(changes);
    this.#latestVersion += 1;
    const stored = new Promise<void>((done, failed) => {
      this.#pending.push({ changes, done, failed });
    });
    this.#flushing ??= this.#flush();
    return stored;
  }

  async #flush(): Promise<void> {
    while (this.#pending.length > 0) {
      // Let writes that are ready in this turn of the loop join the same file.
      await new Promise<void>((resume) => setImmediate(resume));
      const batch = this.#pending;
      this.#pending = [];
      const version = this.#latestVersion;
      try {
        this.#low.data = storeFileOf(this.#latest, version);
        await this.#low.write();
      } catch (error) {
        this.#reset([...batch, ...this.#pending], error);
        continue;
      }
      for (const { changes } of batch) this.#durable.apply(changes);
      this.#durableVersion = version;
      this.#versions.grow(touchedBy(batch.flatMap(({ changes }) => changes)));
      for (const { done } of batch) done();
      await this.#keep(batch);
    }
    this.#flushing = undefined;
  }

  /** The disk refused: nothing since the last good file stands, and everyone who waited is told. */
  #reset(lost: readonly Pending[], cause: unknown): void {
    this.#pending = [];
    this.#resets += 1;
    this.#latest = this.#durable.copy();
    this.#latestVersion = this.#durableVersion;
    const error = new StoreError(
      `磁盘写入失败，修改没有保存（${cause instanceof Error ? cause.message : String(cause)}）。请检查磁盘空间和权限后重试。`,
      { cause },
    );
    for (const { failed } of lost) failed(error);
  }

  /** A generation a day, and one after each release, which is the most that a broken file could cost. */
  async #keep(batch: readonly Pending[]): Promise<void> {
    const today = this.now().slice(0, 10);
    const released = batch.some(({ changes }) => changes.some(isRelease));
    if (today === this.#keptOn && !released) return;
    try {
      await keepGeneration(this.dir, fileIn(this.dir), this.#durableVersion);
      this.#keptOn = today;
    } catch {
      // What was asked is stored; the copy is tried again with the next write.
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#turn;
    await this.#flushing;
    this.unlock();
  }
}
