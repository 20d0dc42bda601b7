import { stageOf, type Swap, type WriteTransaction } from '../facts/index.js';

/** Stores what nobody has been at since it was seen. @returns the ids of what was stored */
export async function swapIn(
  transaction: WriteTransaction,
  swaps: readonly Swap[],
): Promise<ReadonlySet<string>> {
  const stored = new Set<string>();
  for (const { seen, put } of swaps) {
    const stands = await transaction.get('deliveries', put.town, put.id);
    if ((stands && stageOf(stands)) !== (seen && stageOf(seen))) continue;
    await transaction.put('deliveries', put);
    stored.add(put.id);
  }
  return stored;
}
