import type { Place } from './view.js';

/** The address of a place in the calendar, with a part of the page to land on. What is left out is as it is at first. */
export function placeLink(place: Partial<Place> & Pick<Place, 'year'>, part = ''): string {
  const { year, mode = 'year', month, village, department, campaign } = place;
  const query = new URLSearchParams({ year: String(year) });
  if (mode !== 'year') query.set('view', mode);
  if (mode === 'month' && month !== undefined) query.set('month', String(month));
  for (const [name, value] of Object.entries({ village, department, campaign }))
    if (typeof value === 'string') query.set(name, value);
  return `/?${query.toString()}${part}`;
}

/** The page of a key date, looked at in a year. */
export const keyDateLink = (id: string, year: number): string =>
  `/key-dates/${encodeURIComponent(id)}?year=${year}`;

/** Where the parts of the page stand. */
export const monthId = (month: number): string => `m${month}`;
export const dayId = (day: string): string => `d${day.slice(5, 7)}${day.slice(8)}`;
export const keyDateId = (id: string): string => `k-${id}`;
