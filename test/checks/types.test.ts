import { expect, it } from '@jest/globals';
import { npmRun, SLOWEST_CHECK_MS } from './npmRun.js';

it(
  'every type fits, in the program, the tests and the islands',
  async () => {
    expect(await npmRun('types')).toEqual({ code: 0, printed: '' });
  },
  SLOWEST_CHECK_MS,
);
