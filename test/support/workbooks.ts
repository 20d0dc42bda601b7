import ExcelJS, { type Worksheet } from 'exceljs';

type Value = string | number | boolean | null | object;

/** The bytes of an .xlsx with these sheets; `finish` does to each what a test is about. */
export async function workbook(
  sheets: Readonly<Record<string, readonly (readonly Value[])[]>>,
  finish: (sheet: Worksheet, book: ExcelJS.Workbook) => void = () => undefined,
): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = book.addWorksheet(name);
    sheet.addRows(rows.map((row) => [...row]));
    finish(sheet, book);
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** An iCalendar file of these events, each given as its lines. */
export const calendarFile = (...events: readonly string[]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//test//test//ZH',
    ...events.flatMap((lines) => [
      'BEGIN:VEVENT',
      'DTSTAMP:20261101T000000Z',
      ...lines.split('\n'),
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
    '',
  ].join('\r\n');
