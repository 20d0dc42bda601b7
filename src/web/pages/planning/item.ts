import type { ComponentChildren } from 'preact';
import type { Day } from '../../../calendar/index.js';
import type { Half } from '../../../town/index.js';

/** How an activity of a draft stands to the calendar as it is; `fixed` is what no plan moves. */
export type Mark = 'new' | 'moved' | 'dropped' | 'kept' | 'fixed';

/** One activity in a calendar of months. */
export interface Item {
  readonly id: string;
  readonly date: Day;
  readonly half: Half;
  /** The village's id; null for the whole town. */
  readonly village: string | null;
  readonly form: string;
  /** The key date, duty or nothing it is for. */
  readonly subject: string | null;
  readonly title: string;
  readonly mark: Mark;
  readonly pinned: boolean;
  /** Whether a person may drag it elsewhere. */
  readonly movable: boolean;
  readonly cancelled: boolean;
  readonly revision: number;
  /** What is to be read of it, a sentence each, in the page's language. */
  readonly lines: readonly ComponentChildren[];
  /** Why it stands there, in the data's language. */
  readonly reasons: readonly string[];
}

/** What narrows a calendar; null for all. */
export interface Narrowing {
  readonly village: string | null;
  /** A key date's or a duty's id. */
  readonly campaign: string | null;
}

/** Whether an item is asked for; what the whole town does is part of each village's calendar. */
export const isWanted = ({ village, subject }: Item, wanted: Narrowing): boolean =>
  (wanted.village === null || village === null || village === wanted.village) &&
  (wanted.campaign === null || subject === wanted.campaign);

const HALF_ORDER: Readonly<Record<Half, number>> = { day: 0, am: 1, pm: 2 };

/** By day, half, what it is for, form and village: alike stands together. */
export const inOrder = (a: Item, b: Item): number => {
  const key = ({ date, half, subject, form, village, id }: Item): string =>
    [date, HALF_ORDER[half], subject ?? '', form, village ?? '', id].join(' ');
  return key(a) < key(b) ? -1 : 1;
};
