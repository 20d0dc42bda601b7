import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { KIND_NAMES, type FactOf, type Kind } from '../../facts/index.js';
import { faultsOfFact } from '../checks.js';
import type { RawFact } from '../dump.js';
import { StoreError } from '../errors.js';
import { checkSchema, isKind, migrated, SCHEMA } from '../migrations.js';
import { State } from '../state.js';

/** What stands in `store.json`, after its checksum. */
export interface StoreFile {
  readonly schema: number;
  readonly version: number;
  readonly facts: { readonly [K in Kind]?: readonly FactOf<K>[] };
}

export const fileIn = (dir: string): string => join(dir, 'store.json');

/** Before format 2 the file had no checksum. */
const FIRST_SEALED = 2;

const storeFileSchema = z.strictObject({
  schema: z.int(),
  version: z.int().min(0),
  facts: z.record(z.string(), z.array(z.unknown())),
});

const hashOf = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');

/**
 * The bytes of each fact, kept as long as the fact is: facts are frozen and a write changes few of them, so the file is
 * put together from what is there instead of being written out and encoded anew.
 */
const bytes = new WeakMap<object, Buffer>();

function bytesOf(fact: object): Buffer {
  const known = bytes.get(fact);
  if (known) return known;
  const made = Buffer.from(JSON.stringify(fact));
  bytes.set(fact, made);
  return made;
}

const COMMA = Buffer.from(',');

const SEAL = /^\{"sha256":"([0-9a-f]{64})",/;

/** A store's file: one line of JSON whose first member is the SHA-256 of all that follows it. */
export function sealed({ schema, version, facts }: StoreFile): Buffer {
  const parts: Buffer[] = [Buffer.from(`"schema":${schema},"version":${version},"facts":{`)];
  for (const [number, [kind, list]] of Object.entries(facts).entries()) {
    parts.push(Buffer.from(`${number === 0 ? '' : ','}"${kind}":[`));
    for (const [index, fact] of list.entries()) {
      if (index > 0) parts.push(COMMA);
      parts.push(bytesOf(fact));
    }
    parts.push(Buffer.from(']'));
  }
  parts.push(Buffer.from('}}'));
  const rest = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(`{"sha256":"${hashOf(rest)}",`), rest]);
}

/** The facts of a file, not yet held against their schemas. */
export interface OpenedFile {
  readonly schema: number;
  readonly version: number;
  readonly facts: readonly RawFact[];
}

/**
 * Takes a file apart.
 *
 * @param where how messages call it
 * @throws StoreError when it is of a newer program, or not what was written
 */
export function unsealed(text: string, where: string): OpenedFile {
  const [head, sum] = SEAL.exec(text) ?? [];
  const rest = head === undefined ? text : `{${text.slice(head.length)}`;
  let data: unknown;
  try {
    data = JSON.parse(rest);
  } catch (error) {
    throw new StoreError(`${where} 不完整，不是合法的 JSON。`, { cause: error });
  }
  const { schema: claimed } = (data ?? {}) as { schema?: unknown };
  checkSchema(claimed, where);
  if (head === undefined && claimed >= FIRST_SEALED)
    throw new StoreError(`${where} 没有校验和，被改过或没有写完。`);
  if (head !== undefined && hashOf(text.slice(head.length)) !== sum)
    throw new StoreError(`${where} 的内容与校验和不符：有字节被改坏了，或者有人手工改过。`);
  const checked = storeFileSchema.safeParse(data);
  if (!checked.success) throw new StoreError(`${where} 的结构不对。`, { cause: checked.error });
  const { schema, version, facts } = checked.data;
  const unknown = Object.keys(facts).filter((kind) => !isKind(kind));
  if (unknown.length > 0)
    throw new StoreError(`${where} 里有不认识的数据（${unknown.join('、')}），可能是别的版本写的。`);
  const raw = KIND_NAMES.flatMap((kind) => (facts[kind] ?? []).map((fact): RawFact => ({ kind, fact })));
  return { schema, version, facts: raw };
}

/** More of them would bury the first. */
const SHOWN = 5;

/** Every fact, in the present shape and held against its schema. @throws StoreError with what is not sound */
export function stateOf({ schema, facts }: Pick<OpenedFile, 'schema' | 'facts'>, where: string): State {
  const state = new State();
  const faults: string[] = [];
  for (const raw of migrated(facts, schema)) {
    const checked = faultsOfFact(raw);
    if (!checked.ok) faults.push(...checked.faults);
    else state.apply([{ kind: raw.kind, town: checked.fact.town, id: checked.fact.id, fact: checked.fact }]);
  }
  if (faults.length === 0) return state;
  const more = faults.length > SHOWN ? `\n  还有 ${faults.length - SHOWN} 处，用 pufa verify 看全部` : '';
  throw new StoreError(
    `${where} 有 ${faults.length} 处内容不对：\n${faults
      .slice(0, SHOWN)
      .map((fault) => `  ${fault}`)
      .join('\n')}${more}`,
  );
}

/** The file of these facts, in the present format. */
export const storeFileOf = (state: State, version: number): StoreFile => ({
  schema: SCHEMA,
  version,
  facts: Object.fromEntries(KIND_NAMES.map((kind) => [kind, [...state.of(kind).values()]])),
});
