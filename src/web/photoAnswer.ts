/** A photo as it is sent: what it is is said, and no browser may guess otherwise. */
export const photoAnswer = (
  id: string,
  bytes: Uint8Array,
): { readonly headers: Readonly<Record<string, string>>; readonly body: Buffer } => ({
  headers: {
    'Content-Type': 'image/jpeg',
    'X-Content-Type-Options': 'nosniff',
    'Content-Disposition': `inline; filename="${id.slice(0, 12)}.jpg"`,
  },
  body: Buffer.from(bytes),
});
