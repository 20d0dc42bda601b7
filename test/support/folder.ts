import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from '@jest/globals';

const made: string[] = [];

afterEach(() => {
  for (const dir of made.splice(0)) rmSync(dir, { recursive: true, force: true });
});

/** A fresh folder that goes when the test ends. */
export const freshFolder = (): string => {
  const dir = mkdtempSync(join(tmpdir(), 'pufa-test-'));
  made.push(dir);
  return dir;
};
