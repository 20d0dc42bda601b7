import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import { Problem } from './problem.js';
import { hashOf, newSecret } from './secrets.js';

interface Kept {
  readonly until: DateTime;
  readonly town: string;
}

/** What a link's file says: until when it works, and of which town or county it is; null when somebody has just used it. */
function linkIn(file: string): Kept | null {
  try {
    const [until = '', town = ''] = readFileSync(file, 'utf8').split('\n');
    return { until: DateTime.fromISO(until), town };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

const isOpen = (link: Kept | null, now: DateTime): boolean =>
  link !== null && link.until.isValid && now <= link.until;

/** How long an unused link works. */
const HOURS = 24;

const fileOf = (dataDir: string, secret: string): string => join(dataDir, 'admin-links', hashOf(secret));

/** Whose a link is. */
export interface OneTimeLink {
  readonly dataDir: string;
  /** The id of the town, or the county, whose admin it logs in; in any other it is nothing. */
  readonly town: string;
  /** Where its addresses begin, without a slash at the end. */
  readonly baseUrl: string;
}

/**
 * A link that logs an admin in, once, within a day.
 *
 * It lives as a file named for its hash, so that whoever owns the data folder can make one beside a running server,
 * whatever store that uses.
 */
export function makeOneTimeLink({ dataDir, town, baseUrl }: OneTimeLink, now: DateTime): string {
  const secret = newSecret();
  const folder = join(dataDir, 'admin-links');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(folder))
    if (!isOpen(linkIn(join(folder, name)), now)) rmSync(join(folder, name), { force: true });
  const until = now.plus({ hours: HOURS }).toUTC().toISO() ?? '';
  writeFileSync(fileOf(dataDir, secret), `${until}\n${town}`, { mode: 0o600 });
  return `${baseUrl}/login?token=${secret}`;
}

/**
 * Uses a link up; false when it is unknown, used, too old, or another town's: then it stays whole.
 *
 * @throws Problem 500 when it is there and cannot be read or used up; only who has the link ever meets it
 */
export function redeemOneTimeLink(dataDir: string, town: string, secret: string, now: DateTime): boolean {
  const file = fileOf(dataDir, secret);
  // Before the link is looked at, so that a folder which cannot be entered gives no answer to who only guesses.
  if (!existsSync(file)) return false;
  try {
    const link = linkIn(file);
    if (link?.town !== town) return false;
    unlinkSync(file);
    return isOpen(link, now);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    // Of two who come at once, one finds the file gone.
    if (code === 'ENOENT') return false;
    throw new Problem(
      500,
      `链接是对的，但服务读不了它的文件（DATA_DIR 下的 admin-links，${code}）：请用运行服务的那个用户再取一个链接（pufa admin-link）`,
    );
  }
}
