import { writeFileSync } from 'node:fs';
import type { Shell } from '../shell.js';

/** A file cannot be written where the command was told to. */
class OutputError extends Error {
  constructor(file: string, cause: NodeJS.ErrnoException) {
    super(`${file}: 写不了这个文件（${cause.code ?? cause.message}），请检查路径、权限和磁盘空间`, { cause });
    this.name = 'OutputError';
  }
}

/** Writes what a command has made, over what is there, and says so. @throws OutputError */
export function saveAs(file: string, bytes: Uint8Array, { print }: Pick<Shell, 'print'>): void {
  try {
    writeFileSync(file, bytes);
  } catch (error) {
    throw new OutputError(file, error as NodeJS.ErrnoException);
  }
  print(`已写入 ${file}`);
}
