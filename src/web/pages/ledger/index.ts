/**
 * `/ledger`: the office ends its year. The figures with the records behind each, what is missing, the documents to take
 * away; `/ledger/deadlines`, the office's own duties to tick off; `/ledger/guides`, the register of 法律明白人.
 */
export { ledgerRoutes } from './routes.js';
