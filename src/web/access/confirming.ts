import type { ActivityPatch } from '../../activities/index.js';
import type { Activity } from '../../facts/index.js';
import type { Principal } from './principal.js';
import { seesActivity } from './sight.js';

const OPEN: readonly string[] = ['planned', 'confirmed'];

/** Whether an activity is a principal's own to carry out; the whole town's is the office's, whichever village looks on. */
function isOwn(who: Principal, activity: Pick<Activity, 'village' | 'lead' | 'partners'>): boolean {
  if (who.role === 'village') return who.village !== null && activity.village === who.village;
  return who.role === 'department' && seesActivity(who, activity);
}

/** Whether a principal may file the record (台账) of an activity: the office of each, villages and departments of their own. */
export const mayRecord = (
  who: Principal,
  activity: Pick<Activity, 'village' | 'lead' | 'partners'>,
): boolean => who.role === 'admin' || who.role === 'office' || isOwn(who, activity);

/**
 * Why a principal may not make a change of an activity in its sight; null when it may. The office changes all of it;
 * villages and departments confirm what is their own, and take that back.
 */
export function changeRefusal(who: Principal, activity: Activity, patch: ActivityPatch): string | null {
  if (who.role === 'admin' || who.role === 'office') return null;
  const given = Object.entries(patch).filter(([, value]) => value !== undefined);
  const confirms = given.every(([key, value]) => key === 'status' && OPEN.includes(String(value)));
  if (!confirms)
    return '您的账号只能确认活动（status 写 confirmed）或收回确认（planned）；要改期、换地点、取消，请联系司法所';
  if (!isOwn(who, activity)) return '全镇的活动由司法所确认，村里不用确认';
  if (!OPEN.includes(activity.status)) return '这项活动已完成或已取消，要改请联系司法所';
  return null;
}
