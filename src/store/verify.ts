import { KIND_NAMES, type FactOf, type Kind } from '../facts/index.js';
import { faultsOfFact } from './checks.js';
import type { Snapshot, StorePlace } from './dump.js';
import { StoreError } from './errors.js';
import { migrated } from './migrations.js';
import { keyOf } from './state.js';
import { trailFaults } from './trailCheck.js';

/** What a look at every fact has found. */
export interface Verdict {
  /** Each in words, with its place; none: the store is sound. */
  readonly faults: readonly string[];
  /** How many facts of each kind there are. */
  readonly counts: Readonly<Record<Kind, number>>;
  readonly version: number;
}

const noCounts = (): Record<Kind, number> =>
  Object.fromEntries(KIND_NAMES.map((kind) => [kind, 0])) as Record<Kind, number>;

/**
 * Holds every fact against its schema, and each town's trail against its facts.
 *
 * @param trail false where the snapshot gives a town in parts
 */
export async function verifySnapshot(
  { schema, version, towns }: Snapshot,
  { trail = true } = {},
): Promise<Verdict> {
  const faults: string[] = [];
  const counts = noCounts();
  for await (const town of towns()) {
    const sound: { kind: Kind; fact: FactOf<Kind> }[] = [];
    const seen = new Set<string>();
    for (const raw of migrated(town, schema)) {
      counts[raw.kind] += 1;
      const checked = faultsOfFact(raw);
      if (!checked.ok) {
        faults.push(...checked.faults);
        continue;
      }
      const { fact } = checked;
      const name = `${raw.kind} ${keyOf(fact.town, fact.id)}`;
      if (seen.has(name)) faults.push(`${name}: 有两条同样编号的`);
      seen.add(name);
      sound.push({ kind: raw.kind, fact });
    }
    if (trail) faults.push(...trailFaults(sound));
  }
  return { faults, counts, version };
}

/** Looks at everything in a place, beside a running server; null where there is no store. */
export async function verifyPlace(place: StorePlace): Promise<Verdict | null> {
  try {
    const verdict = await place.snapshot(async (snapshot) => snapshot && (await verifySnapshot(snapshot)));
    return verdict && { ...verdict, faults: [...verdict.faults, ...(await place.faultsOfCopies())] };
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return { faults: [error.message, ...(await place.faultsOfCopies())], counts: noCounts(), version: 0 };
  }
}
