import { isWithin, periodText, type LedgerEntry, type Period } from '../entry.js';
import { figuresIn, type LedgerFacts, type PeriodFigures } from '../figures.js';
import { lawyerMonth, type LawyerMonth } from '../lawyerMonth.js';
import { namesOf, type Names } from '../names.js';
import type { RegisterRow } from '../register.js';
import { Sources } from './sources.js';

/** What a report is written from. */
export interface ReportFacts extends LedgerFacts {
  /** How the registers of 法律明白人 stand: numbers only. */
  readonly register: readonly RegisterRow[];
}

/** The same for one period, looked at once. */
export interface Matter {
  readonly facts: ReportFacts;
  readonly period: Period;
  /** `2026年第三季度`. */
  readonly when: string;
  readonly figures: PeriodFigures;
  /** The ledger's lines of the period. */
  readonly entries: readonly LedgerEntry[];
  readonly names: Names;
  readonly sources: Sources;
  /** The months of the period that have begun. */
  readonly months: readonly LawyerMonth[];
}

export function matterOf(facts: ReportFacts, period: Period): Matter {
  const { town, occurrences, activities, today } = facts;
  const entries = facts.entries.filter(({ date }) => isWithin(period, date));
  const months = Array.from(
    { length: 12 },
    (_, index) => `${period.year}-${String(index + 1).padStart(2, '0')}`,
  ).filter((month) => isWithin(period, `${month}-01`) && month <= today.slice(0, 7));
  return {
    facts,
    period,
    when: periodText(period),
    figures: figuresIn(facts, period),
    entries,
    names: namesOf(town, occurrences),
    sources: new Sources(entries),
    months: months.map((month) => lawyerMonth(town, month, activities, facts.entries, today)),
  };
}

/** Villages that some lines name. */
export const villagesOf = (entries: readonly LedgerEntry[]): string[] => [
  ...new Set(entries.flatMap(({ village }) => (village === null ? [] : [village]))),
];

/** 一是…；二是…。 */
export function firstly(parts: readonly string[]): string {
  const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
  if (parts.length === 1) return `${parts[0] ?? ''}。`;
  return `${parts.map((part, index) => `${numerals[index] ?? ''}是${part}`).join('；')}。`;
}
