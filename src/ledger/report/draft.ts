import { dayText, yearOf } from '../../calendar/index.js';
import { startDayOf } from '../../facts/index.js';
import { isWithin, periodText, type Period } from '../entry.js';
import { heading, text, type Block, type Draft } from './blocks.js';
import { annexes, photosShown } from './annexes.js';
import { matterOf, type Matter, type ReportFacts } from './facts.js';
import { comparison, evenness, problems } from './villages.js';
import { workDone } from './work.js';

const nextOf = ({ year, quarter }: Period): Period =>
  quarter === null || quarter === 4
    ? { year: year + 1, quarter: quarter === null ? null : 1 }
    : { year, quarter: quarter + 1 };

/** What stands in the calendar for the time after. */
function ahead({ facts, period, names }: Matter): Block[] {
  const next = nextOf(period);
  const planned = facts.activities.filter(
    (one) => one.status !== 'cancelled' && isWithin(next, startDayOf(one)),
  );
  const occasions = new Map<string, number>();
  for (const { keyDate, duty, title } of planned) {
    const name = keyDate !== null ? names.keyDate(keyDate) : duty !== null ? names.duty(duty) : title;
    occasions.set(name, (occasions.get(name) ?? 0) + 1);
  }
  const said = [...occasions].map(([name, count]) => `${name}${count}项`).join('、');
  const when = periodText(next);
  return [
    heading(1, '五、下一步安排'),
    text(
      planned.length === 0
        ? `${when}的计划还没有排出。`
        : `${when}已列入计划的有${planned.length}项：${said}。`,
    ),
  ];
}

/** The report's 普法 section for a year, or the page for a quarter's hearing, as pieces of text. */
export function draftOf(facts: ReportFacts, period: Period): Draft {
  const matter = matterOf(facts, period);
  const { town, today } = facts;
  const body = [
    ...workDone(matter),
    ...evenness(matter),
    ...comparison(matter),
    ...problems(matter),
    ...ahead(matter),
  ];
  const whole = period.quarter === null;
  return {
    title: whole
      ? `${town.name}${period.year}年度普法宣传工作情况`
      : `${town.name}${periodText(period)}普法工作情况汇报`,
    subtitle: whole ? '（法治政府建设年度报告普法部分）' : '（季度听取汇报用）',
    blocks: [...body, ...annexes(matter)],
    signature: `${town.name}${matter.names.department(town.office)}`,
    day: `${yearOf(today)}年${dayText(today)}`,
  };
}

/** The photos a document shows, to be read before it is made. */
export const reportPhotos = (facts: ReportFacts, period: Period): string[] =>
  photosShown(matterOf(facts, period)).map(({ id }) => id);
