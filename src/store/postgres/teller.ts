import { setTimeout } from 'node:timers/promises';
import { AGAIN_MS } from './listener.js';
import { TELL, toldOf } from './telling.js';
import type { Query } from './connection.js';

/** Towns of one message; what is too long for one says that anything may have changed, anywhere. */
const MOST_TOWNS = 100;

export interface TellerOptions {
  /** Each question on a connection of its own. */
  readonly query: Query;
  /** What this process calls itself. */
  readonly name: string;
}

/**
 * Tells the other processes of swaps, when they are stored. PostgreSQL lets only one transaction that tells end at a time, and
 * lets it go when what it stored is on the disk: told within them, the swaps of all processes would wait for each other's
 * disk writes. A process that ends before it has told is missed by the others (`Shares`), who then take anything as changed.
 */
export class Teller {
  readonly #untold = new Set<string>();
  #telling: Promise<void> | undefined;
  #closing = false;

  constructor(private readonly options: TellerOptions) {}

  /** Deliveries of a town have changed, or may have. */
  tell(town: string): void {
    this.#untold.add(town);
    this.#telling ??= this.#tellAll();
  }

  async #tellAll(): Promise<void> {
    const { query, name } = this.options;
    while (this.#untold.size > 0) {
      const towns = [...this.#untold].slice(0, MOST_TOWNS);
      for (const town of towns) this.#untold.delete(town);
      const touched = towns.map((town) => ({ town, kinds: ['deliveries'] as const }));
      try {
        await query(TELL, [toldOf({ by: name, touched })], 'tell');
      } catch {
        // Whoever is there must hear of it when the database is there again; who ends is missed.
        for (const town of towns) this.#untold.add(town);
        if (this.#closing) break;
        await setTimeout(AGAIN_MS);
      }
    }
    this.#telling = undefined;
  }

  /** What was not told is told, or once tried to be. */
  async close(): Promise<void> {
    this.#closing = true;
    await this.#telling;
  }
}
