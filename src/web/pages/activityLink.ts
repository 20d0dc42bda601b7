/** Where all there is about an activity stands, for those behind login. */
export const activityLink = (id: string): string => `/activities/${encodeURIComponent(id)}`;
