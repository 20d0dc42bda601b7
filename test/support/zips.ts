import { crc32, deflateRawSync } from 'node:zlib';

interface Packing {
  /** What every part says it unpacks to; the truth when left out. */
  readonly declaredSize?: number;
  /** A part that stands there a second time. */
  readonly twice?: string;
}

const u16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
};

const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};

/** A zip file (APPNOTE 6.3) of these parts, which no library would pack when it is to lie. */
export function zipOf(
  parts: Readonly<Record<string, string | Buffer>>,
  { declaredSize, twice }: Packing = {},
): Buffer {
  const entries = Object.entries(parts);
  if (twice !== undefined) entries.push([twice, parts[twice] ?? '']);
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of entries) {
    const raw = Buffer.from(content as string);
    const packed = deflateRawSync(raw, { level: 1 });
    const title = Buffer.from(name);
    // Version, UTF-8 names, deflate, no date, checksum, sizes, name, nothing extra.
    const shared = [
      ...[u16(20), u16(0x800), u16(8), u32(0), u32(crc32(raw))],
      ...[u32(packed.length), u32(declaredSize ?? raw.length), u16(title.length), u16(0)],
    ];
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), ...shared, title, packed]);
    const rest = [u16(0), u16(0), u16(0), u32(0), u32(offset)];
    central.push(Buffer.concat([Buffer.from('PK\x01\x02'), u16(20), ...shared, ...rest, title]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const counts = [u16(0), u16(0), u16(entries.length), u16(entries.length)];
  const end = Buffer.concat([
    Buffer.from('PK\x05\x06'),
    ...counts,
    u32(directory.length),
    u32(offset),
    u16(0),
  ]);
  return Buffer.concat([...locals, directory, end]);
}
