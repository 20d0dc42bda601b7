/** The ledger and the plan as spreadsheets, with the columns that offices use (xlsx). */
import type { DateTime } from 'luxon';
import type { Period } from '../entry.js';
import type { LedgerFacts } from '../figures.js';
import { figuresTable } from './figuresTable.js';
import { ledgerTable, unrecordedTable } from './ledgerTable.js';
import { agendaTable, planTable } from './planTable.js';
import { workbookOf } from './workbook.js';

/** The ledger (台账) of a year or a quarter as an xlsx file: its lines, its figures, and what has no record. */
export const ledgerWorkbook = (facts: LedgerFacts, period: Period, at: DateTime): Promise<Uint8Array> =>
  workbookOf(
    [ledgerTable(facts, period), figuresTable(facts, period), unrecordedTable(facts, period)],
    facts.town.name,
    at,
  );

/** The year's plan as an xlsx file: by occasion, and activity by activity. */
export const planWorkbook = (facts: LedgerFacts, year: number, at: DateTime): Promise<Uint8Array> =>
  workbookOf([planTable(facts, year), agendaTable(facts, year)], facts.town.name, at);
