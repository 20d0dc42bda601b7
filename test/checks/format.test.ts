import { expect, it } from '@jest/globals';
import { npmRun, SLOWEST_CHECK_MS } from './npmRun.js';

it(
  'every file is formatted',
  async () => {
    expect(await npmRun('format:check')).toEqual({ code: 0, printed: '' });
  },
  SLOWEST_CHECK_MS,
);
