/** The report's 普法 section and the quarter's page, composed from the figures and laid out as official documents are (docx). */
import type { Period } from '../entry.js';
import { documentOf, type PhotoBytes } from './document.js';
import { draftOf } from './draft.js';
import type { ReportFacts } from './facts.js';

export type { ReportFacts } from './facts.js';
export type { PhotoBytes } from './document.js';

/** The report of a year, or the page for a quarter's hearing, as a docx file. */
export const reportDocument = (facts: ReportFacts, period: Period, photos: PhotoBytes): Promise<Uint8Array> =>
  documentOf(draftOf(facts, period), photos);
