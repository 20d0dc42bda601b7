import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Low } from 'lowdb';
import { z } from 'zod';
import {
  isReleased,
  KIND_NAMES,
  KINDS,
  type Actor,
  type FactOf,
  type Kind,
  type ReadTransaction,
  type Rehearsal,
  type Store,
  type WriteTransaction,
} from '../facts/index.js';
import { DurableJsonFile } from './durableFile.js';
import { StoreError } from './errors.js';
import { generationsIn, keepGeneration } from './generations.js';
import { lockFolder } from './lock.js';
import { keyOf, State, type Change } from './state.js';
import { Overlay } from './transaction.js';

export interface StoreOptions {
  /** The folder; made when it is missing. */
  readonly dir: string;
  /** The present instant, ISO 8601. */
  readonly now: () => string;
}

const SCHEMA = 1;

/** What stands in `store.json`. */
interface StoreFile {
  readonly schema: typeof SCHEMA;
  readonly version: number;
  readonly facts: { readonly [K in Kind]?: readonly FactOf<K>[] };
}

const storeFileSchema = z.strictObject({
  schema: z.literal(SCHEMA),
  version: z.int().min(0),
  facts: z.partialRecord(z.enum(KIND_NAMES), z.array(z.unknown())),
});

const fileIn = (dir: string): string => join(dir, 'store.json');

/** Whether a folder holds a store at all. */
export const hasStore = (dir: string): boolean => existsSync(fileIn(dir));

const remedy = (dir: string): string => {
  const [newest] = generationsIn(dir);
  return newest === undefined
    ? `没有可用的备份；若确认这是一个新目录，请清空它再启动。`
    : `最近的一份备份是 ${newest}，请把它复制为 ${fileIn(dir)} 再启动。`;
};

/** Every fact of a file, each held against its schema. @throws StoreError naming the first that is not sound */
function stateOf(data: unknown, dir: string): { state: State; version: number } {
  const state = new State();
  const { schema } = (data ?? {}) as { schema?: unknown };
  if (typeof schema === 'number' && schema > SCHEMA)
    throw new StoreError(
      `${fileIn(dir)} 是更新版本的程序写的（格式 ${schema}），请用新版本打开，不要改动文件。`,
    );
  try {
    const { version, facts } = storeFileSchema.parse(data);
    for (const kind of KIND_NAMES)
      for (const fact of facts[kind] ?? []) {
        const sound = Object.freeze(KINDS[kind].schema.parse(fact)) as FactOf<Kind>;
        state.of(kind).set(keyOf(sound.town, sound.id), sound);
      }
    return { state, version };
  } catch (error) {
    throw new StoreError(`${fileIn(dir)} 的内容不完整或被改坏了。${remedy(dir)}`, { cause: error });
  }
}

async function readFileIn(dir: string): Promise<unknown> {
  try {
    return await new DurableJsonFile<unknown>(fileIn(dir)).read();
  } catch (error) {
    throw new StoreError(`读不了 ${fileIn(dir)}。${remedy(dir)}`, { cause: error });
  }
}

/**
 * The facts as they stand in a folder, beside a running server; nothing is locked or changed.
 *
 * @throws StoreError when there is no store, or it is not sound
 */
export async function readStore(dir: string): Promise<ReadTransaction> {
  const data = await readFileIn(dir);
  if (data === null) throw new StoreError(`${dir} 里还没有数据（找不到 store.json），请先运行 pufa start。`);
  return stateOf(data, dir).state;
}

/**
 * Opens the store of a folder for this process alone.
 *
 * @throws StoreError when another process owns it, or a folder in use has lost or broken its file
 */
export async function openStore({ dir, now }: StoreOptions): Promise<Store> {
  const unlock = lockFolder(dir);
  try {
    const file = fileIn(dir);
    if (!existsSync(file)) {
      if (generationsIn(dir).length > 0)
        throw new StoreError(`${dir} 用过，但 ${file} 不见了。${remedy(dir)}`);
      await new DurableJsonFile(file).write({ schema: SCHEMA, version: 0, facts: {} });
    }
    const { state, version } = stateOf(await readFileIn(dir), dir);
    await keepGeneration(dir, file, version);
    return new LowdbStore(dir, state, version, now, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

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
class LowdbStore implements Store {
  readonly #low: Low<StoreFile | null>;
  readonly #durable: State;
  #latest: State;
  #durableVersion: number;
  #latestVersion: number;
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
    this.#low = new Low<StoreFile | null>(new DurableJsonFile(fileIn(dir)), null);
    this.#keptOn = now().slice(0, 10);
    this.#durable = state;
    this.#latest = state.copy();
    this.#durableVersion = this.#latestVersion = version;
  }

  get version(): number {
    return this.#durableVersion;
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

  rehearse<T>(actor: Actor, fn: (transaction: WriteTransaction) => Promise<T>): Promise<Rehearsal<T>> {
    // In its turn among the writes, so that what it sees does not change under it.
    const mine = this.#turn.then(async () => {
      const overlay = new Overlay(this.#latest, actor, this.now());
      return { result: await fn(overlay), trail: overlay.trail };
    });
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
    if (resets !== this.#resets) throw new StoreError('磁盘写入失败，这次修改没有保存，请重试。');
    const changes = overlay.changesFor(this.#latestVersion + 1);
    // Even with nothing to store, what it saw may not be durable yet, so it waits for what is under way.
    if (changes.length === 0) return { result, stored: this.#flushing ?? Promise.resolve() };
    this.#latest.apply(changes);
    this.#latestVersion += 1;
    const stored = new Promise<void>((done, failed) => {
      this.#pending.push({ changes, done, failed });
    });
    // Awaited only after this turn; an early failure must not count as unhandled meanwhile.
    stored.catch(() => undefined);
    this.#flushing ??= this.#flush();
    return { result, stored };
  }

  async #flush(): Promise<void> {
    while (this.#pending.length > 0) {
      // Let writes that are ready in this turn of the loop join the same file.
      await new Promise<void>((resume) => setImmediate(resume));
      const batch = this.#pending;
      this.#pending = [];
      const version = this.#latestVersion;
      try {
        this.#low.data = this.#fileOf(version);
        await this.#low.write();
      } catch (error) {
        this.#reset([...batch, ...this.#pending], error);
        continue;
      }
      for (const { changes } of batch) this.#durable.apply(changes);
      this.#durableVersion = version;
      for (const { done } of batch) done();
      await this.#keep(batch);
    }
    this.#flushing = undefined;
  }

  #fileOf(version: number): StoreFile {
    const facts = Object.fromEntries(KIND_NAMES.map((kind) => [kind, [...this.#latest.of(kind).values()]]));
    return { schema: SCHEMA, version, facts };
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
