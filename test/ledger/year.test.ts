import { beforeAll, describe, expect, it } from '@jest/globals';
import mammoth from 'mammoth';
import { readSheet } from 'read-excel-file/node';
import {
  figuresIn,
  ledgerWorkbook,
  MEASURE_NAMES,
  readLedger,
  reportDocument,
  type Figures,
  type ReportFacts,
} from '../../src/ledger/index.js';
import { readStore } from '../../src/store/index.js';
import { gangmen, townTime } from '../support/gangmen.js';
import { linesOf, sumsBy, sumsOf, type Line, type Sums } from '../support/recount.js';
import { recordedTown } from '../support/recordedTown.js';

/*
 * A whole year of the town: planned by the program, recorded by a generator, and counted again from the store's file by
 * a counter that knows nothing of the program.
 */

let lines: readonly Line[];
let year: number;
let facts: ReportFacts;

beforeAll(async () => {
  const recorded = await recordedTown(7);
  const { dataDir } = recorded;
  ({ year } = recorded);
  // The folder is gone after the first test.
  lines = linesOf(dataDir, year);
  facts = await readLedger(await readStore(dataDir), gangmen, year, `${year + 1}-01-03`);
}, 60_000);

const whole = () => ({ year, quarter: null });
const valuesOf = (figures: Figures): Sums =>
  Object.fromEntries(MEASURE_NAMES.map((measure) => [measure, figures[measure].value])) as Sums;

/** A sheet as another reader has it. */
const sheetOf = (bytes: Uint8Array, sheet: string) => readSheet(Buffer.from(bytes), sheet);

const NOTHING: Sums = sumsOf([]);

describe('a recorded year', () => {
  it('has figures that agree with a recount from the store’s own file', () => {
    const figures = figuresIn(facts, whole());
    expect(lines.length).toBeGreaterThan(300);
    expect(valuesOf(figures.total)).toEqual(sumsOf(lines));
    const parts = [
      [figures.byQuarter, (line) => String(Math.ceil(Number(line.date.slice(5, 7)) / 3))],
      [figures.byVillage, ({ village }) => String(village)],
      [figures.byCampaign, ({ keyDate }) => String(keyDate)],
      [figures.byDepartment, ({ host }) => String(host)],
    ] as const satisfies readonly (readonly [unknown, Parameters<typeof sumsBy>[1]])[];
    for (const [computed, keyOf] of parts) {
      const counted = sumsBy(lines, keyOf);
      for (const { key, figures: part } of computed)
        expect([key, valuesOf(part)]).toEqual([key, counted[String(key)] ?? NOTHING]);
      const named = computed.filter(({ figures: part }) => part.people.value > 0);
      expect(Object.keys(counted).sort()).toEqual(named.map(({ key }) => String(key)).sort());
    }
  });

  it('names the records behind each figure, and they add up to it', () => {
    const known = new Map(lines.map((line) => [line.id, line]));
    const { total } = figuresIn(facts, whole());
    for (const measure of MEASURE_NAMES) {
      const added = total[measure].records.map((id) => known.get(id)?.[measure] ?? NaN);
      expect([measure, added.reduce((sum, value) => sum + value, 0)]).toEqual([
        measure,
        total[measure].value,
      ]);
      expect(added.every((value) => value > 0)).toBe(true);
    }
  });

  it('has a ledger in Excel whose rows and sums another reader finds to be the recount’s', async () => {
    const rows = await sheetOf(
      await ledgerWorkbook(facts, whole(), townTime(`${year + 1}-01-03T09:00`)),
      '台账',
    );
    const [title, , head, ...body] = rows;
    expect(title?.[0]).toBe(`港门镇${year}年普法台账`);
    expect(head?.slice(0, 6)).toEqual(['序号', '日期', '时间', '地点', '村', '主题']);
    const records = body.slice(0, -1);
    expect(records.map((row) => row[0])).toEqual(lines.map((_, index) => index + 1));
    expect(records.map((row) => row[19]).sort()).toEqual(lines.map(({ id }) => id).sort());
    const people = new Map(lines.map((line) => [line.id, line.people]));
    for (const row of records) expect(row[10]).toBe(people.get(String(row[19])));
    const sums = sumsOf(lines);
    expect(body.at(-1)?.slice(10, 16)).toEqual([
      sums.people,
      sums.leaflets,
      sums.consultations,
      sums.banners,
      sums.boards,
      sums.lawyerHours,
    ]);
    expect(records.filter((row) => /^[=+\-@]/.test(String(row[16]))).length).toBe(0);
    expect(records.some((row) => String(row[16]).startsWith("'=SUM(A1:A9)"))).toBe(true);
  }, 30_000);

  it('has a report in Word whose every figure another reader finds to be the recount’s', async () => {
    const bytes = await reportDocument(facts, whole(), new Map());
    const { value: text } = await mammoth.extractRawText({ buffer: Buffer.from(bytes) });
    const sums = sumsOf(lines);
    const plain = text.replace(/\[\d+\]/g, '');
    expect(plain).toContain(`有台账记录的工作共${lines.length}项`);
    expect(plain).toContain(`开展会议、讲座、咨询等活动${sums.sessions}场`);
    expect(plain).toContain(`参加群众和干部${sums.people}人次`);
    expect(plain).toContain(`发放宣传资料${sums.leaflets}份`);
    expect(plain).toContain(`接受法律咨询${sums.consultations}人次`);
    expect(plain).toContain(`张挂横幅、张贴标语${sums.banners}条`);
    expect(plain).toContain(`设立展板、专栏${sums.boards}块`);
    expect(plain).toContain(`服务时间${sums.lawyerHours}小时`);
    expect(plain).toContain(`举办法律知识讲座${sums.lectures}场`);
    for (const [keyDate, sum] of Object.entries(sumsBy(lines, (line) => String(line.keyDate))))
      if (keyDate !== 'null') expect(plain).toContain(`参加群众和干部${sum.people}人次`);
    // Each mark in the text has its line in the table of sources.
    const marks = [...text.matchAll(/\[(\d+)\]/g)].map(([, mark]) => Number(mark));
    expect(marks).toEqual(marks.map((_, index) => index + 1));
    expect(text).toContain('附件1');
    for (const { id } of lines) expect(text).toContain(id);
  }, 30_000);
});
