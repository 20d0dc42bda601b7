import { describe, expect, it } from '@jest/globals';
import type { Import } from '../../src/facts/index.js';
import { preparedFolder } from '../support/preparedFolder.js';
import { startProgram, TOKEN, type Program } from '../support/program.js';
import { zipOf } from '../support/zips.js';
import { workbook } from '../support/workbooks.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const upload = ({ url }: Program, kind: string, body: Buffer): Promise<Response> =>
  fetch(`${url}/api/v1/imports?kind=${kind}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': XLSX },
    body: new Uint8Array(body),
  });

/** A workbook whose one sheet merges all its cells: a parser walks each of seventeen thousand million. */
function mergedEverywhere(): Buffer {
  const names = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const rels = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';
  const types = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  return zipOf({
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': `<Relationships ${rels}><Relationship Id="r1" Type="${types}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook ${names} xmlns:r="${types}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships ${rels}><Relationship Id="r1" Type="${types}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet ${names}><sheetData><row r="1"/></sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>`,
  });
}

describe('imports of the built program', () => {
  it('bring in a list of people, whom a restart still knows, and the second time change nothing', async () => {
    const dir = await preparedFolder();
    const rows = Array.from({ length: 300 }, (_none, index) => [
      `村民${index}`,
      '货湖村',
      13_800_000_000 + index,
    ]);
    const file = await workbook({ 名单: [['姓名', '村', '电话'], ...rows] });
    const program = await startProgram({ DATA_DIR: dir });
    const made = (await (await upload(program, 'contacts', file)).json()) as Import;
    expect([made.state, made.summary.new]).toEqual(['ready', 300]);
    expect((await program.api('POST', `/api/v1/imports/${made.id}/apply`)).status).toBe(200);
    await program.stop('SIGKILL');

    const again = await startProgram({ DATA_DIR: dir });
    expect((await again.api('POST', `/api/v1/imports/${made.id}/apply`)).status).toBe(200);
    const second = (await (await upload(again, 'contacts', file)).json()) as Import;
    expect(second.summary).toEqual({ new: 0, changed: 0, unchanged: 300, faults: 0 });
    await again.stop('SIGTERM');
  }, 120_000);

  it('give up on a file that would hold up its reader, and answer others meanwhile', async () => {
    const program = await startProgram({ DATA_DIR: await preparedFolder() });
    let over = false;
    const slow = upload(program, 'contacts', mergedEverywhere()).finally(() => {
      over = true;
    });
    expect((await fetch(`${program.url}/feeds/town.ics`)).status).toBe(200);
    expect(over).toBe(false);
    const response = await slow;
    const { detail } = (await response.json()) as { detail: string };
    expect([response.status, detail]).toEqual([422, expect.stringMatching(/^文件太复杂/)]);
    const good = await upload(
      program,
      'contacts',
      await workbook({
        表: [
          ['姓名', '村'],
          ['甲某', '货湖村'],
        ],
      }),
    );
    expect(good.status).toBe(201);
    await program.stop('SIGTERM');
  }, 120_000);
});
