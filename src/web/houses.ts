import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

/** What answers for one town, or one county, with all that it keeps in memory. */
export interface House {
  readonly answer: RequestListener;
  /** Whether something goes on in it that nobody is waiting for: a search for a plan. */
  readonly isBusy: () => boolean;
  /** Lets go of what it holds; called when nobody is waiting for an answer of it. */
  close(): Promise<void>;
}

/** Houses kept open; a town's takes a few megabytes, and most towns of a province are asked for once a day. */
export const MOST_HOUSES = 24;

interface Opened {
  readonly house: House;
  /** Answers under way. */
  asked: number;
}

/**
 * The houses of an installation, each opened when it is first asked for. Beyond `most` the one that was asked for longest
 * ago is closed, but none with a search or an answer under way: while all are at work there may be more.
 */
export class Houses {
  readonly #opened = new Map<string, Opened>();
  readonly #closing = new Set<Promise<void>>();

  constructor(
    private readonly open: (id: string) => House,
    private readonly most = MOST_HOUSES,
  ) {}

  /** The ids of those that are open, the one asked for last at the end. */
  get ids(): string[] {
    return [...this.#opened.keys()];
  }

  /** @throws whatever keeps a house from being opened */
  answer(id: string, request: IncomingMessage, response: ServerResponse): void {
    const opened = this.#opened.get(id) ?? { house: this.open(id), asked: 0 };
    this.#opened.delete(id);
    this.#opened.set(id, opened);
    opened.asked += 1;
    response.once('close', () => {
      opened.asked -= 1;
      this.#makeRoom();
    });
    opened.house.answer(request, response);
    this.#makeRoom();
  }

  #makeRoom(): void {
    for (const [id, { house, asked }] of this.#opened) {
      if (this.#opened.size <= this.most) return;
      if (asked > 0 || house.isBusy()) continue;
      this.#opened.delete(id);
      this.#close(house);
    }
  }

  #close(house: House): void {
    const closing = house.close().finally(() => this.#closing.delete(closing));
    this.#closing.add(closing);
  }

  /** Closes all; resolves when nothing of them runs any more. */
  async close(): Promise<void> {
    for (const { house } of this.#opened.values()) this.#close(house);
    this.#opened.clear();
    await Promise.all(this.#closing);
  }
}
