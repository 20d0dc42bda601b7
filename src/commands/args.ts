import { parseArgs, type ParseArgsConfig } from 'node:util';
import { FIRST_YEAR, isDay, LAST_YEAR } from '../calendar/index.js';
import { UsageError } from './command.js';

/** The options and words of a command line. @throws UsageError for what is unknown */
export function readArgs<O extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  options: O,
  usage: string,
) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
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
