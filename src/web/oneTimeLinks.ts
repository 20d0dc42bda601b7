import { mkdirSync, readdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import { hashOf, newSecret } from './secrets.js';

/** Whether a link's file names an instant still to come. */
const isOpen = (file: string, now: DateTime): boolean => {
  const until = DateTime.fromISO(readFileSync(file, 'utf8'));
  return until.isValid && now <= until;
};

/** How long an unused link works. */
const HOURS = 24;

const fileOf = (dataDir: string, secret: string): string => join(dataDir, 'admin-links', hashOf(secret));

/**
 * A link that logs an admin in, once, within a day.
 *
 * It lives as a file named for its hash, so that whoever owns the data folder can make one beside a running server,
 * whatever store that uses.
 */
export function makeOneTimeLink(dataDir: string, baseUrl: string, now: DateTime): string {
  const secret = newSecret();
  const folder = join(dataDir, 'admin-links');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(folder))
    if (!isOpen(join(folder, name), now)) rmSync(join(folder, name), { force: true });
  writeFileSync(fileOf(dataDir, secret), now.plus({ hours: HOURS }).toUTC().toISO() ?? '', { mode: 0o600 });
  return `${baseUrl}/login?token=${secret}`;
}

/** Uses a link up; false when it is unknown, used or too old. */
export function redeemOneTimeLink(dataDir: string, secret: string, now: DateTime): boolean {
  const file = fileOf(dataDir, secret);
  try {
    const open = isOpen(file, now);
    // Of two who come at once, one finds the file gone.
    unlinkSync(file);
    return open;
  } catch {
    return false;
  }
}
