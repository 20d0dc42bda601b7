import { inflateSync } from 'node:zlib';

/** The streams of a PDF by their object's number, unpacked. */
function streamsOf(pdf: Buffer): Map<number, string> {
  const text = pdf.toString('latin1');
  const streams = new Map<number, string>();
  for (const match of text.matchAll(/(\d+) 0 obj\n<<((?:(?!endobj)[^])*?)>>\nstream\n/g)) {
    const start = match.index + match[0].length;
    const length = Number(/\/Length (\d+)/.exec(match[2] ?? '')?.[1]);
    const bytes = pdf.subarray(start, start + length);
    const packed = (match[2] ?? '').includes('/FlateDecode');
    streams.set(Number(match[1]), (packed ? inflateSync(bytes) : bytes).toString('latin1'));
  }
  return streams;
}

const utf16 = (hex: string): string =>
  String.fromCharCode(...(hex.match(/.{4}/g) ?? []).map((unit) => parseInt(unit, 16)));

/** Glyph numbers to characters, as a ToUnicode map says (PDF 32000-1, 9.10.3). */
function glyphsOf(cmap: string): Map<string, string> {
  const glyphs = new Map<string, string>();
  for (const [, from = '', to = '', list = ''] of cmap.matchAll(/<(\w{4})> <(\w{4})> \[([^\]]*)\]/g)) {
    const texts = [...list.matchAll(/<(\w*)>/g)].map(([, hex = '']) => utf16(hex));
    for (let glyph = parseInt(from, 16), n = 0; glyph <= parseInt(to, 16); glyph += 1, n += 1)
      glyphs.set(glyph.toString(16).padStart(4, '0'), texts[n] ?? '');
  }
  return glyphs;
}

/**
 * The text of a PDF that our sheets' library made, a line for each piece drawn, in the order it was drawn.
 *
 * It reads what stands in the file, not what a program was told to draw.
 */
export function pdfText(pdf: Buffer): string[] {
  const file = pdf.toString('latin1');
  const streams = streamsOf(pdf);
  const fonts = new Map<string, Map<string, string>>();
  for (const [, name = '', font = ''] of file.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const object = new RegExp(`\\n${font} 0 obj\\n<<([^]*?)>>\\nendobj`).exec(file)?.[1] ?? '';
    const unicode = Number(/\/ToUnicode (\d+) 0 R/.exec(object)?.[1]);
    fonts.set(name, glyphsOf(streams.get(unicode) ?? ''));
  }
  const lines: string[] = [];
  for (const stream of streams.values()) {
    let glyphs = new Map<string, string>();
    for (const [, font, drawn = ''] of stream.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g))
      if (font !== undefined) glyphs = fonts.get(font) ?? new Map<string, string>();
      else
        lines.push(
          [...drawn.matchAll(/<(\w+)>/g)]
            .flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? [])
            .map((glyph) => glyphs.get(glyph.toLowerCase()) ?? '?')
            .join(''),
        );
  }
  return lines;
}
