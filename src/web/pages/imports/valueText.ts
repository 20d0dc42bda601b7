import type { Calendars } from '../../../town/index.js';
import type { Words } from '../../words/index.js';

/** A value as people read it: names for ids, the clock for instants. */
export function valueText(
  t: Words,
  { town, keyDates }: Pick<Calendars, 'town' | 'keyDates'>,
  field: string,
  value: unknown,
): string {
  if (value === null || value === undefined)
    return field === 'village' ? t.imports.wholeTown : t.imports.none;
  if (Array.isArray(value))
    return (
      value.map((one) => valueText(t, { town, keyDates }, field, one)).join(t.planning.comma) ||
      t.imports.none
    );
  if (typeof value === 'boolean') return value ? t.imports.yes : t.imports.no;
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const things: Readonly<Record<string, readonly { readonly id: string; readonly name: string }[]>> = {
    village: town.villages.map((one) => ({ id: one.id, name: t.names.village(one) })),
    department: town.departments,
    lead: town.departments,
    partners: town.departments,
    lawyer: town.lawyers,
    form: town.forms,
    keyDate: keyDates.map(({ id, name }) => ({ id, name: t.names.keyDate(name) })),
  };
  if (field === 'start' || field === 'end') return text.slice(0, 16).replace('T', ' ');
  if (field === 'role' || field === 'status') {
    const names: Readonly<Record<string, string>> = t.imports.values;
    return names[text] ?? text;
  }
  return things[field]?.find(({ id }) => id === text)?.name ?? text;
}
