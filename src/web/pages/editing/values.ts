/** What a form holds: each field's texts, as they were typed. */
export type Values = Readonly<Record<string, readonly string[]>>;

/** The texts of a form that was sent. */
export function valuesIn(body: unknown): Values {
  const fields = Object.entries((body ?? {}) as Record<string, unknown>);
  return Object.fromEntries(
    fields.map(([name, value]) => [
      name,
      (Array.isArray(value) ? value : [value]).filter((text): text is string => typeof text === 'string'),
    ]),
  );
}

/** All texts of a field. */
export const textsOf = (values: Values, name: string): readonly string[] => values[name] ?? [];

/** A field's one text, without white space around it; empty where there is none. */
export const textOf = (values: Values, name: string): string => (values[name]?.[0] ?? '').trim();

/** The same, null where it is empty. */
export const textOrNull = (values: Values, name: string): string | null => textOf(values, name) || null;

export const isChecked = (values: Values, name: string): boolean => textOf(values, name) !== '';

/** Texts as a form's values: null and false as an empty field, true as a checked box. */
export const valuesOf = (
  fields: Readonly<Record<string, string | boolean | null | readonly string[]>>,
): Values =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      if (value === null || value === false) return [name, []];
      if (value === true) return [name, ['1']];
      return [name, typeof value === 'string' ? [value] : value];
    }),
  );
