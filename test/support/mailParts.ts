/** The decoded parts of a mail: header lines and body of each. */
export function partsOf(raw: string): { readonly header: string; readonly body: string }[] {
  const boundary = /boundary="([^"]+)"/.exec(raw)?.[1] ?? '';
  return raw
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => {
      const [header = '', ...rest] = part.trim().split('\r\n\r\n');
      const body = rest.join('\r\n\r\n');
      const text = /base64/i.test(header)
        ? Buffer.from(body, 'base64').toString()
        : Buffer.from(
            body
              .replace(/=\r\n/g, '')
              .replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16))),
            'latin1',
          ).toString();
      return { header, body: text };
    });
}
