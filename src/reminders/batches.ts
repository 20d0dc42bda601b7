import type { Parcel } from './parcels.js';

/** Parcels by and by, in their order and whole: as many as have `size` deliveries between them, and one at least. */
export function* batchesOf(
  parcels: readonly Parcel[],
  size: number,
): Generator<readonly Parcel[], undefined> {
  let batch: Parcel[] = [];
  let deliveries = 0;
  for (const parcel of parcels) {
    if (batch.length > 0 && deliveries + parcel.deliveries.length > size) {
      yield batch;
      batch = [];
      deliveries = 0;
    }
    batch.push(parcel);
    deliveries += parcel.deliveries.length;
  }
  if (batch.length > 0) yield batch;
  return undefined;
}
