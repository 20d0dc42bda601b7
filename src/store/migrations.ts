import { KIND_NAMES, type Kind } from '../facts/index.js';
import type { RawFact } from './dump.js';
import { NewerStoreError, StoreError } from './errors.js';

/** One step from a former shape of the facts to the next. */
export interface Migration {
  /** The format that it leads to; the one before is one less. */
  readonly to: number;
  /** What changes, for whoever reads the list. */
  readonly what: string;
  /** A fact in the new shape; null: it goes. Pure: the same fact, the same answer. */
  readonly fact: (raw: RawFact) => RawFact | null;
}

/** In order; a step once released is never changed. */
export const MIGRATIONS: readonly Migration[] = [
  { to: 2, what: 'the file bears a checksum; facts stay as they are', fact: (raw) => raw },
];

/** The format of the facts that this program writes. */
export const SCHEMA = MIGRATIONS.at(-1)?.to ?? 1;

/** @throws StoreError when `schema` is of a newer program, or of none */
export function checkSchema(schema: unknown, where: string, newest = SCHEMA): asserts schema is number {
  if (typeof schema !== 'number' || !Number.isInteger(schema) || schema < 1)
    throw new StoreError(`${where} 没有写明格式，不是这个程序的数据。`);
  if (schema > newest)
    throw new NewerStoreError(
      `${where} 是更新版本的程序写的（格式 ${schema}，这个程序只懂到 ${newest}），请用新版本打开，不要改动它。`,
    );
}

/** Facts of format `from` in the present one. */
export function migrated(
  facts: readonly RawFact[],
  from: number,
  migrations: readonly Migration[] = MIGRATIONS,
): readonly RawFact[] {
  let present = facts;
  for (const { to, fact } of migrations) if (to > from) present = present.flatMap((raw) => fact(raw) ?? []);
  return present;
}

export const isKind = (name: string): name is Kind => (KIND_NAMES as string[]).includes(name);
