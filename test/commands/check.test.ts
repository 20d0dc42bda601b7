import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { check } from '../../src/commands/check.js';
import { readEnvironment } from '../../src/environment.js';
import { SYSTEM, type Activity } from '../../src/facts/index.js';
import { openStore } from '../../src/store/index.js';
import { freshFolder } from '../support/folder.js';
import { activity, townTime } from '../support/gangmen.js';
import { calendarsOf } from '../support/installation.js';

const NOTICE_2027 = `year: 2027
notice: 国务院办公厅关于2027年部分节假日安排的通知
number: 某号
published: 2026-11-30
source: 测试
holidays:
  - name: 元旦
    off: 2027-01-01..2027-01-03
    work: []
  - name: 春节
    off: 2027-02-05..2027-02-11
    work: []
  - name: 清明节
    off: 2027-04-03..2027-04-05
    work: []
  - name: 劳动节
    off: 2027-05-01..2027-05-05
    work: []
  - name: 端午节
    off: 2027-06-09
    work: []
  - name: 中秋节
    off: 2027-09-15
    work: []
  - name: 国庆节
    off: 2027-10-01..2027-10-07
    work: []
`;

interface Given {
  readonly at: string;
  readonly activities?: readonly Activity[];
  readonly notice?: string;
  /** The folder of data; the shipped one when left out. */
  readonly from?: string;
  readonly databaseUrl?: string;
}

/** What `pufa check` prints at a moment, for the shipped data and perhaps next year's file, beside a store. */
async function checked({
  at,
  activities = [],
  notice,
  from = 'calendars',
  databaseUrl,
}: Given): Promise<{ code: number; lines: string[] }> {
  const dir = freshFolder();
  const calendars = join(dir, 'calendars');
  cpSync(from, calendars, { recursive: true });
  if (notice !== undefined) writeFileSync(join(calendars, 'holidays', '2027.yaml'), notice);
  const data = join(dir, 'data');
  if (activities.length > 0) {
    mkdirSync(data);
    const store = await openStore({ dir: data, now: () => '2026-11-25T08:00:00+08:00' });
    await store.write(SYSTEM, async (transaction) => {
      for (const one of activities) await transaction.put('activities', one);
    });
    await store.close();
  }
  const lines: string[] = [];
  const code = await check([], {
    env: readEnvironment({ CALENDARS_DIR: calendars, DATA_DIR: data, DATABASE_URL: databaseUrl }),
    print: (line) => void lines.push(line),
    now: () => townTime(at),
    clock: () => 0,
  });
  return { code, lines };
}

describe('pufa check', () => {
  it('misses next year’s days off from 1 December on, and not before', async () => {
    expect((await checked({ at: '2026-11-30T23:59' })).lines).toHaveLength(1);
    const { code, lines } = await checked({ at: '2026-12-01T00:00' });
    expect([code, lines.length, lines[0]]).toEqual([0, 2, expect.stringContaining('没有 2027 年的放假安排')]);
    expect((await checked({ at: '2026-12-01T00:00', notice: NOTICE_2027 })).lines).toHaveLength(1);
    // Whoever never added it is told all the year.
    expect((await checked({ at: '2027-06-01T00:00' })).lines[0]).toContain('没有 2027 年的放假安排');
  });

  it('names what a new year’s file turned into work on a day off', async () => {
    const activities = [
      activity({ id: 'a', start: '2027-10-05T09:00:00+08:00', end: '2027-10-05T11:30:00+08:00' }),
      activity({ id: 'b', start: '2027-10-11T09:00:00+08:00', end: '2027-10-11T11:30:00+08:00' }),
    ];
    expect((await checked({ at: '2026-11-30T10:00', activities })).lines).toHaveLength(1);
    const { code, lines } = await checked({ at: '2026-11-30T10:00', activities, notice: NOTICE_2027 });
    expect(code).toBe(0);
    expect(lines).toEqual([
      '提示：已排的活动落在休息日：2027-10-05 国家宪法日：召开会议（货湖村）：国庆节放假',
      '没有问题：83 个节点，5 年的放假安排，1 个镇。',
    ]);
  });

  it('finds the data sound where the store cannot be looked at, and says so', async () => {
    const databaseUrl = 'postgres://pufa:hunter2@127.0.0.1:1/pufa';
    const { code, lines } = await checked({ at: '2026-11-30T10:00', databaseUrl });
    expect([code, lines]).toEqual([
      0,
      [
        expect.stringMatching(
          /^提示：没能看已排的活动有没有落在休息日：PostgreSQL pufa@127\.0\.0\.1:1\/pufa: 现在连不上/,
        ),
        expect.stringMatching(/^没有问题：/),
      ],
    ]);
  });

  it('names it for every town, each with its name', async () => {
    const [start, end] = ['2027-10-05T09:00:00+08:00', '2027-10-05T11:30:00+08:00'];
    const from = calendarsOf([
      { id: 'gangmen', name: '甲镇' },
      { id: 'other', name: '乙镇' },
    ]);
    const activities = ['gangmen', 'other'].map((town) => activity({ id: 'a', town, start, end }));
    const { lines } = await checked({ at: '2026-11-30T10:00', activities, notice: NOTICE_2027, from });
    expect(lines.slice(0, -1)).toEqual(
      ['甲镇', '乙镇'].map(
        (name) =>
          `提示：已排的活动落在休息日：${name}：2027-10-05 国家宪法日：召开会议（货湖村）：国庆节放假`,
      ),
    );
  });
});
