import { describe, expect, it } from '@jest/globals';
import { sheetOf, sheetView } from '../../../src/web/index.js';
import { activity, gangmen } from '../../support/gangmen.js';
import { pdfText } from '../../support/pdfText.js';
import { webServer } from '../../support/webServer.js';

const sheet = (
  activities: Parameters<typeof sheetView>[1],
  {
    month = null,
    village = null,
    size = 'a4',
  }: { month?: number | null; village?: string | null; size?: 'a4' | 'a3' } = {},
): Promise<Buffer> => sheetOf(sheetView(gangmen, activities, { year: 2026, village }), { month, size });

const pagesOf = (pdf: Buffer): (string | undefined)[] =>
  [...pdf.toString('latin1').matchAll(/\/MediaBox \[([^\]]*)\]/g)].map(([, box]) => box);

describe('the sheet for the wall', () => {
  it('has a year on one page, every key date that is enabled on it', async () => {
    const pdf = await sheet([activity()]);
    const text = pdfText(pdf);
    expect(pagesOf(pdf)).toEqual(['0 0 841.89 595.28']);
    expect(text.slice(0, 2)).toEqual(['港门镇普法日历 2026年', '湛江市遂溪县港门镇司法所']);
    for (let month = 1; month <= 12; month += 1) expect(text).toContain(`${month}月`);
    for (const line of ['4日 国家宪法日', '26日 国际禁毒日', '全月 全国“安全生产月”'])
      expect(text).toContain(line);
    expect(text.join('')).not.toContain('世界湿地日');
  });

  it('has a month with hours, what and where, a village’s own without the others’', async () => {
    const activities = [
      activity(),
      activity({ id: 'x-2', village: 'xipo', title: '国家宪法日：西坡村夜话', place: '西坡村委会' }),
    ];
    const all = pdfText(await sheet(activities, { month: 12 })).join('');
    expect(all).toContain('上午 9:00 召开会议 货湖村');
    expect(all).toContain('西坡村夜话');
    const own = pdfText(await sheet(activities, { month: 12, village: 'huohu' })).join('');
    expect(own).toContain('港门镇普法日历 2026年12月 货湖村');
    expect(own).toContain('上午 9:00 召开会议 货湖村委会');
    expect(own).not.toContain('西坡村夜话');
  });

  it('gives the same bytes for the same facts, and others for others', async () => {
    const [first, again, moved] = [
      await sheet([activity()], { month: 12 }),
      await sheet([activity()], { month: 12 }),
      await sheet([activity({ start: '2026-12-05T09:00:00+08:00', end: '2026-12-05T11:30:00+08:00' })], {
        month: 12,
      }),
    ];
    expect(again.equals(first)).toBe(true);
    expect(moved.equals(first)).toBe(false);
  });

  it('carries only the characters it uses, on A3 too', async () => {
    const pdf = await sheet([], { size: 'a3' });
    expect(pagesOf(pdf)).toEqual(['0 0 1190.55 841.89']);
    expect(pdf.length).toBeLessThan(100_000);
    expect(pdf.toString('latin1')).toMatch(/\/FontName \/[A-Z]{6}\+NotoSansSC/);
  });

  const evening = (n: number, day = 4) => {
    const date = `2026-12-${String(day).padStart(2, '0')}`;
    return activity({
      id: `x-${n}`,
      title: `第${n}场村民夜话，讲一讲宪法和村规民约`,
      keyDate: null,
      start: `${date}T09:00:00+08:00`,
      end: `${date}T11:30:00+08:00`,
    });
  };
  const heldOn = (text: string): string[] => text.match(/第\d+场/g) ?? [];

  it('goes on to a second page rather than leave something out', async () => {
    const many = Array.from({ length: 180 }, (_, n) => evening(n, 1 + (n % 30)));
    const pdf = await sheet(many, { month: 12 });
    expect(pagesOf(pdf)).toHaveLength(2);
    expect(new Set(heldOn(pdfText(pdf).join('')))).toEqual(new Set(many.map((_, n) => `第${n}场`)));
  });

  it('says of a day that holds more than a page how many more there are', async () => {
    const text = pdfText(
      await sheet(
        Array.from({ length: 90 }, (_, n) => evening(n)),
        { month: 12 },
      ),
    ).join('');
    const shown = heldOn(text).length;
    expect([shown > 10, shown < 40]).toEqual([true, true]);
    expect(text).toContain(`另有${90 - shown}项`);
  });
});

describe('/api/v1/sheet', () => {
  it('gives the sheet to whoever is logged in', async () => {
    const { url } = await webServer([activity()]);
    expect((await fetch(`${url}/api/v1/sheet/2026.pdf`)).status).toBe(401);
    const response = await fetch(`${url}/api/v1/sheet/2026.pdf?month=12&village=huohu&size=a3`, {
      headers: { Authorization: 'Bearer test-token' },
    });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const given = Buffer.from(await response.arrayBuffer());
    expect(given.equals(await sheet([activity()], { month: 12, village: 'huohu', size: 'a3' }))).toBe(true);
  });

  it('says of every wrong wish what is right', async () => {
    const { url } = await webServer();
    const ask = async (path: string) => {
      const response = await fetch(`${url}/api/v1/sheet/${path}`, {
        headers: { Authorization: 'Bearer test-token' },
      });
      const { errors } = (await response.json()) as { errors: { path: string }[] };
      return [response.status, errors.map((error) => error.path)];
    };
    expect(await ask('2026.pdf?month=13&village=nowhere&size=a5')).toEqual([
      400,
      ['month', 'village', 'size'],
    ]);
    expect(await ask('1800.pdf')).toEqual([404, []]);
  });
});
