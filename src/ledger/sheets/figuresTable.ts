import { periodText, type Period } from '../entry.js';
import { figuresIn, type LedgerFacts } from '../figures.js';
import { MEASURE_NAMES, MEASURES, type Figures } from '../measures.js';
import { namesOf } from '../names.js';
import type { Cell, Table } from './workbook.js';

const valuesOf = (figures: Figures): number[] => MEASURE_NAMES.map((measure) => figures[measure].value);

/** The figures by quarter, village, campaign and department on one sheet. */
export function figuresTable(facts: LedgerFacts, period: Period): Table {
  const { town } = facts;
  const figures = figuresIn(facts, period);
  const names = namesOf(town, facts.occurrences);
  const rows: (readonly Cell[])[] = [
    ...figures.byQuarter.map(({ key, figures: part }) => ['季度', `第${key}季度`, ...valuesOf(part)]),
    ...figures.byVillage.map(({ key, figures: part }) => ['村', names.village(key), ...valuesOf(part)]),
    ...figures.byCampaign.map(({ key, figures: part }) => [
      '节点',
      key === null ? '不属于节点' : names.keyDate(key),
      ...valuesOf(part),
    ]),
    ...figures.byDepartment.map(({ key, figures: part }) => [
      '主办单位',
      key === null ? '未写明' : names.department(key),
      ...valuesOf(part),
    ]),
  ];
  return {
    name: '汇总',
    title: `${town.name}${periodText(period)}普法数字汇总`,
    note: '由“台账”各行相加得出。按季度、村、节点、主办单位各自合计，都等于末行的总数。活动场次不含张贴标语、设立专栏、发放材料。',
    columns: [
      { head: '分类', width: 12 },
      { head: '名称', width: 28, align: 'left' },
      ...MEASURE_NAMES.map((measure) => ({
        head: `${MEASURES[measure].name}（${MEASURES[measure].unit}）`,
        width: 13,
      })),
    ],
    rows,
    total: ['合计', '', ...valuesOf(figures.total)],
  };
}
