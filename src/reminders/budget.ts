import type { Channel } from './channels/index.js';

type Budgets = Channel['budgets'];

/** The other side's clock is not ours, and a message takes its time: a little more than the window. */
const MARGIN_MS = 500;

/**
 * When the next message may go so that no window holds more than its budget.
 *
 * @param sent when earlier ones went or will go, epoch milliseconds, ascending
 * @param at the earliest, epoch milliseconds
 */
export function nextFree(sent: readonly number[], budgets: Budgets, at: number): number {
  let free = at;
  for (const { count, ms } of budgets) {
    const limiting = sent[sent.length - count];
    if (limiting !== undefined) free = Math.max(free, limiting + ms + MARGIN_MS);
  }
  return free;
}

const FIRST_BACKOFF_MS = 60_000;
const LONGEST_BACKOFF_MS = 30 * 60_000;

/**
 * How long to wait after the `attempt`-th attempt did not go: doubling, capped, and spread by a quarter either way so
 * that what failed together does not come back together.
 *
 * @param random in [0, 1)
 * @param afterMs what the other side asked for at the least
 */
export const backoffMs = (attempt: number, random: number, afterMs = 0): number =>
  Math.max(
    afterMs,
    Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.min(attempt - 1, 10)) * (0.75 + random / 2),
  );
