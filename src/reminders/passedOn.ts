import { toldOf, type Activity, type Delivery } from '../facts/index.js';
import { noticeRuleOf } from './notices.js';
import { sortOf, tellsOfActivity } from './sorts.js';
import { noted } from './work.js';

/** Whether what a delivery on the day's sheet says is how the activity stands. */
function isCurrent({ rule, start }: Delivery, activity: Activity): boolean {
  const sort = sortOf(rule);
  return sort === 'change' || sort === 'cancellation'
    ? rule === noticeRuleOf(activity)
    : activity.start === start && activity.status !== 'cancelled';
}

/**
 * A delivery once somebody has passed its text on by hand. What was passed on from a sheet that was no longer true
 * counts as told wrong, so that the change follows.
 *
 * @param activity as it stands now
 * @param at ISO 8601 in the town's zone
 */
export const passedOn = (delivery: Delivery, activity: Activity | undefined, at: string): Delivery => ({
  ...noted(delivery, at, '已人工发送'),
  state: 'sent',
  halted: null,
  told: activity && tellsOfActivity(delivery.rule) && isCurrent(delivery, activity) ? toldOf(activity) : null,
});
