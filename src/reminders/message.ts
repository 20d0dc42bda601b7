import { isMarketDay, weekdayName } from '../calendar/index.js';
import { byStart, startDayOf, type Activity, type DeliveryKey, type Told } from '../facts/index.js';
import type { Town } from '../town/index.js';
import type { Message } from './channels/index.js';
import type { Deadline } from './deadlines.js';
import type { Look } from './look.js';
import { toldBefore } from './notices.js';
import { contactOf } from './recipients.js';
import { difficultyRuleOf, ruleOfMissed, sortOf, type Sort } from './sorts.js';

/** The page where a contact answers about an activity; null where there is none. */
export type LinkFor = (contact: string, activity: string) => string | null;

/** Of a delivery, what its text depends on. */
export type Spoken = Pick<DeliveryKey, 'activity' | 'rule' | 'contact' | 'channel'>;

/** Lines of a digest; more would not fit into a robot's message, and the day's sheet has them all. */
const DIGEST_LINES = 12;

const shortDay = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;

const dayTexts = new WeakMap<object, Map<string, string>>();

/** 12月4日（星期五，圩日）. A town's days are remembered, for a morning speaks of few of them many times. */
function dayText(day: string, town: Pick<Town, 'market'>): string {
  const known = dayTexts.get(town) ?? new Map<string, string>();
  dayTexts.set(town, known);
  const text = known.get(day);
  if (text !== undefined) return text;
  const market = town.market && isMarketDay(town.market, day) ? '，圩日' : '';
  const made = `${shortDay(day)}（${weekdayName(day)}${market}）`;
  if (known.size > 5000) known.clear();
  known.set(day, made);
  return made;
}

const clock = (instant: string): string => instant.slice(11, 16);

/** When an activity is, as one says it in a message: 12月4日（星期五，圩日）9:00–11:30. */
export function whenText(
  { start, end }: Pick<Activity, 'start' | 'end'>,
  town: Pick<Town, 'market'>,
): string {
  const day = startDayOf({ start });
  return `${dayText(day, town)}${start.length === day.length ? '全天' : `${clock(start)}–${clock(end)}`}`;
}

const villageName = ({ village }: Activity, town: Town): string =>
  town.villages.find(({ id }) => id === village)?.name ?? '全镇';

const whenAndWhere = (activity: Activity, town: Town): string[] => {
  const lead = town.departments.find(({ id }) => id === activity.lead);
  return [
    `时间：${whenText(activity, town)}`,
    `地点：${activity.place}`,
    ...(lead ? [`牵头：${lead.name}`] : []),
  ];
};

/** What differs from what was told, each with what it was. */
function changedLines(activity: Activity, before: Told | null, town: Town): string[] {
  if (before === null) return whenAndWhere(activity, town);
  const was = whenText(before, town);
  const is = whenText(activity, town);
  return [
    was === is ? `时间：${is}（不变）` : `时间：${is}（原定${was}）`,
    before.place === activity.place
      ? `地点：${activity.place}（不变）`
      : `地点：${activity.place}（原定${before.place}）`,
    ...(before.status === 'cancelled' ? ['此前通知取消，现恢复举办。'] : []),
    ...(before.status === 'planned' && activity.status === 'confirmed' ? ['安排已经确定。'] : []),
  ];
}

/** What one delivery says: the word in its heading, its lines, and what it asks for. */
interface Block {
  readonly word: string;
  readonly lines: readonly string[];
  readonly asks: Ask | null;
}

/** What is asked for: with a link to answer by, which stands on the next line, and without. */
interface Ask {
  readonly linked: string;
  readonly plain: string;
}

const ANSWER: Ask = { linked: '收到请点链接回复：', plain: '收到请回复。' };
const ARRANGE: Ask = { linked: '请您安排，并点链接回复：', plain: '请您安排，收到请回复。' };
const CALL_VILLAGE: Ask = { linked: '请联系村里。', plain: '请联系村里。' };
const RECORD: Ask = {
  linked: '活动已过，还没有记录，请点链接补记：',
  plain: '活动已过，还没有记录，请把人数和照片报给司法所。',
};

/** Whether a rule asks for the record of what is over. */
const isNudge = (rule: string, { town }: Look): boolean =>
  town.rules.find(({ id }) => id === rule)?.unlessRecorded === true;

const blocks: Record<
  Exclude<Sort, 'missed' | 'deadline'>,
  (spoken: Spoken, activity: Activity, look: Look) => Block
> = {
  cancellation: (spoken, activity, look) => {
    // As the contact knows it: it may have been changed once more before it was cancelled.
    const known = toldBefore(spoken, look) ?? activity;
    return {
      word: '取消',
      lines: [`原定：${whenText(known, look.town)}，${known.place}`, '这项活动取消，请转告参加的人。'],
      asks: ANSWER,
    };
  },
  change: (spoken, activity, look) => ({
    word: '变更',
    lines: changedLines(activity, toldBefore(spoken, look), look.town),
    asks: ANSWER,
  }),
  difficulty: ({ rule }, activity, look) => {
    const answer = look.answersTo(activity).find(({ contact }) => difficultyRuleOf(contact) === rule);
    const reason = answer?.reason ?? '没有写原因';
    return {
      word: '回执',
      lines: [
        `${villageName(activity, look.town)}回复有困难：${reason}`,
        ...whenAndWhere(activity, look.town),
      ],
      asks: null,
    };
  },
  escalation: ({ contact }, activity, look) => {
    const office = contactOf(contact, look.contacts)?.role !== 'cadre';
    const lines = [
      `${villageName(activity, look.town)}还没有人回复收到。`,
      ...whenAndWhere(activity, look.town),
    ];
    return { word: '催办', lines, asks: office ? CALL_VILLAGE : ARRANGE };
  },
  rule: ({ rule }, activity, look) => {
    const nudges = isNudge(rule, look);
    return {
      word: nudges ? '补记' : '提醒',
      lines: whenAndWhere(activity, look.town),
      asks: nudges ? RECORD : ANSWER,
    };
  },
};

/** Which of several about one activity is said: what matters most. */
const URGENCY: readonly Sort[] = ['cancellation', 'change', 'difficulty', 'escalation', 'rule'];
const urgency = ({ rule }: Spoken): number => URGENCY.indexOf(sortOf(rule));

/** What the office itself must have done, and what it still lacks. */
function deadlineText({ duty, day, villages, lacking }: Deadline, { town }: Look): string {
  const open = (villages ?? []).filter(({ ticked }) => !ticked).length;
  return [
    `【${town.name}普法到期】${duty.name}`,
    `最迟：${shortDay(day)}（${weekdayName(day)}）`,
    ...(lacking.length > 0 ? [`还有 ${lacking.length} 项活动没有台账记录。`] : []),
    ...(open > 0 ? [`还有 ${open} 个村没有勾销。`] : []),
  ].join('\n');
}

/** What did not get through, in lines. */
function digestText(missed: readonly Spoken[], look: Look): string[] {
  const { town } = look;
  const lines = missed
    .flatMap(({ activity }) => look.activities.get(activity) ?? [])
    .sort(byStart)
    .map((activity) => `${shortDay(startDayOf(activity))} ${activity.title}`);
  const kinds = new Map<string, number>();
  for (const line of lines) kinds.set(line, (kinds.get(line) ?? 0) + 1);
  const distinct = [...kinds].map(([line, times]) => (times > 1 ? `${line} ×${times}` : line));
  const more = distinct.length - DIGEST_LINES;
  const notices = missed.filter(({ rule }) => sortOf(ruleOfMissed(rule)) !== 'rule').length;
  return [
    `【${town.name}普法漏发】有 ${missed.length} 条没有按时送到${notices > 0 ? `，其中变更或取消 ${notices} 条` : ''}：`,
    ...distinct.slice(0, DIGEST_LINES),
    ...(more > 0 ? [`还有 ${more} 项活动，见“今日提醒”页。`] : []),
  ];
}

/**
 * One message of several deliveries to one contact by one channel, composed from the activities as `look` has them: a
 * block an activity, and one more that asks for its record, the soonest first, and what did not get through at the end. The last block's link is the
 * message's; those of earlier blocks stand in the text, for each is answered by itself.
 */
export function messageOf(deliveries: readonly Spoken[], look: Look, linkFor: LinkFor): Message {
  const { town } = look;
  const spoken = new Map<string, Spoken>();
  for (const delivery of deliveries) {
    if (sortOf(delivery.rule) === 'missed') continue;
    // To tell of a change does not ask for the record, so both are said.
    const about = `${delivery.activity} ${isNudge(delivery.rule, look)}`;
    const other = spoken.get(about);
    if (!other || urgency(delivery) < urgency(other)) spoken.set(about, delivery);
  }
  const said = [...spoken.values()]
    .flatMap((delivery) => {
      const activity = look.activities.get(delivery.activity);
      return activity ? [{ delivery, activity }] : [];
    })
    .sort((a, b) => byStart(a.activity, b.activity));
  const missed = deliveries.filter(({ rule }) => sortOf(rule) === 'missed');
  const deadlines = [...new Set(deliveries.map(({ activity }) => activity))].flatMap(
    (id) => look.deadlines.get(id) ?? [],
  );
  const parts = said.map(({ delivery, activity }, index) => {
    const { word, lines, asks } = blocks[sortOf(delivery.rule) as Exclude<Sort, 'missed' | 'deadline'>](
      delivery,
      activity,
      look,
    );
    const last = index === said.length - 1 && missed.length === 0 && deadlines.length === 0;
    const link = linkFor(delivery.contact, activity.id);
    return {
      link: last ? link : null,
      text: [
        `【${town.name}普法${word}】${activity.title}`,
        ...lines,
        ...(asks === null ? [] : [link === null ? asks.plain : asks.linked]),
        ...(link !== null && !last ? [link] : []),
      ].join('\n'),
    };
  });
  const texts = [
    ...parts.map(({ text }) => text),
    ...deadlines.map((deadline) => deadlineText(deadline, look)),
    ...(missed.length > 0 ? [digestText(missed, look).join('\n')] : []),
  ];
  const [heading = ''] = (texts[0] ?? '').split('\n');
  return {
    title: texts.length > 1 ? `${heading} 等 ${texts.length} 项` : heading,
    text: texts.join('\n\n'),
    link: parts.at(-1)?.link ?? null,
    activities: [...new Set(said.map(({ activity }) => activity))],
  };
}
