/** The store cannot be opened, or the disk refused a write; the message names the place and the remedy. */
export class StoreError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreError';
  }
}

/** The store cannot be reached at the moment, and may be again without anybody changing what was asked. */
export class StoreUnavailableError extends StoreError {
  /** What whoever asked may be told, a stranger too: the message without the names of machines. */
  readonly shown: string;

  constructor(
    message: string,
    { shown = message, ...options }: ErrorOptions & { readonly shown?: string } = {},
  ) {
    super(message, options);
    this.name = 'StoreUnavailableError';
    this.shown = shown;
  }
}

/** A newer program wrote it: no copy is to be put back, this program is to be replaced. */
export class NewerStoreError extends StoreError {}
