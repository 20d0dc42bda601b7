import { execFileSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { closeAtEnd, freshFolder } from './folder.js';

/** A disk that a test can fill and empty again. */
export interface SmallDisk {
  readonly dir: string;
  /** Leaves no byte free to a process. */
  readonly fill: (pid: number) => void;
  readonly empty: (pid: number) => void;
}

const canMount = (dir: string): boolean => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', dir], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** Writes until the disk takes no more. */
function fillUp(file: string): void {
  const handle = openSync(file, 'w');
  try {
    for (let size = 65_536; size >= 1;) {
      try {
        writeSync(handle, Buffer.alloc(size));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
        size = Math.floor(size / 2);
      }
    }
  } finally {
    closeSync(handle);
  }
}

/**
 * A tmpfs of 4 MB where this user may mount one; else a folder in which a limit on the size of files stands for the
 * full disk, which the kernel refuses at the same call.
 *
 * @throws when neither can be had
 */
export function smallDisk(): SmallDisk {
  const dir = freshFolder();
  if (canMount(dir)) {
    closeAtEnd(() => {
      execFileSync('umount', ['-l', dir]);
      return Promise.resolve();
    });
    const filler = join(dir, 'filler');
    return {
      dir,
      fill: () => {
        fillUp(filler);
      },
      empty: () => {
        rmSync(filler);
      },
    };
  }
  const limit = (pid: number, size: string): void => {
    try {
      execFileSync('prlimit', ['--pid', String(pid), `--fsize=${size}:`]);
    } catch (error) {
      throw new Error('a full disk needs the right to mount a tmpfs, or prlimit of util-linux', {
        cause: error,
      });
    }
  };
  return {
    dir,
    fill: (pid) => {
      limit(pid, '1');
    },
    empty: (pid) => {
      limit(pid, 'unlimited');
    },
  };
}
