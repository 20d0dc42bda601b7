import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import mammoth from 'mammoth';
import { readSheet } from 'read-excel-file/node';
import { SYSTEM } from '../../src/facts/index.js';
import { openStore } from '../../src/store/index.js';
import { linesOf, sumsOf } from '../support/recount.js';
import { pdfText } from '../support/pdfText.js';
import { preparedFolder } from '../support/preparedFolder.js';
import { recordedTown } from '../support/recordedTown.js';
import { pufa } from '../support/program.js';

const AT = '2026-11-23T10:00:00+08:00';

describe('pufa export', () => {
  it('writes the ledger, the plan and the report of a data folder', async () => {
    const { dataDir, year } = await recordedTown(3);
    const lines = linesOf(dataDir, year);
    const written = async (what: string, file: string, ...more: string[]): Promise<Buffer> => {
      const path = join(dataDir, file);
      const done = await pufa(['export', what, path, '--year', String(year), ...more], { DATA_DIR: dataDir });
      expect(done).toEqual({ code: 0, stdout: `已写入 ${path}\n`, stderr: '' });
      return readFileSync(path);
    };
    const ledger = await readSheet(await written('ledger', 'a.xlsx'), '台账');
    expect(ledger.at(-1)?.slice(0, 2)).toEqual(['合计', `${lines.length} 条`]);
    expect(ledger.at(-1)?.[10]).toBe(sumsOf(lines).people);
    const plan = await readSheet(await written('plan', 'b.xlsx'), '年度计划');
    expect(plan[0]?.[0]).toBe(`港门镇${year}年普法工作计划表`);
    const { value: text } = await mammoth.extractRawText({ buffer: await written('report', 'c.docx') });
    expect(text).toContain(`有台账记录的工作共${lines.length}项`);
    const quarter = await mammoth.extractRawText({
      buffer: await written('report', 'd.docx', '--quarter', '2'),
    });
    expect(quarter.value).toContain(`港门镇${year}年第二季度普法工作情况汇报`);
  }, 60_000);

  it('hangs a notice that was typed in on the wall', async () => {
    const dataDir = await preparedFolder();
    const store = await openStore({ dir: dataDir, now: () => AT });
    await store.write(SYSTEM, (transaction) =>
      transaction.put('notices', {
        id: 'constitution-week-2027',
        town: 'gangmen',
        keyDate: 'constitution-week',
        year: 2027,
        start: '2027-12-13',
        end: '2027-12-19',
        theme: null,
        source: '通知',
        revision: 1,
        createdAt: AT,
        updatedAt: AT,
      }),
    );
    await store.close();
    const path = join(dataDir, 'sheet.pdf');
    const asked = ['export', 'sheet', path, '--year', '2027'];
    expect((await pufa(asked, { DATA_DIR: dataDir })).code).toBe(0);
    const text = pdfText(readFileSync(path)).join('\n');
    expect(text).toMatch(/13[^\n]*19[^\n]*宪法宣传周/);
    expect(text).not.toMatch(/1[^\n]{1,3}7[^\n]*宪法宣传周/);
  }, 60_000);

  it('says how it is called, and writes nothing', async () => {
    const wrong = [
      ['export'],
      ['export', 'nothing'],
      ['export', 'ledger'],
      ['export', 'report', '--year', '2027', '--quarter', '5'],
    ];
    const outcomes = await Promise.all(wrong.map((args) => pufa(args)));
    expect(outcomes.map(({ code, stderr }) => [code, stderr.includes('用法：pufa export')])).toEqual(
      wrong.map(() => [2, true]),
    );
    expect(existsSync('港门镇2027年普法台账.xlsx')).toBe(false);
  }, 30_000);
});
