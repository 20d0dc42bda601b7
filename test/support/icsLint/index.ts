/** A lint of iCalendar files by rules of our own, so that no library's leniency passes for correctness. */
import { EVENT_RULES } from './eventRules.js';
import { FILE_RULES } from './fileRules.js';
import { readIcs } from './read.js';

export const RULES = [...FILE_RULES, ...EVENT_RULES];

/** Every fault, `rule: what breaks it`. */
export function lintIcs(bytes: Buffer): string[] {
  const ics = readIcs(bytes);
  return RULES.flatMap(({ id, faults }) => faults(ics).map((fault) => `${id}: ${fault}`));
}
