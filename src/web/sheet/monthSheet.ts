import type { YearView } from '../pages/year/index.js';
import { agendaOf, type AgendaDay } from '../pages/year/agenda.js';
import { flagOf, isOff } from '../pages/year/dayMarks.js';
import { plannedFirst, weeksOf, type LookOf } from '../pages/year/month.js';
import { looksOf } from '../pages/year/topics.js';
import { whereShort } from '../pages/year/where.js';
import { monthTable, type DayMark } from '../pages/year/yearTable.js';
import { drawFoot, drawHead, FOOT_TOP } from './head.js';
import { A4, INK, TOPIC_INK, type Paper } from './paper.js';

/** From the size one reads at two steps' distance to the smallest that can be read at all. */
const TEXT_SIZES = [9, 8.5, 8, 7.5, 7, 6.5, 6, 5.5] as const;
const SMALLEST_ROW = 58;
const PAD = 4;
const CELL_HEAD = 16;
const ENTRY_GAP = 1.5;

/** Longer than this an entry is cut: the sheet is to be read standing. */
const LONGEST_ENTRY = 60;

interface Entry {
  readonly text: string;
  /** The colour of a key date; null for an activity. */
  readonly ink: string | null;
  readonly bold: boolean;
}

// By what a reader takes for one character: an emoji may be many.
const segmenter = new Intl.Segmenter('zh-CN', { granularity: 'grapheme' });

const cut = (text: string): string => {
  const characters = Array.from(segmenter.segment(text), ({ segment }) => segment);
  return characters.length > LONGEST_ENTRY ? `${characters.slice(0, LONGEST_ENTRY).join('')}…` : text;
};

/** When it begins: there is no room for the end. */
const beginOf = (time: string): string => time.split('–')[0] ?? time;

/** What a cell holds below its date. */
function entriesOf(mark: DayMark, agenda: AgendaDay | undefined, view: YearView, lookOf: LookOf): Entry[] {
  const keyDates = plannedFirst(mark.keyDates, lookOf).map((one): Entry => {
    const { topic, planned } = lookOf(one);
    return { text: one.name.zh, ink: TOPIC_INK[topic], bold: planned };
  });
  const rows = (agenda?.blocks ?? []).flatMap(({ rows: its }) =>
    its
      .filter(({ state }) => state !== 'cancelled')
      .map((row): Entry => {
        const where =
          view.village === null
            ? whereShort(row, view.town, view.t)
            : (row.place ?? whereShort(row, view.town, view.t));
        return { text: cut(`${beginOf(row.time)} ${row.what} ${where}`), ink: null, bold: false };
      }),
  );
  return [...keyDates, ...rows];
}

interface Cell {
  readonly mark: DayMark;
  readonly entries: readonly Entry[];
}

const styleOf = (entry: Entry, size: number) => ({
  size,
  bold: entry.bold,
  // Of what the town holds something for the box is filled, as in the year's sheet.
  color: entry.bold ? '#ffffff' : (entry.ink ?? INK.text),
});

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** How high each entry comes, with the gap below it. */
const heightsOf = (paper: Paper, { entries }: Cell, width: number, size: number): number[] =>
  entries.map((entry) => paper.heightOf(entry.text, width - 2 * PAD, styleOf(entry, size)) + ENTRY_GAP);

const cellHeight = (paper: Paper, cell: Cell, width: number, size: number): number =>
  CELL_HEAD + PAD + sum(heightsOf(paper, cell, width, size));

/** How many of the entries stand in the room there is: all, or as many as leave a line to say how many more there are. */
function fitting(heights: readonly number[], room: number, line: number): number {
  // The row is as high as the same sum made it, but for the last binary digit.
  if (sum(heights) <= room + 0.01) return heights.length;
  const fits = heights.findIndex((_, index) => sum(heights.slice(0, index + 1)) + line > room);
  return Math.max(0, fits);
}

function drawCell(
  paper: Paper,
  cell: Cell,
  box: { x: number; y: number; width: number; height: number },
  size: number,
  view: YearView,
): void {
  const { mark, entries } = cell;
  const { x, y, width, height } = box;
  const plain = isOff(mark) ? INK.green : mark.weekday > 5 ? '#7d6250' : INK.text;
  paper.text(String(mark.date), { x: x + PAD, y: y + 1, width: 24 }, { size: 11, color: plain, bold: true });
  paper.text(
    `${view.t.dates.lunarCell(mark.lunar)}${mark.market ? ` ${view.t.calendar.market}` : ''}`,
    { x: x + 22, y: y + 4, width: width - 40 },
    { size: 7, color: mark.market ? INK.green : INK.soft },
  );
  const flag = flagOf(mark, view.t);
  if (flag !== null)
    paper.text(flag, { x, y: y + 4, width: width - PAD }, { size: 7, color: INK.green, align: 'right' });
  const heights = heightsOf(paper, cell, width, size);
  const shown = fitting(heights, height - CELL_HEAD - PAD, 2 * size);
  let down = y + CELL_HEAD;
  for (const [index, entry] of entries.slice(0, shown).entries()) {
    const style = styleOf(entry, size);
    const high = (heights[index] ?? 0) - ENTRY_GAP;
    if (entry.ink !== null && entry.bold) paper.fill(x + 1.5, down, width - 3, high, entry.ink);
    else if (entry.ink !== null) paper.frame(x + 1.5, down, width - 3, high, entry.ink, 0.6);
    paper.text(entry.text, { x: x + PAD, y: down, width: width - 2 * PAD, height: y + height - down }, style);
    down += high + ENTRY_GAP;
  }
  if (shown < entries.length)
    paper.text(
      view.t.calendar.moreThatDay(entries.length - shown),
      { x: x + PAD, y: down, width: width - 2 * PAD },
      { size, bold: true },
    );
}

/** The month on one page, on a second where it holds too much for letters that can be read. */
export function drawMonthSheet(paper: Paper, view: YearView, month: number): void {
  const { t, town } = view;
  const village = town.villages.find(({ id }) => id === view.village);
  const title = `${t.frame.calendarOf(town.name)} ${t.dates.yearAndMonth(view.year, month)}${village ? ` ${village.name}` : ''}`;
  const lookOf = looksOf(view);
  const { days, bands } = monthTable(view, month);
  const agenda = new Map(agendaOf(view).map((entry) => [entry.day, entry]));
  const weeks = weeksOf(days).map((week) =>
    week.map((mark): Cell | null =>
      mark === null ? null : { mark, entries: entriesOf(mark, agenda.get(mark.day), view, lookOf) },
    ),
  );
  const width = (A4.width - 2 * A4.margin) / 7;
  const start = (): number => {
    let y = drawHead(paper, view, title);
    const named = plannedFirst(bands, lookOf).map((one) => `${one.name.zh} ${t.dates.range(one)}`);
    if (named.length > 0) {
      const box = { x: A4.margin, y, width: A4.width - 2 * A4.margin };
      paper.text(named.join('　'), box, { size: 8 });
      y += paper.heightOf(named.join('　'), box.width, { size: 8 }) + 3;
    }
    for (let weekday = 1; weekday <= 7; weekday += 1)
      paper.text(
        t.dates.weekday(weekday),
        { x: A4.margin + (weekday - 1) * width, y, width },
        { size: 8, color: INK.soft, align: 'center' },
      );
    return y + 13;
  };
  const heights = (size: number): number[] =>
    weeks.map((week) =>
      Math.max(SMALLEST_ROW, ...week.map((cell) => (cell ? cellHeight(paper, cell, width, size) : 0))),
    );
  const top = start();
  const room = FOOT_TOP - top - 4;
  const size = TEXT_SIZES.find((points) => sum(heights(points)) <= room) ?? 5.5;
  const needed = heights(size);
  const spare = Math.max(0, room - sum(needed)) / weeks.length;
  let y = top;
  weeks.forEach((week, index) => {
    const height = Math.min((needed[index] ?? SMALLEST_ROW) + spare, room);
    if (y + height > FOOT_TOP - 3 && y > top) {
      drawFoot(paper, view);
      paper.newPage();
      y = start();
    }
    week.forEach((cell, column) => {
      const box = { x: A4.margin + column * width, y, width, height };
      paper.frame(box.x, box.y, box.width, box.height, INK.line, 0.5);
      if (cell) drawCell(paper, cell, box, size, view);
    });
    y += height;
  });
  drawFoot(paper, view);
}
