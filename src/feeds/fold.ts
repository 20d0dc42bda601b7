/** A content line's most octets, its line break not counted (RFC 5545 §3.1). */
const MOST_OCTETS = 75;

/** One content line, folded between characters and never inside an escape such as `\n`: naive readers trip on that. */
function foldLine(line: string): string {
  if (Buffer.byteLength(line) <= MOST_OCTETS) return line;
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const [piece] of line.matchAll(/\\.|[^]/gsu)) {
    const size = Buffer.byteLength(piece);
    if (octets + size > MOST_OCTETS) {
      parts.push(part);
      part = '';
      // The blank that begins a continuation counts.
      octets = 1;
    }
    part += piece;
    octets += size;
  }
  return [...parts, part].join('\r\n ');
}

/** The content lines of a text, each folded. */
export const fold = (text: string): string => text.split('\r\n').map(foldLine).join('\r\n');

/** The lines of a text that somebody else has folded, each folded anew. */
export const refold = (text: string): string => fold(text.replaceAll(/\r\n[ \t]/g, ''));
