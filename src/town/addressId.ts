import { idSchema } from '../calendar/index.js';

/** Ids that stand for something else in addresses, so no town and no county may bear them. */
export const RESERVED_IDS: readonly string[] = [
  'activities',
  'admin',
  'api',
  'assets',
  'board',
  'county',
  'feeds',
  'healthz',
  'imports',
  'key-dates',
  'ledger',
  'login',
  'metrics',
  'openapi',
  'r',
  'settings',
  'static',
  'subscribe',
  'today',
];

/** The id of what has a place in addresses: a town or a county. */
export const addressIdSchema = idSchema.refine(
  (id) => !RESERVED_IDS.includes(id),
  `这个编号留给网址用了，请换一个（不能用：${RESERVED_IDS.join('、')}）`,
);
