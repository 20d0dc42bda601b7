import type { YearView } from '../pages/year/index.js';
import { flagOf, isMakeUp, isOff } from '../pages/year/dayMarks.js';
import { plannedFirst, weeksOf, type LookOf } from '../pages/year/month.js';
import { looksOf } from '../pages/year/topics.js';
import { yearTable, type DayMark, type MonthTable } from '../pages/year/yearTable.js';
import { drawFoot, drawHead, FOOT_TOP } from './head.js';
import { A4, INK, TOPIC_INK, type Paper } from './paper.js';

const COLUMNS = 4;
const GAP = 16;
const HEAD = 24;
const ROW = 17;
const LIST_LINE = 8.4;

function drawDay(
  paper: Paper,
  mark: DayMark,
  at: { x: number; y: number; width: number },
  tools: Tools,
): void {
  const { x, y, width } = at;
  const { view, lookOf } = tools;
  const [key] = plannedFirst(mark.keyDates, lookOf);
  const [band] = plannedFirst(mark.bands, lookOf);
  const look = key && lookOf(key);
  if (band && !key) {
    const bandLook = lookOf(band);
    paper.line(x, y, x + width, y, TOPIC_INK[bandLook.topic], bandLook.planned ? 1.4 : 0.5);
  }
  const ink = look && TOPIC_INK[look.topic];
  if (ink !== undefined) {
    if (look?.planned) paper.fill(x + 0.5, y + 0.5, width - 1, ROW - 1, ink);
    else paper.frame(x + 1, y + 1, width - 2, ROW - 2, ink, 0.8);
  }
  const white = look?.planned === true ? '#ffffff' : null;
  const plain = isOff(mark) ? INK.green : mark.weekday > 5 && !isMakeUp(mark) ? '#7d6250' : INK.text;
  paper.text(
    String(mark.date),
    { x, y: y - 0.4, width: width * 0.52 },
    { size: 9.5, align: 'right', bold: look !== undefined, color: white ?? ink ?? plain },
  );
  paper.text(
    view.t.dates.lunarCell(mark.lunar),
    { x: x + width * 0.54, y: y + 6, width: width * 0.6 },
    { size: 4.6, color: white ?? (mark.market ? INK.green : INK.soft), bold: mark.market },
  );
  const flag = flagOf(mark, view.t);
  if (flag !== null)
    paper.text(flag, { x: x + width * 0.56, y: y - 0.6, width: 10 }, { size: 4, color: white ?? INK.green });
  if (mark.activities > 0) paper.fill(x + width * 0.3, y + ROW - 3, width * 0.22, 1.1, white ?? INK.red);
}

interface Tools {
  readonly view: YearView;
  readonly lookOf: LookOf;
}

function drawMonth(
  paper: Paper,
  { month, days, begins }: MonthTable,
  box: { x: number; y: number; width: number; height: number },
  tools: Tools,
): void {
  const { t } = tools.view;
  const { x, y, width, height } = box;
  const cell = width / 7;
  paper.text(t.dates.month(month), { x, y, width }, { size: 10, bold: true, color: INK.red });
  paper.line(x, y + 15, x + width, y + 15, INK.red, 0.5);
  for (let weekday = 1; weekday <= 7; weekday += 1)
    paper.text(
      t.dates.weekdayHead(weekday),
      { x: x + (weekday - 1) * cell, y: y + 15.5, width: cell },
      { size: 5.5, color: INK.soft, align: 'center' },
    );
  const weeks = weeksOf(days);
  weeks.forEach((week, row) => {
    week.forEach((mark, column) => {
      if (mark) drawDay(paper, mark, { x: x + column * cell, y: y + HEAD + row * ROW, width: cell }, tools);
    });
  });
  // Two columns of key dates below the days; in a full month the lines move together.
  const top = y + HEAD + weeks.length * ROW + 2;
  const ones = plannedFirst(begins, tools.lookOf);
  const rows = Math.ceil(ones.length / 2);
  const line = Math.min(LIST_LINE, (y + height - top) / Math.max(1, rows));
  ones.forEach((one, index) => {
    const look = tools.lookOf(one);
    const left = x + (index < rows ? 0 : width / 2);
    const down = top + (index % Math.max(1, rows)) * line;
    paper.fill(left, down + line / 2 - 1.5, 3, 3, TOPIC_INK[look.topic]);
    paper.text(
      `${t.dates.spanInMonth(one)} ${one.name.zh}`,
      { x: left + 5, y: down, width: width / 2 - 7, height: line },
      { size: Math.min(5.6, line * 0.66), bold: look.planned },
    );
  });
}

/** The year on one page: twelve months with their key dates. */
export function drawYear(paper: Paper, view: YearView): void {
  const village = view.town.villages.find(({ id }) => id === view.village);
  const name = `${view.t.frame.calendarOf(view.town.name)} ${view.t.dates.year(view.year)}`;
  const top = drawHead(paper, view, village ? `${name} ${village.name}` : name);
  const tools = { view, lookOf: looksOf(view) };
  const width = (A4.width - 2 * A4.margin - (COLUMNS - 1) * GAP) / COLUMNS;
  const height = (FOOT_TOP - top) / 3;
  yearTable(view).forEach((table, index) => {
    const [column, row] = [index % COLUMNS, Math.floor(index / COLUMNS)];
    const box = { x: A4.margin + column * (width + GAP), y: top + row * height, width, height: height - 6 };
    drawMonth(paper, table, box, tools);
  });
  drawFoot(paper, view);
}
