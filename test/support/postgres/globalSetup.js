import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Only says where the run's PostgreSQL would be: it is started by the first test that needs it. */
export default function globalSetup() {
  const dir = mkdtempSync(join(tmpdir(), 'pufa-postgres-'));
  // As root the server runs as another user.
  chmodSync(dir, 0o755);
  process.env.PUFA_TEST_POSTGRES = dir;
  process.env.PUFA_TEST_RUN = String(process.pid);
}
