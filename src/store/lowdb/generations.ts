import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { copyDurably } from './durableFile.js';

const KEPT = 10;

const folderOf = (dir: string): string => join(dir, 'generations');

const numbered = (version: number): string => `store-${String(version).padStart(10, '0')}`;

function ensureFolder(dir: string): void {
  mkdirSync(folderOf(dir), { recursive: true, mode: 0o700 });
}

/** The copies that are kept, the newest first. */
export const generationsIn = (dir: string): string[] =>
  existsSync(folderOf(dir))
    ? readdirSync(folderOf(dir))
        .filter((name) => /^store-\d+\.json$/.test(name))
        .sort()
        .reverse()
        .map((name) => join(folderOf(dir), name))
    : [];

/** Keeps a copy of a sound store file under its version, and of older ones the last ten; of an empty store none. */
export async function keepGeneration(dir: string, file: string, version: number): Promise<void> {
  if (version === 0) return;
  ensureFolder(dir);
  await copyDurably(file, join(folderOf(dir), `${numbered(version)}.json`));
  for (const old of generationsIn(dir).slice(KEPT)) rmSync(old);
}

/** Keeps the file of a former format for good, before it is written in the present one. */
export async function keepFormer(dir: string, file: string, version: number, schema: number): Promise<void> {
  ensureFolder(dir);
  await copyDurably(file, join(folderOf(dir), `${numbered(version)}-format-${schema}.json`));
}

/** The version that a kept copy's name tells. */
export const versionOf = (copy: string): number => Number(/(\d+)\.json$/.exec(copy)?.[1] ?? 0);
