import { z } from 'zod';

/** Something wrong in what a person wrote: where, what stands there, and what to write instead. */
export interface Fault {
  /** `villages[3].lawyer`; empty for the whole. */
  readonly path: string;
  readonly keys: readonly PropertyKey[];
  /** What stands there, cut short; empty where nothing does. */
  readonly value: string;
  readonly message: string;
}

const SHOWN = 60;

/** `villages[3].lawyer` of `['villages', 3, 'lawyer']`. */
export const pathOf = (keys: readonly PropertyKey[]): string =>
  keys.reduce<string>((path, key) => {
    if (typeof key === 'number') return `${path}[${key}]`;
    return path === '' ? String(key) : `${path}.${String(key)}`;
  }, '');

const valueAt = (input: unknown, keys: readonly PropertyKey[]): unknown =>
  keys.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    input,
  );

const shown = (value: unknown): string => {
  if (value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
};

/** A fault at `keys` of `input`. */
export const faultAt = (input: unknown, keys: readonly PropertyKey[], message: string): Fault => ({
  path: pathOf(keys),
  keys,
  value: shown(valueAt(input, keys)),
  message,
});

const inChinese = z.locales.zhCN().localeError;

const TYPES: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  array: '列表',
  object: '一组“名称: 内容”',
};

/** What to say where a schema has no words of its own: what to write for a missing item or one of the wrong type. */
const chinese: z.core.$ZodErrorMap = (issue) => {
  // Of a table's key only that it is wrong; its own schema says what to write.
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? inChinese(issue);
  if (issue.code === 'unrecognized_keys') return '不认识的项，请删去，或检查是否写错了字';
  if (issue.code !== 'invalid_type') return inChinese(issue);
  if (issue.input === undefined) return '缺这一项，请补上';
  const type = TYPES[issue.expected];
  return type === undefined ? inChinese(issue) : `这里要写${type}`;
};

/** Either the value, or every fault in it: never the first alone, never both. */
export type Checked<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly faults: Fault[] };

/** Holds `input` against `schema`. An unknown key is a fault of its own, at the key. */
export function check<S extends z.ZodType>(schema: S, input: unknown): Checked<z.output<S>> {
  const result = schema.safeParse(input, { error: chinese });
  if (result.success) return { ok: true, value: result.data };
  const faults = result.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => faultAt(input, [...issue.path, key], issue.message))
      : [faultAt(input, issue.path, issue.message)],
  );
  return { ok: false, faults };
}
