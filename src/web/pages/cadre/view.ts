import { daysBetween, isMarketDay, lunarOf, weekdayName, type Day } from '../../../calendar/index.js';
import {
  acknowledgementIdOf,
  endDayOf,
  startDayOf,
  type Acknowledgement,
  type Activity,
  type ActivityRecord,
  type Contact,
  type ReadTransaction,
} from '../../../facts/index.js';
import { contactName, type OpenLink } from '../../../reminders/index.js';
import { isoIn, type Town } from '../../../town/index.js';
import type { DateTime } from 'luxon';
import { dayText, timeText } from '../year/wording.js';
import { changeOf, type Changed } from './changed.js';

/** All that the page shows. */
export interface CadreView {
  /** “港门镇司法所”. */
  readonly office: string;
  /** Whose page it is: “货湖村”, “陈主任”. */
  readonly reader: string;
  /** Where the office is called; null where no contact of it has a number. */
  readonly phone: string | null;
  readonly activity: Activity;
  /** `12月4日 星期五`. */
  readonly day: string;
  /** `上午 9:00–11:30`. */
  readonly hours: string;
  /** `农历十月廿六，圩日`. */
  readonly lunar: string;
  /** `还有9天`; null when it is over. */
  readonly away: string | null;
  readonly form: string;
  /** What the reader is asked to do about it. */
  readonly expected: string;
  readonly lead: string | null;
  readonly partners: readonly string[];
  readonly lawyer: string | null;
  readonly changed: Changed | null;
  /** The answer to the activity as it stands. */
  readonly answer: Acknowledgement | null;
  readonly begun: boolean;
  readonly record: ActivityRecord | null;
  /** Whether nobody is gathered for it. */
  readonly light: boolean;
  /** Whether a lawyer serves there, whose hours and log are wanted. */
  readonly served: boolean;
  readonly today: Day;
}

const awayText = (activity: Activity, today: Day): string | null => {
  const days = daysBetween(today, startDayOf(activity));
  if (days === 1) return '明天';
  if (days === 2) return '后天';
  if (days > 0) return `还有${days}天`;
  return today <= endDayOf(activity) ? '今天' : null;
};

/** What each sort of reader does for an activity; of a village, `light` ones are done without anybody gathering. */
function expectedOf(role: Contact['role'], light: boolean): string {
  const after = '办完在这个页面填台账。';
  if (role === 'lawyer') return `请按时到场，${after}`;
  if (role === 'department' || role === 'office') return `请安排人手，按时到场，${after}`;
  return light ? `请村里当天办好，拍两三张照片，${after}` : `请提前通知群众、备好场地，当天到场，${after}`;
}

const dayWithWeekday = (day: Day): string => `${dayText(day)} ${weekdayName(day)}`;

/** The number under which the office is reached. */
const officePhone = (contacts: readonly Contact[]): string | null =>
  [...contacts]
    .sort((a, b) => a.order - b.order)
    .find(({ role, phone }) => role === 'office' && phone !== null)?.phone ?? null;

/** The page of a link, as the facts stand. */
export async function viewOf(
  transaction: ReadTransaction,
  { activity, contact }: OpenLink,
  town: Town,
  now: DateTime,
): Promise<CadreView> {
  const key = { town: town.id, activity: activity.id, start: activity.start, contact };
  const at = isoIn(now, town.zone);
  const today = at.slice(0, 10);
  const day = startDayOf(activity);
  const last = endDayOf(activity);
  const department = (id: string | null): string | null =>
    town.departments.find((item) => item.id === id)?.name ?? null;
  const market = town.market && isMarketDay(town.market, day) ? '，圩日' : '';
  const contacts = await transaction.find('contacts', { town: town.id });
  const form = town.forms.find(({ id }) => id === activity.form);
  const light = form?.light ?? false;
  const role = contacts.find(({ id }) => id === contact)?.role ?? 'cadre';
  return {
    office: `${town.name}${department(town.office) ?? ''}`,
    reader: contactName(contact, town, contacts),
    phone: officePhone(contacts),
    activity,
    day: last === day ? dayWithWeekday(day) : `${dayWithWeekday(day)} 至 ${dayWithWeekday(last)}`,
    hours: timeText(activity.start, activity.end, activity.allDay),
    lunar: `农历${lunarOf(day).text}${market}`,
    away: awayText(activity, today),
    form: form?.name ?? activity.form,
    expected: expectedOf(role, light),
    lead: department(activity.lead),
    partners: activity.partners.map((id) => department(id) ?? id),
    lawyer: town.lawyers.find(({ id }) => id === activity.lawyer)?.name ?? null,
    changed: await changeOf(transaction, { activity, contact }, town),
    answer: (await transaction.get('acknowledgements', town.id, acknowledgementIdOf(key))) ?? null,
    begun: activity.start <= at,
    record: (await transaction.get('records', town.id, activity.id)) ?? null,
    light,
    served: activity.lawyer !== null,
    today,
  };
}
