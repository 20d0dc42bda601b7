import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { unzipSync } from 'fflate';
import {
  ledgerWorkbook,
  planWorkbook,
  readLedger,
  reportDocument,
  reportPhotos,
} from '../../src/ledger/index.js';
import { readStore } from '../../src/store/index.js';
import { gangmen, townTime } from '../support/gangmen.js';
import { phonePhoto } from '../support/pictures.js';
import { recordedTown } from '../support/recordedTown.js';
import { photo } from '../support/records.js';

/** Where `npm run test:office` wants them, for LibreOffice. */
const OUT = process.env.OFFICE_OUT;

it('writes a year’s documents as packages whose parts are all there, photos too', async () => {
  const shown = { ...photo('a'), width: 640, height: 480 };
  const { dataDir, year } = await recordedTown(7, ({ start }) => (start.slice(9, 10) === '5' ? [shown] : []));
  const facts = await readLedger(await readStore(dataDir), gangmen, year, `${year + 1}-01-03`);
  const at = townTime(`${year + 1}-01-03T09:00`);
  const whole = { year, quarter: null };
  const photos = new Map([[shown.id, new Uint8Array(await phonePhoto())]]);
  expect(reportPhotos(facts, whole)).toContain(shown.id);
  const documents = {
    'ledger.xlsx': await ledgerWorkbook(facts, whole, at),
    'plan.xlsx': await planWorkbook(facts, year, at),
    'report.docx': await reportDocument(facts, whole, photos),
    'quarter.docx': await reportDocument(facts, { year, quarter: 2 }, photos),
  };
  for (const [name, bytes] of Object.entries(documents)) {
    const parts = unzipSync(bytes);
    const names = Object.keys(parts);
    const text = (part: string): string => Buffer.from(parts[part] ?? []).toString();
    expect(names).toContain('[Content_Types].xml');
    // What one part points at is there (ECMA-376 part 2, §9.3).
    for (const rels of names.filter((part) => part.endsWith('.rels')))
      for (const [, mode, target = ''] of text(rels).matchAll(
        /<Relationship (?![^>]*TargetMode="External")([^>]*)Target="([^"]*)"/g,
      )) {
        const folder = rels.replace(/_rels\/[^/]*$/, '');
        const path = target.startsWith('/') ? target.slice(1) : join(folder, target);
        expect([name, mode !== undefined, names.includes(path), path]).toEqual([name, true, true, path]);
      }
    if (name.endsWith('docx')) {
      expect(text('word/document.xml').includes('<w:tbl>table')).toBe(false);
      expect(names.some((part) => part.startsWith('word/media/'))).toBe(true);
      // 37 mm in twentieths of a point.
      expect(/<w:pgMar w:top="(\d+)"/.exec(text('word/document.xml'))?.[1]).toBe('2097');
    } else {
      const sheet = text('xl/worksheets/sheet1.xml');
      expect(sheet).toMatch(/<pane [^>]*ySplit="3"[^>]*state="frozen"/);
      expect(sheet).toMatch(/<pageSetup [^>]*orientation="landscape"/);
      expect(sheet).not.toContain('<f>');
      expect(text('xl/workbook.xml')).toContain('_xlnm.Print_Titles');
    }
    if (OUT !== undefined) writeFileSync(join(OUT, name), bytes);
  }
}, 60_000);
