/** One line of a benchmark's table. */
export interface Row {
  /** What was done, with its size. */
  readonly what: string;
  /** The figure with its unit: `12.3 ms`, `48,100/s`. */
  readonly figure: string;
  /** Against which peer or limit of the same run, `3.1 × rrule-temporal`; empty for that peer itself. */
  readonly ratio: string;
}

/** A benchmark: every figure and the peer it is held against come from one run, for machines are noisy. */
export interface Benchmark {
  /** One sentence: what is measured and against what. */
  readonly title: string;
  run(): Promise<readonly Row[]>;
}

/** Seconds that `work` takes, by a monotonic clock. */
export async function secondsOf(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

/** The middle of several measurements; of an even number the lower. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) throw new RangeError('no measurement');
  return middle;
}

/** The value that so many of a hundred do not exceed. */
export function hundredth(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? NaN;
}

/** Runs the works in turn, A B C A B C …, after one round that does not count, and gives the median seconds of each. */
export async function inTurn(rounds: number, works: readonly (() => unknown)[]): Promise<number[]> {
  for (const work of works) await work();
  const seconds: number[][] = works.map(() => []);
  for (let round = 0; round < rounds; round += 1)
    for (const [index, work] of works.entries()) seconds[index]?.push(await secondsOf(work));
  return seconds.map(median);
}

/** `12.3 ms`. */
export const milliseconds = (seconds: number): string => `${(seconds * 1000).toFixed(1)} ms`;

/** `48,100/s`. */
export const perSecond = (count: number, seconds: number): string =>
  `${Math.round(count / seconds).toLocaleString('en')}/s`;
