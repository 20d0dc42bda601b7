import { TOPICS } from '../../calendar/index.js';
import type { YearView } from '../pages/year/index.js';
import { INK, A4, TOPIC_INK, type Paper } from './paper.js';

const WIDTH = A4.width - 2 * A4.margin;

/** The red head of a sheet; answers where the rest may begin. */
export function drawHead(paper: Paper, view: YearView, title: string): number {
  const { town } = view;
  const office = town.departments.find(({ id }) => id === town.office)?.name ?? '';
  const { margin } = A4;
  paper.text(
    title,
    { x: margin, y: margin - 8, width: WIDTH },
    { size: 20, bold: true, color: INK.red, align: 'center' },
  );
  paper.text(
    `${town.county}${town.name}${office}`,
    { x: margin, y: margin + 6, width: WIDTH },
    { size: 8, color: INK.soft, align: 'right' },
  );
  const y = margin + 24;
  paper.line(margin, y, margin + WIDTH, y, INK.red, 1.6);
  paper.line(margin, y + 3, margin + WIDTH, y + 3, INK.red, 0.5);
  return y + 8;
}

/** What the marks mean, and how far the sheet binds; at the sheet's foot. */
export function drawFoot(paper: Paper, view: YearView): void {
  const { t, town } = view;
  const office = town.departments.find(({ id }) => id === town.office)?.name ?? '';
  const y = A4.height - A4.margin - 2;
  const style = { size: 6.4, color: INK.soft } as const;
  let x: number = A4.margin;
  for (const topic of TOPICS) {
    paper.fill(x, y + 2, 6, 6, TOPIC_INK[topic]);
    const name = t.names.topics[topic];
    paper.text(name, { x: x + 9, y, width: 120 }, style);
    x += 9 + paper.widthOf(name, style) + 12;
  }
  const note = `${t.calendar.legendPlanned}涂满，其余加框；${town.market ? '绿色农历日为圩日；' : ''}休：放假，班：调休上班。${t.calendar.foot.lead(office)}`;
  paper.text(note, { x, y, width: A4.margin + WIDTH - x }, { ...style, align: 'right' });
}

/** Where the foot begins: nothing else may stand lower. */
export const FOOT_TOP = A4.height - A4.margin - 8;
