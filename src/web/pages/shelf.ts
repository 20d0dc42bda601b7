import type { WebContext } from '../context.js';
import { todayOf } from '../context.js';

/** More than the readers of a day look at; one page is up to half a megabyte. */
const MOST_PAGES = 64;

/**
 * Keeps public pages as they were rendered until a fact changes or a day is over: many read the same few pages, and a
 * year with all its activities takes tens of milliseconds to write out.
 */
export class PageShelf {
  readonly #pages = new Map<string, string>();
  #state = '';
  #keyDates: unknown;

  constructor(private readonly context: WebContext) {}

  /** The page of a key, made when it is not there; `key` must say all that the page depends on but facts and day. */
  async page(key: string, make: () => Promise<string>): Promise<string> {
    // Read before the facts are: a page of a newer state may be thrown away too early, never kept too long.
    const state = `${this.context.store.version} ${todayOf(this.context)}`;
    // A notice may be laid over the key dates a moment after the store has it.
    const { keyDates } = this.context.calendars;
    if (state !== this.#state || keyDates !== this.#keyDates) {
      this.#pages.clear();
      this.#state = state;
      this.#keyDates = keyDates;
    }
    const known = this.#pages.get(key);
    if (known !== undefined) return known;
    const page = await make();
    const [oldest] = this.#pages.keys();
    if (this.#pages.size >= MOST_PAGES && oldest !== undefined) this.#pages.delete(oldest);
    if (state === this.#state && keyDates === this.#keyDates) this.#pages.set(key, page);
    return page;
  }
}
