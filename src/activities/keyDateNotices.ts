import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import {
  contains,
  daysBetween,
  isByNoticeIn,
  isDay,
  isMarkedIn,
  LAST_YEAR,
  MOST_NOTICE_DAYS,
  occurrenceOf,
  yearOf,
  type Day,
  type KeyDate,
} from '../calendar/index.js';
import {
  byStart,
  keyDateNoticeSchema,
  noticeIdOf,
  startDayOf,
  withNotices,
  type Activity,
  type KeyDateNotice,
  type ReadTransaction,
  type Warning,
} from '../facts/index.js';
import { windowAround, windowFilter } from '../planner/index.js';
import { dayIn, faultAt, isoIn, oneOf, type Calendars, type Fault } from '../town/index.js';
import type { ActContext } from './acts.js';
import { ConflictError, InvalidError, NotFoundError } from './errors.js';
import type { PresentCalendars } from './presentCalendars.js';
import { mustBeSeen, type Seen } from './seen.js';

const WHAT = '节点通知';

/** What a notice says, as it is typed in. */
type Said = Pick<KeyDateNotice, 'keyDate' | 'year' | 'start' | 'end' | 'theme'>;

/** What is wrong with a notice whose parts are sound each by itself. */
export function noticeFaults(said: Said, keyDates: readonly KeyDate[]): Fault[] {
  const { keyDate: id, year, start, end, theme } = said;
  const keyDate = keyDates.find((one) => one.id === id);
  if (!keyDate) return [];
  const fault = (key: keyof Said, message: string): Fault => faultAt(said, [key], message);
  if (!isMarkedIn(keyDate, year)) return [fault('year', `${year} 年没有${keyDate.name.zh}，不用录入`)];
  const byNotice = isByNoticeIn(keyDate, year);
  if (!byNotice && (start !== null || end !== null))
    return [fault(start === null ? 'end' : 'start', '这个节点的日期是固定的，只录主题，不写日期')];
  const faults: Fault[] = [];
  // What is no day has its own fault.
  const [first, last] = [start, end].map((day) => (day !== null && isDay(day) ? day : null));
  if (start === null && end !== null) faults.push(fault('start', '只写了结束的日期，请把开始的日期也写上'));
  if (first && yearOf(first) !== year)
    faults.push(fault('start', `要在 ${year} 年；跨年的一段算在开始的那一年`));
  if (last && yearOf(last) > LAST_YEAR) faults.push(fault('end', `年份最晚写到 ${LAST_YEAR}`));
  if (first && last) {
    if (last < first) faults.push(fault('end', '结束早于开始，请把两个日期对调'));
    else if (daysBetween(first, last) >= MOST_NOTICE_DAYS)
      faults.push(fault('end', `最长 ${MOST_NOTICE_DAYS} 天，请核对年份`));
  }
  if (start === null && end === null && theme === null)
    faults.push(
      fault(byNotice ? 'start' : 'theme', byNotice ? '日期和主题都没有写，至少写一样' : '主题没有写'),
    );
  return faults;
}

const { start, end, theme, source, year } = keyDateNoticeSchema.shape;
const parts = { start, end, theme, source };

/** The body of a new notice, for a town's key dates; its faults are listed all together. */
export const newNoticeSchema = (keyDates: readonly KeyDate[]) =>
  z
    .strictObject({
      keyDate: oneOf(keyDates, '节点'),
      year,
      start: start.default(null),
      end: end.default(null),
      theme: theme.default(null),
      source,
    })
    .superRefine((said, issues) => {
      for (const { keys, message } of noticeFaults(said, keyDates))
        issues.addIssue({ code: 'custom', path: [...keys], message });
    });

/** The body of a change; what it leaves out stays. */
export const noticePatchSchema = z.strictObject(parts).partial();

export type NewNotice = z.infer<ReturnType<typeof newNoticeSchema>>;
export type NoticePatch = z.infer<typeof noticePatchSchema>;

/** A notice as an act left it, and the activities that no longer stand where it wants them. */
export interface NoticeResult {
  readonly notice: KeyDateNotice;
  readonly warnings: readonly Warning[];
}

interface NoticeContext extends ActContext {
  readonly calendars: PresentCalendars;
}

/**
 * What is still to be held for a key date's campaign, but outside the days around it as they stand now. Nothing is moved:
 * the office looks at each, or makes a new plan.
 *
 * @param today activities that began before this day are past
 */
export function outsideWindow(
  { keyDate: id, year }: Pick<KeyDateNotice, 'keyDate' | 'year'>,
  activities: readonly Activity[],
  { town, keyDates }: Pick<Calendars, 'town' | 'keyDates'>,
  today: Day,
): Warning[] {
  const campaign = town.campaigns.find(({ keyDate }) => keyDate === id);
  const keyDate = keyDates.find((one) => one.id === id);
  const occurrence = keyDate && occurrenceOf(keyDate, year);
  if (!campaign || !occurrence) return [];
  const window = windowAround(occurrence, campaign.days);
  return activities
    .filter((activity) => activity.keyDate === id && activity.year === year)
    .filter(({ status }) => status === 'planned' || status === 'confirmed')
    .filter((activity) => startDayOf(activity) >= today && !contains(window, startDayOf(activity)))
    .sort(byStart)
    .map((activity) => ({
      type: windowFilter.name,
      message: `${startDayOf(activity)} ${activity.title}：不在 ${window.start} 至 ${window.end} 之内`,
      where: activity.id,
    }));
}

/** The activities outside the window, as all that was put in this write leaves it. */
async function warnedOf(
  said: Pick<KeyDateNotice, 'keyDate' | 'year'>,
  { transaction, calendars: { town, written }, now }: NoticeContext,
): Promise<Warning[]> {
  const notices = await transaction.find('notices', { town: town.id });
  const activities = await transaction.find('activities', { town: town.id, keyDate: said.keyDate });
  const keyDates = withNotices(written, notices);
  return outsideWindow(said, activities, { town, keyDates }, dayIn(now, town.zone));
}

/** The notice, if it stands at a revision the caller saw. @throws NotFoundError, RevisionError */
async function current(
  transaction: ReadTransaction,
  town: string,
  id: string,
  seen: Seen,
): Promise<KeyDateNotice> {
  const notice = await transaction.get('notices', town, id);
  if (!notice) throw new NotFoundError(id, WHAT);
  mustBeSeen(notice, seen, `这项${WHAT}`);
  return notice;
}

/** Types in what a notice says. @throws ConflictError where the year's is there already */
export async function addNotice(context: NoticeContext, said: NewNotice): Promise<NoticeResult> {
  const { transaction, calendars, now } = context;
  const { id: town, zone } = calendars.town;
  const id = noticeIdOf(said);
  if (await transaction.get('notices', town, id))
    throw new ConflictError(`${said.year} 年的这项通知已经录入了，请打开它修改`);
  const at = isoIn(now, zone);
  const notice: KeyDateNotice = { id, town, ...said, revision: 1, createdAt: at, updatedAt: at };
  await transaction.put('notices', notice);
  return { notice, warnings: await warnedOf(notice, context) };
}

/** Corrects what was typed in. @throws NotFoundError, RevisionError, InvalidError */
export async function changeNotice(
  context: NoticeContext,
  id: string,
  seen: Seen,
  patch: NoticePatch,
): Promise<NoticeResult> {
  const { transaction, calendars, now } = context;
  const { town, written } = calendars;
  const before = await current(transaction, town.id, id, seen);
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
  const said: KeyDateNotice = { ...before, ...given };
  const faults = noticeFaults(said, written);
  if (faults.length > 0) throw new InvalidError(faults);
  // Readers of the feeds learn from its day that there is something new, so it changes with what it says alone.
  if (isDeepStrictEqual(said, before)) return { notice: before, warnings: await warnedOf(before, context) };
  const notice = { ...said, revision: before.revision + 1, updatedAt: isoIn(now, town.zone) };
  await transaction.put('notices', notice);
  return { notice, warnings: await warnedOf(notice, context) };
}

/** Takes a notice away: what stands in the files counts again. @throws NotFoundError, RevisionError */
export async function removeNotice(
  context: NoticeContext,
  id: string,
  seen: Seen,
): Promise<readonly Warning[]> {
  const { transaction, calendars } = context;
  const notice = await current(transaction, calendars.town.id, id, seen);
  await transaction.remove('notices', calendars.town.id, id);
  return warnedOf(notice, context);
}
