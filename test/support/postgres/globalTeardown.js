import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Ends the run's PostgreSQL where a test has started it. */
export default async function globalTeardown() {
  const dir = process.env.PUFA_TEST_POSTGRES;
  const file = join(dir, 'pid');
  if (existsSync(file)) {
    const pid = Number(readFileSync(file, 'utf8'));
    if (isAlive(pid)) process.kill(pid, 'SIGTERM');
    for (let tries = 0; tries < 200 && isAlive(pid); tries += 1) await wait(50);
    if (isAlive(pid)) throw new Error(`the PostgreSQL of the tests (${pid}) does not end`);
  }
  rmSync(dir, { recursive: true, force: true });
}
