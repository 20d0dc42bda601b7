import { describe, expect, it } from '@jest/globals';
import { readFile, type Content } from '../../src/imports/index.js';
import { zipOf } from '../support/zips.js';
import { calendarFile, workbook } from '../support/workbooks.js';

const read = (bytes: Buffer | string): Promise<Content> => readFile(Buffer.from(bytes));

const textsOf = async (bytes: Buffer | string): Promise<string[][]> => {
  const content = await read(bytes);
  return content.kind === 'sheets'
    ? content.sheets.flatMap(({ rows }) => rows.map(({ cells }) => cells.map(({ text }) => text)))
    : [];
};

const refusal = async (bytes: Buffer | string): Promise<string> => {
  const outcome = await read(bytes).then(
    () => 'it was read',
    (error: unknown) => error,
  );
  expect(outcome).toMatchObject({ name: 'UnreadableError' });
  return (outcome as Error).message;
};

/** 姓名,村 / 甲某,货湖村 in GB18030. */
const GB18030 = Buffer.from('d0d5c3fb2cb4e50d0abcd7c4b32cbbf5bafeb4e50d0a', 'hex');

const ROWS = [
  ['姓名', '村'],
  ['甲某', '货湖村'],
];

/** The least of a workbook, whose one sheet is `sheet`. */
const parts = (sheet: string | Buffer) => ({
  '[Content_Types].xml':
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
  '_rels/.rels':
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
  'xl/workbook.xml':
    '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels':
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
  'xl/worksheets/sheet1.xml': sheet,
});

const sheetXml = (rows: string, rest = ''): string =>
  `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData>${rest}</worksheet>`;

const inline = (at: string, text: string): string => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;

describe('a file', () => {
  it('is read for what it is: a workbook, values with commas, tabs or semicolons, a calendar', async () => {
    expect(await textsOf(await workbook({ 表: ROWS }))).toEqual(ROWS);
    for (const text of [
      '姓名,村\r\n甲某,货湖村\r\n',
      '\ufeff姓名,村\n"甲某",货湖村',
      '姓名\t村\n甲某\t货湖村',
      '姓名;村\n\n甲某;货湖村',
    ])
      expect(await textsOf(text)).toEqual(ROWS);
    expect(await textsOf(GB18030)).toEqual(ROWS);
    expect(await textsOf(Buffer.from('\ufeff姓名\t村\r\n甲某\t货湖村\r\n', 'utf16le'))).toEqual(ROWS);
    expect((await read(calendarFile('UID:a\nSUMMARY:会'))).kind).toBe('events');
  });

  it('written by another program, without styles and shared texts, is read too', async () => {
    const rows = `<row r="1">${inline('A1', '姓名')}${inline('B1', '村')}</row><row r="2">${inline('A2', '甲某')}${inline('B2', '货湖村')}</row>`;
    expect(await textsOf(zipOf(parts(sheetXml(rows))))).toEqual(ROWS);
  });

  it('with a drop-down over whole columns is read as quickly as another', async () => {
    const list = `<dataValidations count="1"><dataValidation type="list" sqref="A1:XFD1048576"><formula1>"甲,乙"</formula1></dataValidation></dataValidations>`;
    expect(await textsOf(zipOf(parts(sheetXml(`<row r="1">${inline('A1', '姓名')}</row>`, list))))).toEqual([
      ['姓名'],
    ]);
  });

  it('that is none of these is refused with what to do', async () => {
    expect(await refusal('')).toBe('文件是空的，请选对文件');
    expect(await refusal(Buffer.from('d0cf11e0a1b11ae1000000', 'hex'))).toMatch(/^旧格式的 \.xls/);
    expect(await refusal(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0xff]))).toMatch(/^看不出是什么文件/);
    expect(await refusal('PK but nothing else')).toMatch(/^文件打不开/);
    expect(await refusal(zipOf({ 'a.txt': 'a' }))).toMatch(/^这个压缩包不是 Excel 工作簿/);
    expect(await refusal(zipOf(parts('no xml at all <')))).toMatch(/^文件读不出来/);
    expect(await refusal('姓名,村\n"甲某,货湖村')).toMatch(/引号不成对/);
    expect(await refusal('BEGIN:VCALENDAR\nBEGIN:VEVENT\nnonsense')).toMatch(/^日历文件读不出来/);
  });

  it('with macros is refused, by its parts or by its own word', async () => {
    expect(await refusal(zipOf({ ...parts(sheetXml('')), 'xl/vbaProject.bin': 'x' }))).toMatch(/^文件里有宏/);
    const types =
      '<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>';
    expect(await refusal(zipOf({ ...parts(sheetXml('')), '[Content_Types].xml': types }))).toMatch(
      /^文件里有宏/,
    );
  });

  it('that declares entities is refused before they are looked at', async () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>${sheetXml('').slice(21)}`;
    expect(await refusal(zipOf(parts(bomb)))).toMatch(/^文件里有 XML 实体声明/);
    expect(await refusal(zipOf(parts(Buffer.from(`\ufeff${bomb}`, 'utf16le'))))).toMatch(
      /^文件里有 XML 实体声明/,
    );
  });
});

describe('a file that unpacks to more than it should', () => {
  const MEGABYTE = 1024 * 1024;

  it('is refused by what it unpacks to', async () => {
    const bomb = zipOf(parts(Buffer.alloc(60 * MEGABYTE, 0x20)));
    expect(bomb.length).toBeLessThan(MEGABYTE);
    expect(await refusal(bomb)).toMatch(/^文件展开后超过 40 MB/);
  });

  it('is refused when it lies about its size', async () => {
    const bomb = zipOf(parts(Buffer.alloc(60 * MEGABYTE, 0x20)), { declaredSize: 100 });
    expect(await refusal(bomb)).toMatch(/^文件(展开后超过|打不开)/);
  });

  it('is refused by the sum of its parts, and by their number', async () => {
    const part = Buffer.alloc(15 * MEGABYTE, 0x20);
    expect(await refusal(zipOf({ ...parts(part), 'xl/a.bin': part, 'xl/b.bin': part }))).toMatch(
      /^文件展开后超过/,
    );
    const many = Object.fromEntries(Array.from({ length: 1001 }, (_none, index) => [`xl/${index}.xml`, '']));
    expect(await refusal(zipOf({ ...parts(sheetXml('')), ...many }))).toMatch(/^文件展开后超过/);
  });

  it('is refused with one part twice', async () => {
    const twice = zipOf(parts(sheetXml('')), { twice: 'xl/workbook.xml' });
    expect(await refusal(twice)).toMatch(/^文件打不开/);
  });

  it('is refused with too many rows, empty ones too, or too many columns', async () => {
    const rows = Array.from({ length: 20_100 }, (_none, index) => `<row r="${index + 1}"/>`).join('');
    expect(await refusal(zipOf(parts(sheetXml(rows))))).toMatch(/^有一张表超过 20000 行/);
    const filled = '姓名,村\n'.repeat(5001);
    expect(await refusal(filled)).toBe('文件里有 5001 行，一次最多 5000 行，请分成几个');
    expect(await refusal('a\n'.repeat(20_001))).toBe('文件超过 20000 行，请分成几个文件');
    expect(await refusal(Buffer.alloc(5 * MEGABYTE + 1, 0x61))).toBe('文件超过 5 MB，请分成几个');
  });
});
