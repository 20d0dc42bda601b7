import type { YearView } from '../pages/year/index.js';
import { drawMonthSheet } from './monthSheet.js';
import { newPaper, SIZES, type Size } from './paper.js';
import { drawYear } from './yearSheet.js';

/** The sizes of paper a sheet can have. */
export const SHEET_SIZES = Object.keys(SIZES) as [Size, ...Size[]];

export interface SheetWanted {
  /** 1–12; null for the whole year. */
  readonly month: number | null;
  readonly size: Size;
}

/** Draws a sheet of what `view` shows; the same view gives the same bytes. */
export async function sheetOf(view: YearView, { month, size }: SheetWanted): Promise<Buffer> {
  const { t, town, year } = view;
  const when = month === null ? t.dates.year(year) : t.dates.yearAndMonth(year, month);
  const paper = await newPaper(size, `${t.frame.calendarOf(town.name)} ${when}`, year);
  if (month === null) drawYear(paper, view);
  else drawMonthSheet(paper, view, month);
  return paper.bytes();
}
