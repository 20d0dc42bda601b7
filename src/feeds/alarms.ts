import { addDays, type Day } from '../calendar/index.js';
import { instantOf, type ReminderRule, type Town } from '../town/index.js';

const isLater = (a: ReminderRule, b: ReminderRule): boolean =>
  a.offsetDays > b.offsetDays || (a.offsetDays === b.offsetDays && a.time > b.time);

/** The town's last reminder before the day itself, else the last on the day. */
const ruleIn = (rules: readonly ReminderRule[]): ReminderRule | undefined => {
  const before = rules.filter(({ offsetDays }) => offsetDays < 0);
  const ahead = before.length > 0 ? before : rules.filter(({ offsetDays }) => offsetDays === 0);
  return ahead.reduce<ReminderRule | undefined>(
    (last, rule) => (last && !isLater(rule, last) ? last : rule),
    undefined,
  );
};

/**
 * When a calendar that was asked for alarms rings, in seconds before the start (negative: after it, in the morning of
 * a whole day): once, by the town's own reminder the day before. More would swell a year's feed beyond what some
 * clients take. Null where the town has no such reminder, or what it is about has begun by then.
 *
 * @param start the instant it starts, in seconds; for a whole day the day's beginning
 */
export function alarmBefore(
  { rules, zone }: Pick<Town, 'rules' | 'zone'>,
  startDay: Day,
  start: number,
  allDay: boolean,
): number | null {
  const rule = ruleIn(rules);
  if (!rule) return null;
  const before = start - instantOf(addDays(startDay, rule.offsetDays), rule.time, zone).toSeconds();
  return allDay || before >= 0 ? before : null;
}
