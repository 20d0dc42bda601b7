import type { Occurrence } from '../../../calendar/index.js';
import type { Activity } from '../../../facts/index.js';
import type { Town } from '../../../town/index.js';
import { keyDateText } from './wording.js';

/** What activities are held for: a key date or a duty; the column of the matrix and the head of a row. */
export interface Subject {
  /** `keyDate:constitution-day`, `duty:lawyer-visit`, or `other`. */
  readonly key: string;
  /** For a sentence: 12·4国家宪法日. */
  readonly text: string;
  /** For a column head: 12·4. */
  readonly short: string;
  /** In English, where the data have it. */
  readonly en: string | null;
}

/** Made by hand for no key date and no duty. */
export const OTHER: Subject = { key: 'other', text: '其他活动', short: '其他', en: 'Other activities' };

type Bound = Pick<Activity, 'keyDate' | 'duty'>;

/** Finds the subject of an activity; one that the data no longer names gets a plain word. */
export function subjectsOf(
  town: Pick<Town, 'duties'>,
  occurrences: readonly Occurrence[],
): (activity: Bound) => Subject {
  const known = new Map<string, Subject>();
  for (const one of occurrences) {
    const key = `keyDate:${one.id}`;
    known.set(key, { key, text: keyDateText(one), short: one.short, en: one.name.en });
  }
  for (const { id, name, short } of town.duties)
    known.set(`duty:${id}`, { key: `duty:${id}`, text: name, short, en: null });
  return ({ keyDate, duty }) => {
    if (keyDate === null && duty === null) return OTHER;
    const key = keyDate === null ? `duty:${duty ?? ''}` : `keyDate:${keyDate}`;
    return (
      known.get(key) ?? {
        key,
        text: keyDate === null ? '常规任务' : '宣传活动',
        short: '其他节点',
        en: keyDate === null ? 'A regular duty' : 'An activity',
      }
    );
  };
}
