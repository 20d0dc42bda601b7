/** The first wait after a sending that did not get through; each next is twice as long, up to the longest. */
const FIRST_MS = 2000;
const LONGEST_MS = 60_000;

/**
 * Calls `act` again and again while something is to be sent: after ever longer waits, and at once when the line is back
 * or the page is looked at again.
 */
export class Again {
  #waits = FIRST_MS;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly act: () => void) {
    const now = (): void => {
      if (this.#timer !== undefined && document.visibilityState === 'visible') this.now();
    };
    window.addEventListener('online', now);
    window.addEventListener('pageshow', now);
    document.addEventListener('visibilitychange', now);
  }

  later(): void {
    this.stop();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.act();
    }, this.#waits);
    this.#waits = Math.min(LONGEST_MS, 2 * this.#waits);
  }

  now(): void {
    this.stop();
    this.#waits = FIRST_MS;
    this.act();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
