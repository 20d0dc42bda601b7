/* Makes one document of so many records and says what it took. */
import { DateTime } from 'luxon';
import { ledgerWorkbook, reportDocument } from '../src/ledger/index.js';
import { secondsOf } from './benchmark.js';
import { ledgerFactsOf } from './ledgerFacts.js';

const [what = '', records = '0'] = process.argv.slice(2);
const facts = ledgerFactsOf(Number(records));
const year = { year: 2026, quarter: null };
const at = DateTime.fromISO('2027-01-03T10:00:00+08:00');
let bytes = 0;
const seconds = await secondsOf(async () => {
  if (what === 'ledger') bytes = (await ledgerWorkbook(facts, year, at)).length;
  if (what === 'report') bytes = (await reportDocument(facts, year, new Map())).length;
});
console.log(JSON.stringify({ seconds, bytes, peak: process.resourceUsage().maxRSS / 1000 }));
