import type { Parcel } from './parcels.js';

/** Parcels that are claimed at once, and the way they were come upon. */
export interface Batch {
  readonly parcels: readonly Parcel[];
  readonly backwards: boolean;
}

/**
 * A minute's parcels in the order in which one of several processes takes them. They stand in a ring: each process begins at a
 * place of its own and goes forwards until it meets what another has taken; then it goes backwards from where it began, until
 * it meets another there. So two that begin half a ring apart share it to the last batch, however fast each of them is.
 */
export class Batches {
  #from = 0;
  #to: number;
  #backwards = false;

  /** @param size deliveries in a batch; a parcel of more is one by itself */
  constructor(
    private readonly ring: readonly Parcel[],
    private readonly size: number,
  ) {
    this.#to = ring.length;
  }

  /** The next batch; undefined when there is none left, or others have taken what is left. */
  next(): Batch | undefined {
    const parcels: Parcel[] = [];
    let deliveries = 0;
    while (this.#from < this.#to) {
      const parcel = this.ring[this.#backwards ? this.#to - 1 : this.#from];
      if (!parcel) break;
      deliveries += parcel.deliveries.length;
      if (deliveries > this.size && parcels.length > 0) break;
      parcels.push(parcel);
      if (this.#backwards) this.#to -= 1;
      else this.#from += 1;
    }
    return parcels.length === 0 ? undefined : { parcels, backwards: this.#backwards };
  }

  /** Another process has taken all of a batch. */
  met({ backwards }: Batch): void {
    if (backwards) this.#to = this.#from;
    else this.#backwards = true;
  }
}
