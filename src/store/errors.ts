/** The store cannot be opened, or the disk refused a write; the message names the file and the remedy. */
export class StoreError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreError';
  }
}
