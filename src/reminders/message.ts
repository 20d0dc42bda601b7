import { isMarketDay, weekdayName } from '../calendar/index.js';
import { startDayOf, type Activity } from '../facts/index.js';
import type { ReminderRule, Town } from '../town/index.js';

const shortDay = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;

/** When an activity is, as one says it in a message: 12月4日（星期五，圩日）9:00–11:30. */
export function whenText(activity: Activity, town: Town): string {
  const day = startDayOf(activity);
  const market = town.market && isMarketDay(town.market, day) ? '，圩日' : '';
  const clock = (instant: string): string => instant.slice(11, 16);
  const hours = activity.allDay ? '全天' : `${clock(activity.start)}–${clock(activity.end)}`;
  return `${shortDay(day)}（${weekdayName(day)}${market}）${hours}`;
}

/** The text of a reminder, composed from the activity as it stands now. */
export function reminderText(
  activity: Activity,
  rule: Pick<ReminderRule, 'unlessRecorded'>,
  town: Town,
): string {
  const lead = town.departments.find(({ id }) => id === activity.lead);
  const opening = `【${town.name}普法${rule.unlessRecorded ? '补记' : '提醒'}】${activity.title}`;
  const body = [
    `时间：${whenText(activity, town)}`,
    `地点：${activity.place}`,
    ...(lead ? [`牵头：${lead.name}`] : []),
  ];
  const closing = rule.unlessRecorded ? '活动已过，还没有记录，请把人数和照片报给司法所。' : '收到请回复。';
  return [opening, ...body, closing].join('\n');
}
