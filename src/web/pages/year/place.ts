/** A village's name without its 村, as places are named after it: 货湖村委会, 货湖小学. */
const stemOf = (village: string): string => (village.length > 2 ? village.replace(/村$/, '') : village);

/**
 * One wording for the places of a row: the place they share, `各村委会` when each is the village's own of the
 * same kind, and null when they have nothing in common to say in a line.
 */
export function commonPlace(places: readonly { village: string | null; place: string }[]): string | null {
  const [first] = places;
  if (!first) return null;
  if (places.every(({ place }) => place === first.place)) return first.place;
  const kinds = new Set(
    places.map(({ village, place }) => {
      if (village === null || !place.startsWith(stemOf(village))) return null;
      return place.slice(stemOf(village).length);
    }),
  );
  const [kind] = kinds;
  if (kinds.size > 1 || kind === undefined || kind === null || kind === '') return null;
  return kind.startsWith('村') ? `各${kind}` : `各村${kind}`;
}
