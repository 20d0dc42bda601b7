import { faultAt, type Fault } from './fault.js';

/*
 * What ties one entry to another. These run on what was read, before it is known to be valid, so that a file
 * with an unknown key and a lawyer who does not exist is told of both at once.
 */

type Raw = Record<string, unknown>;

const isRaw = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The items of a list, each with its place; what is no object is left to the schema. */
const itemsOf = (raw: unknown, key: string): { item: Raw; index: number }[] => {
  const list = isRaw(raw) ? raw[key] : undefined;
  return Array.isArray(list)
    ? list.flatMap((item: unknown, index) => (isRaw(item) ? [{ item, index }] : []))
    : [];
};

const ids = (raw: unknown, key: string): Set<unknown> =>
  new Set(itemsOf(raw, key).map(({ item }) => item.id));

/** Values that stand twice in a list, each later one a fault. */
function twice(raw: unknown, list: string, key: string): Fault[] {
  const first = new Map<unknown, number>();
  return itemsOf(raw, list).flatMap(({ item, index }) => {
    const value = item[key];
    if (value === undefined) return [];
    const earlier = first.get(value);
    if (earlier === undefined) {
      first.set(value, index);
      return [];
    }
    return [
      faultAt(
        raw,
        [list, index, key],
        `与第 ${earlier + 1} 条（${list}[${earlier}]）重复，请删去一条或改成不同的`,
      ),
    ];
  });
}

/** A reference that names nothing. */
function dangling(
  raw: unknown,
  keys: PropertyKey[],
  value: unknown,
  known: Set<unknown>,
  what: string,
): Fault[] {
  if (typeof value !== 'string' || known.has(value)) return [];
  const names = [...known].filter((name) => typeof name === 'string');
  const choices = names.length > 20 ? `${names.slice(0, 20).join('、')}…` : names.join('、');
  const remedy = names.length === 0 ? `请先写上这个${what}` : `请改成已有的编号：${choices}`;
  return [faultAt(raw, keys, `没有这个${what}，${remedy}`)];
}

/** The same form twice in a campaign: its tasks would share their ids. By village and town-wide are two things. */
const formTwice = (raw: unknown, campaign: Raw, index: number): Fault[] => {
  const seen = new Set<string>();
  return itemsOf(campaign, 'quota').flatMap(({ item: { form, perVillage }, index: at }) => {
    const key = `${String(form)} ${perVillage === undefined ? 'town' : 'village'}`;
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    const keys = ['campaigns', index, 'quota', at, 'form'];
    return [faultAt(raw, keys, '同一个节点里这种形式写了两次，请合成一条，把次数加起来')];
  });
};

/** Faults within a town's file, and from it to the key dates. */
export function townCrossChecks(raw: unknown, keyDateIds: Set<unknown>): Fault[] {
  const departments = ids(raw, 'departments');
  const lawyers = ids(raw, 'lawyers');
  const forms = ids(raw, 'forms');
  const planned = new Set(
    itemsOf(raw, 'duties').flatMap(({ item }) => (item.for === 'office' ? [] : [item.id])),
  );
  const partners = (list: string, item: Raw, index: number): Fault[] =>
    Array.isArray(item.partners)
      ? item.partners.flatMap((id: unknown, at) =>
          dangling(raw, [list, index, 'partners', at], id, departments, '单位'),
        )
      : [];
  return [
    ...['departments', 'lawyers', 'villages', 'forms', 'duties', 'rules'].flatMap((list) =>
      twice(raw, list, 'id'),
    ),
    ...['name', 'code'].flatMap((key) => twice(raw, 'villages', key)),
    ...twice(raw, 'campaigns', 'keyDate'),
    ...(isRaw(raw) ? dangling(raw, ['office'], raw.office, departments, '单位') : []),
    ...itemsOf(raw, 'villages').flatMap(({ item, index }) =>
      dangling(raw, ['villages', index, 'lawyer'], item.lawyer, lawyers, '律师'),
    ),
    ...itemsOf(raw, 'campaigns').flatMap(({ item, index }) => [
      ...dangling(raw, ['campaigns', index, 'keyDate'], item.keyDate, keyDateIds, '节点'),
      ...dangling(raw, ['campaigns', index, 'lead'], item.lead, departments, '单位'),
      ...partners('campaigns', item, index),
      ...formTwice(raw, item, index),
      ...itemsOf(item, 'quota').flatMap(({ item: quota, index: at }) =>
        dangling(raw, ['campaigns', index, 'quota', at, 'form'], quota.form, forms, '形式'),
      ),
    ]),
    ...itemsOf(raw, 'duties').flatMap(({ item, index }) => [
      ...dangling(raw, ['duties', index, 'form'], item.form, forms, '形式'),
      ...dangling(raw, ['duties', index, 'lead'], item.lead, departments, '单位'),
      ...partners('duties', item, index),
      ...dangling(raw, ['duties', index, 'checks'], item.checks, planned, '排进日历的常规任务'),
    ]),
  ];
}
