import {
  addDays,
  daysBetween,
  middleOf,
  monthDayIn,
  overlaps,
  yearOf,
  type Day,
  type DayRange,
} from './day.js';
import { announcementOf, isEnabled, type KeyDate } from './keyDates.js';
import { BY_NOTICE, computedOf, rangeOf, type Rule } from './rules/index.js';

/** `fixed` by rule, `announced` by a notice, `expected` while the notice is not out. */
export type OccurrenceStatus = 'fixed' | 'announced' | 'expected';

/** A key date in one year (当年节点). */
export interface Occurrence extends DayRange {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly short: string;
  /** The day activities gather around. */
  readonly day: Day;
  readonly status: OccurrenceStatus;
  readonly confidence: 'A' | 'B' | 'C';
  readonly enabled: boolean;
  readonly source: string;
}

/** A key date as it stood in one year. */
interface Version {
  readonly name: Occurrence['name'];
  readonly short: string;
  readonly rule: Rule;
  readonly source: string;
}

/** The version that held in `year`; null before the first, after the last, and in a gap. */
function versionIn(keyDate: KeyDate, year: number): Version | null {
  const { name, short, from = -Infinity, until = Infinity, earlier = [] } = keyDate;
  if (year >= from) return year <= until ? keyDate : null;
  const version = earlier.find((candidate) => candidate.from <= year && year <= candidate.until);
  return version ? { ...version, name: version.name ?? name, short: version.short ?? short } : null;
}

interface Dated {
  readonly range: DayRange;
  readonly status: OccurrenceStatus;
}

/** The days a rule gives by itself, and whether they are only expected; null when it gives none. */
function byRule(rule: Rule, year: number): Dated | null {
  const computed = computedOf(rule);
  const range = computed && rangeOf(computed, year);
  return range && { range, status: rule.word === BY_NOTICE ? 'expected' : 'fixed' };
}

/** What a notice says, else the rule. A start alone takes the rule's length and stays expected. */
function datedIn(keyDate: KeyDate, rule: Rule, year: number): Dated | null {
  const notice = announcementOf(keyDate, year);
  if (notice?.dates) return { range: notice.dates, status: 'announced' };
  const usual = byRule(rule, year);
  if (notice?.start === undefined) return usual;
  const more = usual ? daysBetween(usual.range.start, usual.range.end) : 0;
  return { range: { start: notice.start, end: addDays(notice.start, more) }, status: 'expected' };
}

/** The entry's own day where the range holds it, in either of the years it touches; else the middle. */
const keyDayOf = ({ day }: KeyDate, range: DayRange): Day =>
  (day === undefined ? null : monthDayIn(range, day)) ?? middleOf(range);

/**
 * A key date in `year`, the year of its start; null when it has none: before its first year and after its last, in the
 * rare year its rule passes over, or when only a notice could tell and none has (see `isUnknownIn`).
 *
 * @param year from FIRST_YEAR to LAST_YEAR
 */
export function occurrenceOf(keyDate: KeyDate, year: number): Occurrence | null {
  const version = versionIn(keyDate, year);
  const dated = version && datedIn(keyDate, version.rule, year);
  if (!dated) return null;
  const { id, confidence } = keyDate;
  return {
    id,
    name: version.name,
    short: version.short,
    start: dated.range.start,
    end: dated.range.end,
    day: keyDayOf(keyDate, dated.range),
    status: dated.status,
    confidence,
    enabled: isEnabled(keyDate),
    source: version.source,
  };
}

/** Whether the key date is marked in `year`, on whatever days. */
export const isMarkedIn = (keyDate: KeyDate, year: number): boolean => versionIn(keyDate, year) !== null;

/** Whether a notice sets its days in `year`. */
export const isByNoticeIn = (keyDate: KeyDate, year: number): boolean =>
  versionIn(keyDate, year)?.rule.word === BY_NOTICE;

/** Whether the key date is marked in `year`, but nobody knows when: set by notice, no notice, nothing to go by. */
export const isUnknownIn = (keyDate: KeyDate, year: number): boolean =>
  isByNoticeIn(keyDate, year) && occurrenceOf(keyDate, year) === null;

const byStart = (a: Occurrence, b: Occurrence): number =>
  a.start < b.start || (a.start === b.start && a.id < b.id) ? -1 : 1;

/** Every key date that has days in `year`, by start, then id; those switched off are there, `enabled: false`. */
export const occurrencesOf = (keyDates: readonly KeyDate[], year: number): Occurrence[] =>
  keyDates
    .map((keyDate) => occurrenceOf(keyDate, year))
    .filter((occurrence) => occurrence !== null)
    .sort(byStart);

/** The ids of those that wait for a notice in `year` and have nothing to go by, in the data's order. */
export const unknownIn = (keyDates: readonly KeyDate[], year: number): string[] =>
  keyDates.filter((keyDate) => isUnknownIn(keyDate, year)).map(({ id }) => id);

/** Every occurrence that shares a day with `range`, also one that began the year before, by start, then id. */
export function occurrencesTouching(keyDates: readonly KeyDate[], range: DayRange): Occurrence[] {
  const years = Array.from(
    { length: yearOf(range.end) - yearOf(range.start) + 2 },
    (_, n) => yearOf(range.start) - 1 + n,
  );
  return years
    .flatMap((year) => occurrencesOf(keyDates, year))
    .filter((occurrence) => overlaps(occurrence, range));
}
