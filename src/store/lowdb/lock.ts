import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import { StoreError } from '../errors.js';

interface Owner {
  readonly pid: number;
  readonly host: string;
  /** When the process began, as the kernel counts; empty where it does not say. A pid alone is used again. */
  readonly began: string;
  /** When it took the folder, ISO 8601; a former version did not say. */
  readonly since?: string | undefined;
}

/** The start time of a process on this boot, or '' where there is no /proc, no such process, or only its zombie. */
function beganOf(pid: number): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is a name in brackets that may hold blanks; the state is the third, the start time the 22nd.
    const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' ? '' : `${boot}/${rest[18] ?? ''}`;
  } catch {
    return '';
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const read = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
};

function ownerOf(text: string): Owner | null {
  try {
    const { pid, host, began, since } = JSON.parse(text) as Partial<Owner>;
    return typeof pid === 'number' && typeof host === 'string'
      ? { pid, host, began: began ?? '', since }
      : null;
  } catch {
    return null;
  }
}

/** Whether the one who wrote the lock still runs; on another machine nobody can tell, so it counts as running. */
function isHeld({ pid, host, began }: Owner): boolean {
  if (host !== hostname()) return true;
  if (pid === process.pid && began !== beganOf(pid)) return false;
  return isAlive(pid) && (began === '' || began === beganOf(pid));
}

/** Who has the folder, and what to do about it. */
function refusal(dir: string, file: string, { pid, host, since }: Owner): StoreError {
  const owner = `进程号 ${pid}，主机 ${host}${since === undefined ? '' : `，从 ${since} 起`}`;
  return new StoreError(
    host === hostname()
      ? `数据目录 ${dir} 正由另一个进程使用（${owner}）。请先停掉它；确认它已不在运行，可删除 ${file} 后再试。`
      : `数据目录 ${dir} 的锁是另一台主机或容器留下的（${owner}），在这里（${hostname()}）看不到它是否还在运行。` +
          `它还在运行，请先停掉它；主机改过名，或那个容器已经不在了，请删除 ${file} 后再试。`,
  );
}

const TRIES = 20;

/**
 * Takes the folder for this process, over the lock of one that is gone (killed, or before a restart).
 *
 * @returns lets go of it
 * @throws StoreError naming the owner while another process holds it, and where nobody may write
 */
export function lockFolder(dir: string): () => void {
  try {
    return locked(dir);
  } catch (error) {
    throw error instanceof StoreError ? error : cannotWrite(dir, error);
  }
}

/** What the disk refuses in a data folder, with its remedy. */
export function cannotWrite(dir: string, cause: unknown): StoreError {
  const { code, message } = cause as NodeJS.ErrnoException;
  return new StoreError(
    `写不了数据目录 ${dir}（${code ?? message}），请检查 DATA_DIR 的路径、权限和磁盘空间。`,
    { cause },
  );
}

function locked(dir: string): () => void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const file = join(dir, 'lock');
  const mine = JSON.stringify({
    pid: process.pid,
    host: hostname(),
    began: beganOf(process.pid),
    since: DateTime.utc().toISO({ suppressMilliseconds: true }),
  } satisfies Owner);
  const aside = `${file}.${process.pid}`;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    // A lock appears whole or not at all: written aside, then linked, which fails where one stands.
    writeFileSync(aside, mine, { mode: 0o600 });
    try {
      linkSync(aside, file);
      return () => {
        if (read(file) === mine) rmSync(file, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(aside, { force: true });
    }
    const text = read(file);
    if (text === null) continue;
    const owner = ownerOf(text);
    if (owner && isHeld(owner)) throw refusal(dir, file, owner);
    takeAway(file, text, aside);
  }
  throw new StoreError(`抢不到数据目录 ${dir} 的锁，请稍后再试。`);
}

/** Removes a lock judged dead, unless somebody put a new one in its place meanwhile: that one goes back. */
function takeAway(file: string, dead: string, aside: string): void {
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (read(aside) !== dead)
    try {
      linkSync(aside, file);
    } catch {
      // A third one stands there already; ours to judge at the next try.
    }
  rmSync(aside, { force: true });
}
