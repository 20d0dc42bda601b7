import type { Activity } from '../facts/index.js';
import type { Town } from '../town/index.js';
import { calendarFrame } from './calendarText.js';
import { PUBLIC, type Renderer } from './component.js';

/**
 * Activities as a file that is opened once and not subscribed to: for a mail, or a phone that cannot subscribe. Each
 * bears the UID it has in the feeds, so that whoever does both has it once.
 */
export function activityFile(
  activities: readonly Activity[],
  { town, renderer, baseUrl }: { readonly town: Town; readonly renderer: Renderer; readonly baseUrl: string },
): string {
  const { head, foot } = calendarFrame({ name: `${town.name}普法活动`, zone: town.zone, url: `${baseUrl}/` });
  const components = activities.map((activity) => renderer.activity(activity, PUBLIC));
  return Buffer.concat([head, ...components, foot]).toString('utf8');
}
