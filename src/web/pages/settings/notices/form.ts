import type { KeyDateNotice } from '../../../../facts/index.js';
import { textOf, textOrNull, valuesOf, type Values } from '../../editing/index.js';

const NOTICE_FIELDS = ['start', 'end', 'theme', 'themeEn', 'source'] as const;

/** The fields of a form that was sent, and no others. */
export const typedIn = (values: Values): Values =>
  Object.fromEntries(NOTICE_FIELDS.map((field) => [field, values[field] ?? []]));

/** A notice as the form shows it. */
export const noticeValues = ({
  start,
  end,
  theme,
  source,
}: Pick<KeyDateNotice, 'start' | 'end' | 'theme' | 'source'>): Values =>
  valuesOf({ start, end, theme: theme?.zh ?? null, themeEn: theme?.en ?? null, source });

/** What the form says, as the API takes it. An English theme alone is kept, for the schema to refuse. */
export function noticeBody(values: Values) {
  const [zh, en] = [textOf(values, 'theme'), textOrNull(values, 'themeEn')];
  return {
    start: textOrNull(values, 'start'),
    end: textOrNull(values, 'end'),
    theme: zh === '' && en === null ? null : { zh, en },
    source: textOf(values, 'source'),
  };
}

/** The field that shows a path of the body. */
export function noticeFieldOf(path: string): string | null {
  if (path === 'theme.en') return 'themeEn';
  const name = path.replace(/\..*/, '');
  return (NOTICE_FIELDS as readonly string[]).includes(name) ? name : null;
}
