import pg from 'pg';
import { StoreError } from '../errors.js';
import { connectionOptions, nameOfDatabase, queriesOf, type Query } from './connection.js';
import { BE_ASKED, BE_THERE, TRY_TO_LEAD, TRY_TO_SERVE } from './locks.js';
import { Shares } from './shares.js';
import { heardIn, LISTEN, type Told } from './telling.js';

/** How often a silent connection is asked whether it is still there, in milliseconds. */
const HEARTBEAT_MS = 5000;

/** Between attempts to connect again, in milliseconds. */
export const AGAIN_MS = 500;

export interface ListenerOptions {
  readonly url: string;
  /** What the process calls itself. */
  readonly name: string;
  /** Some session has stored something. */
  readonly onChange: (told: Told) => void;
  /** Something may have been stored that nobody has told: the connection is back, or another process has ended. */
  readonly onMissed: () => void;
}

/**
 * The connection on which a process hears of others' writes, and which holds what it holds as long as it lives: its name, its
 * part in serving, and what it does for all. When it is lost it is made again.
 */
export class Listener {
  #client: pg.Client | undefined;
  #query: Query = () => Promise.reject(new Error('not connected'));
  /** Ends the wait of who minds the connection. */
  #wake: () => void = () => undefined;
  readonly #leads = new Set<string>();
  /** By task. */
  readonly #shares = new Map<string, Shares>();
  #closing = false;
  #minding: Promise<void> = Promise.resolve();

  constructor(private readonly options: ListenerOptions) {}

  /** Whether what others store is heard of at this moment. */
  get hears(): boolean {
    return this.#client !== undefined;
  }

  /** Asks something of the server itself. Who reads holds a connection of the others, and must not wait for a second of them. */
  readonly ask: Query = (text, values) => this.#query(text, values);

  /** @throws when the database cannot be reached; StoreError while somebody restores or migrates it */
  async start(): Promise<void> {
    await this.#connect();
    this.#minding = this.#mind();
  }

  async #connect(): Promise<void> {
    const { url, name, onChange } = this.options;
    const client = new pg.Client({ ...connectionOptions(url), query_timeout: HEARTBEAT_MS });
    client.on('error', () => {
      this.#lost(client);
    });
    client.on('end', () => {
      this.#lost(client);
    });
    client.on('notification', ({ payload }) => {
      onChange(heardIn(payload ?? ''));
    });
    try {
      await client.connect();
      const query = queriesOf(client);
      const [served] = await query<{ done: boolean }>(TRY_TO_SERVE);
      if (served?.done !== true)
        throw new StoreError(
          `${nameOfDatabase(url)}: 正在恢复或迁移数据，或者另一个命令独占着它，请等它结束再启动。`,
        );
      await query(BE_THERE, [name]);
      await query(BE_ASKED).catch(() => undefined);
      await query(LISTEN);
      this.#query = query;
      this.#client = client;
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
  }

  #lost(client: pg.Client): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    this.#leads.clear();
    this.#shares.clear();
    this.#wake();
  }

  /** Ends a connection that did not answer, and with it whatever it holds. */
  #giveUp(client: pg.Client): void {
    this.#lost(client);
    void client.end().catch(() => undefined);
  }

  /** Waits, but no longer than until something happens to the connection. */
  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #isClosing(): boolean {
    return this.#closing;
  }

  /** Asks a silent connection whether it is there, and makes a lost one again. */
  async #mind(): Promise<void> {
    while (!this.#isClosing()) {
      await this.#wait(this.#client ? HEARTBEAT_MS : AGAIN_MS);
      if (this.#isClosing()) return;
      const client = this.#client;
      try {
        if (client) await this.#query('select 1');
        else {
          await this.#connect();
          this.options.onMissed();
        }
      } catch {
        if (client) this.#giveUp(client);
      }
    }
  }

  /** Whether this process is the one that does this; once it is, it stays so as long as the connection lives. */
  async leads(task: string): Promise<boolean> {
    const client = this.#client;
    if (!client) return false;
    try {
      if (this.#leads.has(task)) {
        await this.#query('select 1');
        return this.#leads.has(task);
      }
      const [led] = await this.#query<{ done: boolean }>(TRY_TO_LEAD, [task]);
      // The answer may be the last word of a connection, and what it held is over with it.
      if (led?.done !== true || this.#client !== client) return false;
      this.#leads.add(task);
      return true;
    } catch {
      return false;
    }
  }

  /** The shares of a task that are this process's, until it asks again; none while the connection is lost. */
  async shares(task: string, of: number): Promise<ReadonlySet<number>> {
    const client = this.#client;
    if (!client) return new Set();
    try {
      const shares = this.#shares.get(task) ?? new Shares(this.#query, task, of, this.options.onMissed);
      this.#shares.set(task, shares);
      const mine = await shares.settle();
      // What was lost meanwhile holds nothing.
      return this.#shares.get(task) === shares ? mine : new Set();
    } catch {
      // Nobody knows which of them it holds now.
      this.#giveUp(client);
      return new Set();
    }
  }

  async close(): Promise<void> {
    this.#closing = true;
    this.#wake();
    await this.#minding;
    const client = this.#client;
    this.#client = undefined;
    await client?.end().catch(() => undefined);
  }
}
