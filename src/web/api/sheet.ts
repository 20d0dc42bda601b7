import { z } from 'zod';
import type { WebContext } from '../context.js';
import { SHEET_SIZES, sheetOf, sheetView } from '../sheet/index.js';
import { yearIn } from './list.js';
import { operation, type Operation } from './operation.js';

const MONTH = '月份要写 1 到 12';
const SIZE = `纸张只能是 ${SHEET_SIZES.join('、')}`;

/** `/api/v1/sheet/{year}.pdf`: the calendar for the wall. */
export function sheetOperations({ calendars }: WebContext): Operation[] {
  const { town } = calendars;
  const query = z.strictObject({
    month: z
      .string()
      .regex(/^([1-9]|1[0-2])$/, MONTH)
      .transform(Number)
      .optional()
      .describe('不写就是全年'),
    village: z
      .string()
      .refine((id) => town.villages.some((village) => village.id === id), {
        error: `没有这个村，可用：${town.villages.map(({ id }) => id).join('、')}`,
      })
      .optional()
      .describe('只列这个村和全镇统一开展的活动'),
    size: z.enum(SHEET_SIZES, { error: SIZE }).optional().describe('不写就是 a4'),
  });
  return [
    operation({
      id: 'getSheet',
      tag: '资料',
      method: 'get',
      path: '/sheet/{year}.pdf',
      summary: '挂在墙上的日历：全年一张，或一个月一张（PDF，A4 或 A3）',
      description: '只有公开页面上的内容，没有人名和电话。内容不变，文件就一个字节也不变。',
      allowed: 'everyone',
      query,
      answers: { 200: { means: '日历', type: 'application/pdf' } },
      run: async ({ params, query: { month = null, village = null, size = 'a4' }, read }) => {
        const year = yearIn(params.year);
        const activities = await read((transaction) =>
          transaction.find('activities', { town: town.id, from: `${year}-01-01`, to: `${year + 1}-01-01` }),
        );
        const body = await sheetOf(sheetView(calendars, activities, { year, village }), { month, size });
        return { status: 200, body, headers: { 'Content-Type': 'application/pdf' } };
      },
    }),
  ];
}
