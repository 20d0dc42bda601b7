/**
 * The ledger: what is recorded, as figures, coverage, spreadsheets and the report.
 *
 * Pure: a function of records, activities, the town's data and `today`, which `readLedger` gathers from a view of the
 * facts. Every figure says which records make it; nothing is estimated.
 */
export * from './entry.js';
export * from './measures.js';
export * from './figures.js';
export type { Balance } from './balance.js';
export * from './coverage.js';
export * from './lawyerMonth.js';
export * from './register.js';
export * from './documents.js';
export { reportPhotos } from './report/draft.js';
export type { ReportFacts } from './report/facts.js';
export { readLedger } from './read.js';
