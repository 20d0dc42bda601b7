import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';

/**
 * Keeps some 60 MB alive, throws ten times as much away that lived long enough to be taken for lasting, and says to how many times
 * of the living the heap grew.
 *
 * @param rest what it does between two rounds
 */
const churn = (rest: string): string => `
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
    ${rest};
  }
  console.log(JSON.stringify({ times: most / before, alive: alive.length }));
`;

function timesOfLiving(first: string, rest = ''): number {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--expose-gc', '--input-type=module', '-e', first + churn(rest)],
    { encoding: 'utf8', timeout: 60_000 },
  );
  if (stdout === '') throw new Error(stderr);
  return (JSON.parse(stdout) as { times: number }).times;
}

const OURS = `import { keepHeapSmall } from '${pathToFileURL('dist/heap.js').href}'; keepHeapSmall();`;

/** As V8 does now and then, whatever it was told. */
const UNHEEDED = `import v8 from 'node:v8'; v8.setFlagsFromString('--heap-growing-percent=5000');`;

const AWHILE = 'await new Promise((resume) => setTimeout(resume, 10))';

describe('the heap of the program', () => {
  it('grows less than it would by itself', () => {
    expect(timesOfLiving(OURS) / timesOfLiving('')).toBeLessThan(0.9);
  });

  it('is collected by force where V8 does not heed how far it may grow', () => {
    expect(timesOfLiving(OURS + UNHEEDED, AWHILE)).toBeLessThan(6);
    expect(timesOfLiving(UNHEEDED, AWHILE)).toBeGreaterThan(8);
  }, 120_000);
});
