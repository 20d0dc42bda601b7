import {
  constants,
  PerformanceObserver,
  type NodeGCPerformanceDetail,
  type PerformanceEntry,
} from 'node:perf_hooks';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** To how many times of what is alive in it the heap may grow. */
const TIMES = 3;

/** How much more there may be before it is collected by force, in bytes: V8 goes beyond its limit while it is collecting. */
const MARGIN = 64 * 2 ** 20;

/** Less than this is not worth keeping anybody waiting for, in bytes. */
const LEAST = 256 * 2 ** 20;

const LOOK_EVERY_MS = 500;

/**
 * Lets the heap grow to three times of what is alive in it before what is dead is collected. By itself V8 lets it grow to four
 * times and more: a program that looks into one town after another, and keeps little of each, then has most of its memory
 * full of what nobody needs. Twice would be collected so often that some answer is always kept waiting. No limit: where
 * more is alive, more is taken.
 *
 * V8 takes this for advice: of one and the same run of `bench/scale.ts` some were seen at 380 MB and one at 720, and nobody
 * knows why. So somebody looks twice a second, and collects where it was not taken; that keeps every answer waiting
 * for some tenths of a second, which is why it is not left to that alone.
 *
 * @returns ends the looking
 */
export function keepHeapSmall(): () => void {
  setFlagsFromString(`--heap-growing-percent=${(TIMES - 1) * 100}`);
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const used = (): number => getHeapStatistics().used_heap_size;
  let alive = used();
  const observer = new PerformanceObserver((collections) => {
    const entries = collections.getEntries() as (PerformanceEntry & { detail: NodeGCPerformanceDetail })[];
    // What is in use after a collection is alive, but for what has come since.
    if (entries.some(({ detail }) => detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR)) alive = used();
  });
  observer.observe({ entryTypes: ['gc'] });
  const looking = setInterval(() => {
    if (used() <= Math.max(LEAST, TIMES * alive + MARGIN)) return;
    collect();
    alive = used();
  }, LOOK_EVERY_MS);
  looking.unref();
  return () => {
    observer.disconnect();
    clearInterval(looking);
  };
}
