import type { YearView } from './view.js';

/** The address of a year, and of a village in it, with a part of the page to land on. */
export const yearLink = (year: number, village: string | null = null, part = ''): string =>
  `/?year=${year}${village === null ? '' : `&village=${encodeURIComponent(village)}`}${part}`;

export interface FeedLinks {
  /** Opens the phone's calendar. */
  readonly subscribe: string;
  /** To copy into a calendar program. */
  readonly copy: string;
}

/** Both addresses of a feed; `path` is below `/feeds/`, without `.ics`. */
export function feedLinks({ baseUrl }: Pick<YearView, 'baseUrl'>, path: string): FeedLinks {
  const copy = `${baseUrl.replace(/\/+$/, '')}/feeds/${path}.ics`;
  return { subscribe: copy.replace(/^https?:/, 'webcal:'), copy };
}

/** Where the parts of the page stand. */
export const monthId = (month: number): string => `m${month}`;
export const dayId = (day: string): string => `d${day.slice(5, 7)}${day.slice(8)}`;
export const keyDateId = (id: string): string => `k-${id}`;
