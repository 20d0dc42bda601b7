import type { DateTime } from 'luxon';
import type { Period } from './entry.js';
import type { LedgerFacts } from './figures.js';
import type { PhotoBytes, ReportFacts } from './report/index.js';

/*
 * The libraries that write documents take long to load, and are loaded when one is asked for: neither the start nor
 * another command waits for them.
 */

/** The ledger (台账) of a year or a quarter as an xlsx file: its lines, its figures, and what has no record. */
export async function ledgerWorkbook(facts: LedgerFacts, period: Period, at: DateTime): Promise<Uint8Array> {
  const sheets = await import('./sheets/index.js');
  return sheets.ledgerWorkbook(facts, period, at);
}

/** The year's plan as an xlsx file: by occasion, and activity by activity. */
export async function planWorkbook(facts: LedgerFacts, year: number, at: DateTime): Promise<Uint8Array> {
  const sheets = await import('./sheets/index.js');
  return sheets.planWorkbook(facts, year, at);
}

/** The report of a year, or the page for a quarter's hearing, as a docx file. @param photos those it shows */
export async function reportDocument(
  facts: ReportFacts,
  period: Period,
  photos: PhotoBytes,
): Promise<Uint8Array> {
  const report = await import('./report/index.js');
  return report.reportDocument(facts, period, photos);
}
