import { expect, it } from '@jest/globals';
import { npmRun, SLOWEST_CHECK_MS } from './npmRun.js';

it(
  'no file breaks a rule of the linter',
  async () => {
    expect(await npmRun('lint')).toEqual({ code: 0, printed: '' });
  },
  SLOWEST_CHECK_MS,
);
