import { deflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { unpackWoff } from '../../../src/web/sheet/woff.js';

/** A WOFF file of two tables by hand: one packed, one stored as it is. */
function woffFile(): Buffer {
  const long = Buffer.from('a'.repeat(50));
  const packed = deflateSync(long);
  const header = Buffer.alloc(44);
  header.write('wOFF', 0, 'latin1');
  header.writeUInt32BE(0x00010000, 4);
  header.writeUInt16BE(2, 12);
  header.writeUInt32BE(12 + 2 * 16 + 52 + 4, 16);
  const entry = (tag: string, offset: number, length: number, whole: number): Buffer => {
    const bytes = Buffer.alloc(20);
    bytes.write(tag, 0, 'latin1');
    [offset, length, whole, 7].forEach((number, index) => bytes.writeUInt32BE(number, 4 + index * 4));
    return bytes;
  };
  const tables = 44 + 2 * 20;
  return Buffer.concat([
    header,
    entry('glyf', tables, packed.length, 50),
    entry('head', tables + packed.length, 3, 3),
    packed,
    Buffer.from('xyz'),
  ]);
}

describe('a WOFF file', () => {
  it('is unpacked to the font’s tables, each at a multiple of four', () => {
    const font = unpackWoff(woffFile());
    expect(font.readUInt32BE(0)).toBe(0x00010000);
    expect([4, 6, 8, 10].map((at) => font.readUInt16BE(at))).toEqual([2, 32, 1, 0]);
    const tables = [12, 28].map((at) => [
      font.toString('latin1', at, at + 4),
      ...[4, 8, 12].map((more) => font.readUInt32BE(at + more)),
    ]);
    expect(tables).toEqual([
      ['glyf', 7, 44, 50],
      ['head', 7, 96, 3],
    ]);
    expect(font.toString('latin1', 44, 94)).toBe('a'.repeat(50));
    expect(font.toString('latin1', 96, 99)).toBe('xyz');
  });

  it('is refused when it is none', () => {
    expect(() => unpackWoff(Buffer.from('wOF2 is another format'))).toThrow('not a WOFF file');
  });
});
