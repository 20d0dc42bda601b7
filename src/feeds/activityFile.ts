import type { Activity } from '../facts/index.js';
import type { Town } from '../town/index.js';
import { calendarText } from './calendarText.js';
import type { Renderer } from './component.js';

/**
 * Activities as a file that is opened once and not subscribed to: for a mail, or a phone that cannot subscribe. Each
 * bears the UID it has in the feeds, so that whoever does both has it once.
 */
export const activityFile = (
  activities: readonly Activity[],
  { town, renderer, baseUrl }: { readonly town: Town; readonly renderer: Renderer; readonly baseUrl: string },
): string =>
  calendarText(
    { name: `${town.name}普法活动`, zone: town.zone, url: `${baseUrl}/` },
    activities.map((activity) => renderer.activity(activity)),
  );
