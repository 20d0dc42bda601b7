/** The address of a year, and of a village in it, with a part of the page to land on. */
export const yearLink = (year: number, village: string | null = null, part = ''): string =>
  `/?year=${year}${village === null ? '' : `&village=${encodeURIComponent(village)}`}${part}`;

/** Where the parts of the page stand. */
export const monthId = (month: number): string => `m${month}`;
export const dayId = (day: string): string => `d${day.slice(5, 7)}${day.slice(8)}`;
export const keyDateId = (id: string): string => `k-${id}`;
