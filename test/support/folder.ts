import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from '@jest/globals';

const made: string[] = [];
const closings: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closings.splice(0)) await close();
  for (const dir of made.splice(0)) rmSync(dir, { recursive: true, force: true });
});

/** A fresh folder that goes when the test ends. */
export const freshFolder = (): string => {
  const dir = mkdtempSync(join(tmpdir(), 'pufa-test-'));
  made.push(dir);
  return dir;
};

/** What must be closed when the test ends, before the folders go that it may still write to. */
export const closeAtEnd = (close: () => Promise<void>): void => void closings.push(close);
