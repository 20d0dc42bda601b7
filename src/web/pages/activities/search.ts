import type { Request } from 'express';
import { isDay, type Day } from '../../../calendar/index.js';
import { ACTIVITY_STATUSES, byStart, type Activity, type ActivityStatus } from '../../../facts/index.js';

/** What the list is asked for; empty texts ask for nothing. */
export interface Search {
  readonly q: string;
  readonly village: string;
  readonly campaign: string;
  readonly status: ActivityStatus | '';
  /** A day, or empty. */
  readonly from: string;
  /** A day, exclusive, or empty. */
  readonly to: string;
  /** From 1. */
  readonly page: number;
}

/** How many stand on one page. */
export const PAGE_SIZE = 50;

/** `village=town`: what is for the whole town. */
export const WHOLE_TOWN = 'town';

const dayOr = (text: unknown, otherwise: string): string => {
  if (text === '') return '';
  return typeof text === 'string' && isDay(text) ? text : otherwise;
};

/** What an address asks for; without a day, from today on. */
export function searchIn({ query }: Pick<Request, 'query'>, today: Day): Search {
  const text = (name: string): string => {
    const value = query[name];
    return typeof value === 'string' ? value.trim().slice(0, 200) : '';
  };
  const page = Number(text('page'));
  return {
    q: text('q'),
    village: text('village'),
    campaign: text('campaign'),
    status: ACTIVITY_STATUSES.find((status) => status === text('status')) ?? '',
    from: dayOr(query.from, today),
    to: dayOr(query.to, ''),
    page: Number.isInteger(page) && page >= 1 && page <= 10_000 ? page : 1,
  };
}

/** The address of another page of the same search. */
export function searchLink({ page: _page, ...search }: Search, page: number): string {
  const query = new URLSearchParams({ ...search, page: String(page) });
  return `/activities?${query.toString()}`;
}

const folded = (text: string): string => text.normalize('NFKC').toLowerCase();

/** The activities that answer a search but for its days, in order. */
export function found(activities: readonly Activity[], { q, village, campaign, status }: Search): Activity[] {
  const words = folded(q).split(/\s+/).filter(Boolean);
  return activities
    .filter(
      (activity) =>
        (village === '' ||
          (village === WHOLE_TOWN ? activity.village === null : activity.village === village)) &&
        (campaign === '' || activity.keyDate === campaign) &&
        (status === '' || activity.status === status) &&
        words.every((word) => folded(`${activity.title} ${activity.place}`).includes(word)),
    )
    .sort(byStart);
}
