import { coverageMatrix } from '../coverage.js';
import { isWithin } from '../entry.js';
import { MEASURE_NAMES, MEASURES, type Measure } from '../measures.js';
import { heading, text, type Block, type TableBlock } from './blocks.js';
import { firstly, type Matter } from './facts.js';

const valueText = (value: number): string => (value === 0 ? '—' : String(value));

const HEADS: Readonly<Record<Measure, string>> = {
  sessions: '活动场次',
  people: '参加人次',
  leaflets: '资料份数',
  consultations: '咨询人次',
  banners: '横幅条数',
  boards: '展板块数',
  lectures: '讲座场次',
  lawyerHours: '律师小时',
};

/** Table of figures, a row a village and the sum below. */
function villageTable({ figures, names }: Matter): TableBlock {
  const width = 84 / MEASURE_NAMES.length;
  const rowOf = (name: string, values: readonly number[]): string[] => [name, ...values.map(valueText)];
  return {
    kind: 'table',
    caption: '表1 各村普法工作情况',
    columns: [
      { head: '村', width: 16 },
      ...MEASURE_NAMES.map((measure) => ({ head: HEADS[measure], width })),
    ],
    rows: [
      ...figures.byVillage.map(({ key, figures: part }) =>
        rowOf(
          key === null ? '全镇统一' : names.village(key),
          MEASURE_NAMES.map((measure) => part[measure].value),
        ),
      ),
      rowOf(
        '合计',
        MEASURE_NAMES.map((measure) => figures.total[measure].value),
      ),
    ],
  };
}

/** 二、各村开展情况: how evenly the villages are served. */
export function evenness(matter: Matter): Block[] {
  const { figures, names } = matter;
  const said = figures.balance.map(({ measure, median, below }) => {
    const { name, unit } = MEASURES[measure];
    const few = below.map(({ village, value }) => `${names.village(village)}（${value}${unit}）`).join('、');
    const start = `各村${name}的中位数为${median}${unit}`;
    return below.length === 0 ? `${start}，没有不到一半的村` : `${start}，不到一半的有${few}`;
  });
  return [heading(1, '二、各村开展情况'), text(`${said.join('；')}。各村情况见表1。`), villageTable(matter)];
}

function againstLastYear({ facts: { today }, figures: { lastYear, total }, period }: Matter): string {
  const isOver = !isWithin(period, today);
  const when = period.quarter === null && isOver ? '上年' : '上年同期';
  const { figures: before } = lastYear;
  if (before === null) return `${when}（${lastYear.year}年）没有台账记录，无法比较。`;
  const said = MEASURE_NAMES.filter((measure) => before[measure].value > 0 || total[measure].value > 0).map(
    (measure) => {
      const { name, unit } = MEASURES[measure];
      const change = total[measure].value - before[measure].value;
      const more = change === 0 ? '持平' : `${change > 0 ? '增加' : '减少'}${Math.abs(change)}${unit}`;
      return `${name}${more}（${when}${before[measure].value}${unit}）`;
    },
  );
  const until = isOver ? '' : `（都算到${Number(today.slice(5, 7))}月${Number(today.slice(8))}日）`;
  return `与${when}${until}相比，${said.join('，')}。`;
}

export const comparison = (matter: Matter): Block[] => [
  heading(1, '三、与上年比较'),
  text(againstLastYear(matter)),
];

/** What the ledger itself shows to be lacking. */
function problemsIn(matter: Matter): string[] {
  const { facts, figures, names, period, months } = matter;
  const { unrecorded } = figures.missing;
  const recorded = new Set(facts.entries.map(({ id }) => id));
  const matrix = coverageMatrix(period.year, { ...facts, recorded });
  const uncovered =
    period.quarter === null
      ? matrix.villages
          .filter(({ done, cells }) => done === 0 && cells.length > 0)
          .map(({ village }) => village)
      : [];
  const uneven = [...new Set(figures.balance.flatMap(({ below }) => below.map(({ village }) => village)))];
  const short = months
    .flatMap(({ rows }) => rows)
    .filter(({ gaps }) => gaps.some(({ type }) => type !== 'no-lawyer')).length;
  const guides = facts.register.filter(({ missing }) => missing > 0);
  return [
    ...(unrecorded.length > 0
      ? [`有${unrecorded.length}项活动日期已过而没有台账记录，没有计入上述数字`]
      : []),
    ...(uncovered.length > 0
      ? [`${uncovered.map(names.village).join('、')}在各宣传节点没有一项有记录的工作`]
      : []),
    ...(uneven.length > 0 ? [`各村发展不平衡，${uneven.map(names.village).join('、')}明显偏少`] : []),
    ...(short > 0 ? [`律师驻村服务有${short}个村月记录不全或时间不足`] : []),
    ...(guides.length > 0
      ? [
          `法律明白人登记不足的有${guides.length}个村，共缺${guides.reduce((sum, { missing }) => sum + missing, 0)}人（每村至少${guides[0]?.wanted ?? 0}人）`,
        ]
      : []),
  ];
}

/** 四、存在的问题: only what the records show. */
export function problems(matter: Matter): Block[] {
  const found = problemsIn(matter);
  return [
    heading(1, '四、存在的问题'),
    text(
      found.length === 0
        ? '从台账看，应有的记录都有，各村没有明显偏少的。'
        : `从台账看，主要有：${firstly(found)}`,
    ),
  ];
}
