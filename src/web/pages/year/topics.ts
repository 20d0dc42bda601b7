import { OTHER_TOPIC, type KeyDate, type Occurrence, type Topic } from '../../../calendar/index.js';
import type { YearView } from './view.js';

/** How a key date is shown: by its colour, and by its weight. */
export interface Look {
  readonly topic: Topic;
  /** Whether the town holds something for it: those stand out. */
  readonly planned: boolean;
}

/** Finds the look of a key date. */
export function looksOf({
  keyDates,
  town,
}: Pick<YearView, 'keyDates' | 'town'>): (one: Pick<Occurrence, 'id'>) => Look {
  const topics = new Map(keyDates.map(({ id, topic = OTHER_TOPIC }: KeyDate) => [id, topic]));
  const planned = new Set(town.campaigns.map(({ keyDate }) => keyDate));
  return ({ id }) => ({ topic: topics.get(id) ?? OTHER_TOPIC, planned: planned.has(id) });
}

/** The classes of a look, as the stylesheets know them. */
export const lookClass = ({ topic, planned }: Look): string => `t-${topic}${planned ? ' planned' : ''}`;
