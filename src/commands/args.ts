import { parseArgs, type ParseArgsConfig } from 'node:util';
import { FIRST_YEAR, isDay, LAST_YEAR } from '../calendar/index.js';
import { UsageError } from './command.js';

/**
 * The options and words of a command line.
 *
 * @param words how many words beside the options the command takes at most
 * @throws UsageError for an unknown option or a word too many: they would be ignored
 */
export function readArgs<O extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  options: O,
  usage: string,
  words = 0,
) {
  try {
    const parsed = parseArgs({ args, options, allowPositionals: true, strict: true });
    const extra = parsed.positionals[words];
    if (extra !== undefined) throw new Error(`多了一个词：${extra}`);
    return parsed;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n用法：${usage}`);
  }
}

/** @throws UsageError when it is no year the program computes */
export function yearFrom(text: string | undefined, usage: string): number {
  const year = /^\d{4}$/.test(text ?? '') ? Number(text) : NaN;
  if (year >= FIRST_YEAR && year <= LAST_YEAR) return year;
  throw new UsageError(`--year ${text ?? ''}: 要写 ${FIRST_YEAR} 到 ${LAST_YEAR} 的年份\n用法：${usage}`);
}

/** @throws UsageError when it is no day */
export function dayFrom(text: string | undefined, name: string, usage: string): string {
  if (text !== undefined && isDay(text)) return text;
  throw new UsageError(`${name} ${text ?? ''}: 要写日期，例如 2026-12-04\n用法：${usage}`);
}
