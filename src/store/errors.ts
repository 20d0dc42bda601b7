/** The store cannot be opened, or the disk refused a write; the message names the place and the remedy. */
export class StoreError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreError';
  }
}

/** The store cannot be reached at the moment, and may be again without anybody changing what was asked. */
export class StoreUnavailableError extends StoreError {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreUnavailableError';
  }
}

/** A newer program wrote it: no copy is to be put back, this program is to be replaced. */
export class NewerStoreError extends StoreError {}
