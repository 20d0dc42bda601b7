import { createHash } from 'node:crypto';
import { KIND_NAMES, type Kind } from '../facts/index.js';
import { faultsOfFact, nameOfFact } from './checks.js';
import type { Snapshot, StorePlace } from './dump.js';
import { StoreError } from './errors.js';
import { migrated } from './migrations.js';
import { verifySnapshot } from './verify.js';

/** What was moved. */
export interface Migrated {
  readonly counts: Readonly<Record<Kind, number>>;
}

/** One number for all facts of a kind, whatever their order: the sum of their hashes. */
async function sums({ schema, towns }: Snapshot): Promise<Map<Kind, bigint>> {
  const found = new Map<Kind, bigint>(KIND_NAMES.map((kind) => [kind, 0n]));
  for await (const town of towns())
    for (const raw of migrated(town, schema)) {
      const checked = faultsOfFact(raw);
      if (!checked.ok) throw new StoreError(checked.faults.join('\n'));
      const text = JSON.stringify([nameOfFact(raw), checked.fact]);
      const hash = BigInt(`0x${createHash('sha256').update(text).digest('hex')}`);
      found.set(raw.kind, (found.get(raw.kind) ?? 0n) + hash);
    }
  return found;
}

const nothing = (place: StorePlace): StoreError =>
  new StoreError(`${place.name} 里没有数据，没有什么可迁移。`);

/**
 * Copies all facts of one place into another, empty one, and compares every one of them afterwards. The source stays as it is.
 *
 * @throws StoreError when a server has either open, the target holds anything, or the source is not sound
 */
export const migrate = (from: StorePlace, to: StorePlace): Promise<Migrated> =>
  from.alone(() =>
    to.alone(() =>
      from.snapshot(async (snapshot) => {
        if (!snapshot) throw nothing(from);
        const isEmpty = await to.snapshot(async (there) => {
          if (!there) return true;
          const { counts } = await verifySnapshot(there, { trail: false });
          return Object.values(counts).every((count) => count === 0);
        });
        if (!isEmpty)
          throw new StoreError(`${to.name} 里已经有数据，不覆盖；请换一个空的目标，或者先备份再清空它。`);
        const { faults, counts } = await verifySnapshot(snapshot);
        if (faults.length > 0)
          throw new StoreError(
            `${from.name} 有 ${faults.length} 处问题，没有迁移：\n  ${faults.join('\n  ')}`,
          );
        await to.replace(snapshot);
        const wanted = await sums(snapshot);
        const arrived = await to.snapshot((there) => (there ? sums(there) : Promise.resolve(new Map())));
        for (const kind of KIND_NAMES)
          if (wanted.get(kind) !== arrived.get(kind))
            throw new StoreError(
              `迁移之后 ${kind} 与原来的不一致：请清空 ${to.name} 再试一次；${from.name} 没有动过。`,
            );
        return { counts };
      }),
    ),
  );
