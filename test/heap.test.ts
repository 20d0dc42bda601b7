import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';

/**
 * Keeps some 60 MB alive, throws ten times as much away that lived long enough to be taken for lasting, and says to how many times
 * of the living the heap grew.
 */
const CHURN = `
  const made = (count) => Array.from({ length: count }, (_, index) => ({ index, list: [index, index] }));
  const alive = made(600_000);
  globalThis.gc();
  const before = process.memoryUsage().heapUsed;
  let most = 0;
  const lately = [];
  for (let round = 0; round < 600; round += 1) {
    lately.push(made(10_000));
    if (lately.length > 20) lately.shift();
    most = Math.max(most, process.memoryUsage().heapTotal);
  }
  console.log(JSON.stringify({ times: most / before, alive: alive.length }));
`;

function timesOfLiving(first: string): number {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--expose-gc', '--input-type=module', '-e', first + CHURN],
    { encoding: 'utf8', timeout: 60_000 },
  );
  if (stdout === '') throw new Error(stderr);
  return (JSON.parse(stdout) as { times: number }).times;
}

describe('the heap of the program', () => {
  it('grows less than it would by itself', () => {
    const ours = pathToFileURL('dist/heap.js').href;
    const kept = timesOfLiving(`import { keepHeapSmall } from '${ours}'; keepHeapSmall();`);
    expect(kept / timesOfLiving('')).toBeLessThan(0.9);
  });
});
