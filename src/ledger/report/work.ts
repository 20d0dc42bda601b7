import { dayText } from '../../calendar/index.js';
import { isWithin, type LedgerEntry } from '../entry.js';
import { figuresOf, MEASURES, type Figures, type Measure } from '../measures.js';
import { heading, text, type Block } from './blocks.js';
import { villagesOf, type Matter } from './facts.js';

/*
 * What was done, in the sentences such reports are written in. Each number is cited; what has no record is said to
 * have none.
 */

/** How each figure is said. */
const WORDS: Readonly<Record<Measure, string>> = {
  sessions: '开展会议、讲座、咨询等活动',
  people: '参加群众和干部',
  leaflets: '发放宣传资料',
  consultations: '接受法律咨询',
  banners: '张挂横幅、张贴标语',
  boards: '设立展板、专栏',
  lectures: '举办法律知识讲座',
  lawyerHours: '律师服务',
};

const say = (
  { sources }: Matter,
  scope: string,
  figures: Figures,
  measure: Measure,
  words = WORDS[measure],
): string =>
  sources.say(words, `${scope}${MEASURES[measure].name}`, figures[measure], MEASURES[measure].unit);

/** Only what has something to say: a list of zeros tells nobody anything. */
const saidOf = (matter: Matter, scope: string, figures: Figures, measures: readonly Measure[]): string[] =>
  measures
    .filter((measure) => figures[measure].records.length > 0 || figures[measure].unknown.length > 0)
    .map((measure) => say(matter, scope, figures, measure));

/** Departments that held or helped, the busiest first, the office aside. */
function othersOf({ entries, facts: { town }, names }: Matter): string[] {
  const counts = new Map<string, number>();
  for (const { host, helpers } of entries)
    for (const id of new Set([host, ...helpers]))
      if (id !== null && id !== town.office) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([id]) => names.department(id));
}

function general(matter: Matter): Block {
  const { facts, figures, entries, names, when, sources } = matter;
  const others = othersOf(matter);
  const joined = others.length === 0 ? '' : `，联合${others.join('、')}`;
  if (entries.length === 0) return text(`${when}，台账里没有记录。`);
  const ids = entries.map(({ id }) => id);
  const all = sources.cite('有台账记录的普法工作', entries.length, '项', ids);
  const measures: Measure[] = ['sessions', 'people', 'leaflets', 'consultations', 'banners', 'boards'];
  return text(
    `${when}，${facts.town.name}由${names.department(facts.town.office)}牵头${joined}，面向基层开展普法宣传，有台账记录的工作共${all}。` +
      `${measures.map((measure) => say(matter, '', figures.total, measure)).join('，')}。`,
  );
}

function spanText(entries: readonly LedgerEntry[]): string {
  const [first, last] = [entries[0]?.date ?? '', entries.at(-1)?.date ?? ''];
  return first === last ? dayText(first) : `${dayText(first)}至${dayText(last)}`;
}

function campaign(matter: Matter, keyDate: string, index: number): Block {
  const { entries, names, sources } = matter;
  const mine = entries.filter((entry) => entry.keyDate === keyDate);
  const name = names.keyDate(keyDate);
  if (mine.length === 0) return text(`${index}. ${name}。本项无记录。`);
  const hosts = [...new Set(mine.flatMap(({ host }) => host ?? []))].map(names.department);
  const villages = villagesOf(mine);
  const figures = figuresOf(mine);
  const parts = [
    `${spanText(mine)}，${hosts.length === 0 ? '' : `由${hosts.join('、')}主办，`}有记录的工作${sources.cite(
      `${name}：工作`,
      mine.length,
      '项',
      mine.map(({ id }) => id),
    )}`,
    ...saidOf(matter, `${name}：`, figures, [
      'sessions',
      'people',
      'leaflets',
      'consultations',
      'banners',
      'boards',
    ]),
    ...(villages.length === 0 ? [] : [`覆盖${villages.length}个村`]),
  ];
  return text(`${index}. ${name}。${parts.join('，')}。`);
}

/** Key dates worth a line: those of the town's campaigns that fall into the period, and any that has a record. */
function campaigns(matter: Matter): Block[] {
  const { figures, facts, period, entries } = matter;
  // What runs over New Year is the year's, though its day may be in the next.
  const falls = (id: string): boolean =>
    period.quarter === null ||
    facts.occurrences.some(({ id: other, day }) => other === id && isWithin(period, day));
  const keyDates = figures.byCampaign
    .flatMap(({ key }) => key ?? [])
    .filter((id) => falls(id) || entries.some(({ keyDate }) => keyDate === id));
  if (keyDates.length === 0) return [text('本期没有宣传节点，也没有节点宣传的记录。')];
  return keyDates.map((id, index) => campaign(matter, id, index + 1));
}

function lawyers(matter: Matter): Block {
  const { entries, months, sources, facts, figures, when } = matter;
  const visited = months.flatMap(({ duty }) => duty ?? [])[0];
  const visits = entries.filter(({ duty }) => duty !== null && duty === visited);
  const lectures = entries.filter(({ form }) => form === 'lecture');
  const rows = months.flatMap((month) => month.rows);
  const full = rows.filter(({ hours, wanted }) => hours >= wanted).length;
  const wanted = rows[0]?.wanted ?? 0;
  const said = [
    visits.length === 0
      ? '律师驻村服务本项无记录'
      : `律师驻村服务有记录的${sources.cite(
          '律师驻村服务',
          visits.length,
          '次',
          visits.map(({ id }) => id),
        )}，覆盖${villagesOf(visits).length}个村`,
    say(matter, '', figures.total, 'lawyerHours', '服务时间'),
    ...(rows.length === 0
      ? []
      : [`按每村每月${wanted}小时计，${rows.length}个村月中记录满${wanted}小时的有${full}个`]),
    say(matter, '', figures.total, 'lectures'),
    ...(lectures.length === 0 ? [] : [say(matter, '讲座：', figuresOf(lectures), 'people', '听讲')]),
  ];
  return text(
    `落实一村一法律顾问制度，全镇${facts.town.villages.length}个村委会有挂点律师的${facts.town.villages.filter(({ lawyer }) => lawyer !== undefined).length}个。${when}，${said.join('，')}。`,
  );
}

/** The town's own regular work: hearings, study of the law. */
function routine(matter: Matter): Block[] {
  const { facts, entries, sources } = matter;
  const townDuties = facts.town.duties.filter((duty) => duty.for === 'town');
  if (townDuties.length === 0) return [];
  const said = townDuties.map(({ id, name }) => {
    const mine = entries.filter(({ duty }) => duty === id);
    if (mine.length === 0) return `${name}本项无记录`;
    const times = sources.cite(
      name,
      mine.length,
      '次',
      mine.map((entry) => entry.id),
    );
    return `${name}${times}，${say(matter, `${name}：`, figuresOf(mine), 'people', '参加')}`;
  });
  return [heading(2, '（四）学法和汇报'), text(`${said.join('；')}。`)];
}

/** 一、开展情况: what was done as a whole, at the key dates, by lawyers, and regularly. */
export const workDone = (matter: Matter): Block[] => [
  heading(1, '一、开展情况'),
  heading(2, '（一）总体情况'),
  general(matter),
  heading(2, '（二）重要时间节点宣传'),
  ...campaigns(matter),
  heading(2, '（三）一村一法律顾问'),
  lawyers(matter),
  ...routine(matter),
];
