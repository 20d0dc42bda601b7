/** A file is no photo that can be kept; the message says why and what to do. */
export class PhotoError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PhotoError';
  }
}
