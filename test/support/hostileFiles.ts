import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import sharp from 'sharp';
import { hugePng, phonePhoto, screenshot } from './pictures.js';

/** A file that is no photo, or a photo nobody should take. */
export interface Hostile {
  readonly what: string;
  readonly name: string;
  readonly bytes: Buffer;
}

const SCRIPT = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
const ENTITY = '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>';
const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

/** A JPEG with a comment right after its start (ITU-T T.81 §B.2.4.5). */
function withComment(jpeg: Buffer, comment: string): Buffer {
  const head = Buffer.from([0xff, 0xfe, 0, 0]);
  head.writeUInt16BE(comment.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, latin(comment), jpeg.subarray(2)]);
}

/** A JPEG that says it is another size: the frame header's numbers are written over. */
function withSize(jpeg: Buffer, width: number, height: number): Buffer {
  const copy = Buffer.from(jpeg);
  const frame = copy.indexOf(Buffer.from([0xff, 0xc0]));
  copy.writeUInt16BE(height, frame + 5);
  copy.writeUInt16BE(width, frame + 7);
  return copy;
}

/** Forty of them, each refused for what it is. */
export async function hostileFiles(): Promise<Hostile[]> {
  const jpeg = await phonePhoto();
  const png = await screenshot();
  const heic = readFileSync('test/photos/phone.heic');
  const zip = Buffer.from(zipSync({ 'a.txt': new Uint8Array(1_000_000) }));
  const raw = { create: { width: 40, height: 40, channels: 3 as const, background: '#fff' } };
  const as = (format: 'gif' | 'webp' | 'tiff' | 'avif'): Promise<Buffer> =>
    sharp(raw).toFormat(format).toBuffer();
  const files: [string, string, Buffer][] = [
    ['an empty file', 'a.jpg', Buffer.alloc(0)],
    ['one byte', 'a.jpg', Buffer.from([0xff])],
    ['text', 'a.jpg', latin('just text')],
    ['a page', 'a.jpg', latin('<!doctype html><h1>x</h1>')],
    ['an SVG with a script', 'a.svg', latin(SCRIPT)],
    ['an SVG called JPEG', 'a.jpg', latin(SCRIPT)],
    ['an SVG that reads a file', 'a.png', latin(ENTITY)],
    ['a GIF', 'a.jpg', await as('gif')],
    ['a WebP', 'a.jpg', await as('webp')],
    ['a TIFF', 'a.jpg', await as('tiff')],
    ['an AVIF', 'a.heic', await as('avif')],
    ['a bitmap', 'a.jpg', Buffer.concat([latin('BM'), Buffer.alloc(100)])],
    ['a PDF', 'a.jpg', latin('%PDF-1.7\n1 0 obj')],
    ['a ZIP', 'a.jpg', zip],
    ['a ZIP bomb', 'a.jpg', Buffer.from(zipSync({ 'a.jpg': new Uint8Array(20_000_000) }))],
    ['a gzip bomb', 'a.jpg', gzipSync(Buffer.alloc(20_000_000))],
    ['a Windows program', 'a.jpg', Buffer.concat([latin('MZ'), Buffer.alloc(300)])],
    ['a Linux program', 'a.jpg', Buffer.concat([Buffer.from([0x7f]), latin('ELF'), Buffer.alloc(300)])],
    ['a shell script', 'a.jpg', latin('#!/bin/sh\nrm -rf /')],
    ['a PHP script', 'a.php', latin('<?php system($_GET[1]);')],
    ['a path for a name', '../../../etc/cron.d/x', latin('* * * * * root id')],
    ['a film', 'a.heic', Buffer.concat([Buffer.from([0, 0, 0, 24]), latin('ftypisom'), Buffer.alloc(100)])],
    ['a JPEG that is a ZIP too', 'a.jpg', Buffer.concat([jpeg, zip])],
    ['a JPEG with a script in its comment', 'a.jpg', withComment(jpeg, '<script>alert(1)</script>')],
    ['a JPEG with PHP after it', 'a.jpg', Buffer.concat([jpeg, latin('<?php system(1);')])],
    ['a JPEG that is a PDF too', 'a.jpg', withComment(jpeg, '%PDF-1.4 1 0 obj')],
    ['a JPEG that is a page too', 'a.jpg', withComment(jpeg, '<!doctype HTML><body>')],
    ['a PNG with a page after it', 'a.png', Buffer.concat([png, latin('<iframe src=//x>')])],
    ['a PNG that is a ZIP too', 'a.png', Buffer.concat([png, zip])],
    ['half a JPEG', 'a.jpg', jpeg.subarray(0, Math.floor(jpeg.length * 0.6))],
    ['a tenth of a JPEG', 'a.jpg', jpeg.subarray(0, Math.floor(jpeg.length / 10))],
    ['the start of a JPEG', 'a.jpg', jpeg.subarray(0, 3)],
    ['a JPEG of noise', 'a.jpg', Buffer.concat([jpeg.subarray(0, 4), Buffer.alloc(5000, 0x5a)])],
    ['half a PNG', 'a.png', png.subarray(0, Math.floor(png.length / 2))],
    ['a PNG’s signature', 'a.png', png.subarray(0, 8)],
    ['half a HEIC', 'a.heic', heic.subarray(0, 900)],
    ['the start of a HEIC', 'a.heic', heic.subarray(0, 24)],
    ['a HEIC of noise', 'a.heic', Buffer.concat([heic.subarray(0, 40), Buffer.alloc(5000, 0x5a)])],
    ['a PNG of 20,000 × 20,000', 'a.png', hugePng(20_000, 20_000)],
    ['a PNG of 1,000,000 × 60', 'a.png', hugePng(1_000_000, 60)],
    ['a JPEG that says 65,500 × 65,500', 'a.jpg', withSize(jpeg, 65_500, 65_500)],
    ['a JPEG that says 60,000 × 900', 'a.jpg', withSize(jpeg, 60_000, 900)],
    ['a JPEG of 21 MB', 'a.jpg', Buffer.concat([jpeg, Buffer.alloc(21 * 1024 * 1024)])],
  ];
  return files.map(([what, name, bytes]) => ({ what, name, bytes }));
}
