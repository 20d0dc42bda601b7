import { describe, expect, it } from '@jest/globals';
import { importedId } from '../../src/activities/index.js';
import type { Activity } from '../../src/facts/index.js';
import { rendererFor } from '../../src/feeds/index.js';
import { activity, gangmen } from '../support/gangmen.js';
import { faultsIn, notesIn, preview } from '../support/imports.js';
import { calendarFile } from '../support/workbooks.js';

const renderer = rendererFor(gangmen.town, gangmen.keyDates);

const read = (events: readonly string[], activities: readonly Activity[] = []) =>
  preview('activities', calendarFile(...events), { activities, form: 'meeting' });

const event = (uid: string, ...lines: string[]): string => [`UID:${uid}`, 'SUMMARY:会', ...lines].join('\n');

describe('a calendar', () => {
  it.each([
    ['UTC', 'DTSTART:20261204T010000Z', 'DTEND:20261204T033000Z'],
    ['a floating time', 'DTSTART:20261204T090000', 'DTEND:20261204T113000'],
    ['a zone by name', 'DTSTART;TZID=Asia/Tokyo:20261204T100000', 'DTEND;TZID=Asia/Shanghai:20261204T113000'],
    ['a zone of Outlook', 'DTSTART;TZID=China Standard Time:20261204T090000', 'DURATION:PT2H30M'],
    [
      'a zone at the end of a path',
      'DTSTART;TZID=/example.org/Asia/Shanghai:20261204T090000',
      'DURATION:PT2H30M',
    ],
  ])('has its times in %s', async (_what, start, end) => {
    const { rows, faults } = await read([event('a', start, end)]);
    expect(faults).toEqual([]);
    expect(rows.map(({ values }) => [values.start, values.end])).toEqual([
      ['2026-12-04T09:00:00+08:00', '2026-12-04T11:30:00+08:00'],
    ]);
  });

  it('has whole days, the last of them inclusive here', async () => {
    const { rows } = await read([
      event('a', 'DTSTART;VALUE=DATE:20261201', 'DTEND;VALUE=DATE:20261208'),
      event('b', 'DTSTART;VALUE=DATE:20261204'),
      event('c', 'DTSTART;VALUE=DATE:20261204', 'DURATION:P2D'),
    ]);
    expect(rows.map(({ values }) => [values.start, values.end, values.allDay])).toEqual([
      ['2026-12-01', '2026-12-07', true],
      ['2026-12-04', '2026-12-04', true],
      ['2026-12-04', '2026-12-05', true],
    ]);
  });

  it('is refused where it lasts longer than there are dates', async () => {
    const { faults } = await read([
      event('a', 'DTSTART:20261204T090000Z', 'DURATION:P99999999D'),
      event('b', 'DTSTART;VALUE=DATE:20261204', 'DURATION:P99999999D'),
    ]);
    const message = '时间写得不对，请从原来的日历重新导出';
    expect(faults.map((fault) => [fault.cell, fault.message])).toEqual([
      ['1', message],
      ['2', message],
    ]);
  });

  it('tells village and form by their names, and is new under an id made of its UID', async () => {
    const { rows } = await read([
      [
        'UID:x@elsewhere',
        'SUMMARY:法律知识讲座',
        'LOCATION:港门埠村委会',
        'DTSTART;VALUE=DATE:20261204',
      ].join('\n'),
    ]);
    expect(rows).toEqual([
      {
        sheet: '',
        row: 1,
        action: 'new',
        target: importedId('x@elsewhere'),
        revision: 0,
        changes: [],
        values: {
          village: 'gangmenbu',
          form: 'lecture',
          title: '法律知识讲座',
          start: '2026-12-04',
          end: '2026-12-04',
          allDay: true,
          place: '港门埠村委会',
        },
      },
    ]);
  });

  it('changes what came from it before, and leaves what the office has added', async () => {
    const before = activity({
      id: importedId('a'),
      title: '会',
      village: 'xipo',
      form: 'lecture',
      place: '文化楼',
    });
    const { rows } = await read([event('a', 'DTSTART:20261204T010000Z', 'DTEND:20261204T040000Z')], [before]);
    expect(rows.map(({ action, target, changes }) => [action, target, changes])).toEqual([
      [
        'changed',
        before.id,
        [{ field: 'end', before: '2026-12-04T11:30:00+08:00', after: '2026-12-04T12:00:00+08:00' }],
      ],
    ]);
  });

  it('cancels what it says is cancelled, and brings in nothing that already was', async () => {
    const before = activity({ id: importedId('a'), title: '会' });
    const times = ['DTSTART:20261204T010000Z', 'DTEND:20261204T033000Z', 'STATUS:CANCELLED'];
    const found = await read([event('a', ...times), event('b', ...times)], [before]);
    expect(found.rows.map(({ changes }) => changes)).toEqual([
      [{ field: 'status', before: 'planned', after: 'cancelled' }],
    ]);
    expect(notesIn(found)).toEqual(['!2: 已取消的，没有导入']);
  });

  it('of our own changes nothing, masked names and key dates included', async () => {
    const stored = [
      activity(),
      activity({ id: 'x-1', title: '电话 13800138000 咨询', place: '货湖村，文化楼;二楼' }),
      activity({ id: 'x-2', allDay: true, start: '2026-12-01', end: '2026-12-07', status: 'cancelled' }),
    ];
    const bytes = Buffer.concat([
      Buffer.from('BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\n'),
      ...stored.map((one) => renderer.activity(one, { alarms: false, people: null })),
      Buffer.from(
        'BEGIN:VEVENT\r\nUID:constitution-day-2026@gangmen.pufa\r\nSUMMARY:国家宪法日\r\nDTSTART;VALUE=DATE:20261204\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n',
      ),
    ]);
    const found = await preview('activities', bytes, { activities: stored });
    expect([found.faults, found.summary, notesIn(found)]).toEqual([
      [],
      { new: 0, changed: 0, unchanged: 3, faults: 0 },
      ['!4: “国家宪法日”是节点，不是活动，不用导入'],
    ]);
  });

  it('is refused where it repeats, has no UID, no end, a strange zone, or the same twice', async () => {
    const day = 'DTSTART;VALUE=DATE:20261204';
    const found = await read([
      event('a', day, 'RRULE:FREQ=WEEKLY'),
      event('b', day, 'RECURRENCE-ID;VALUE=DATE:20261204'),
      ['SUMMARY:会', day].join('\n'),
      event('c', 'DTSTART:20261204T010000Z'),
      event('d', 'DTSTART;TZID=Mars/Base:20261204T010000', 'DTEND;TZID=Mars/Base:20261204T020000'),
      event('e'),
      event('f', day),
      event('f', day),
      ['UID:g', day].join('\n'),
    ]);
    expect(faultsIn(found)).toEqual([
      '!1: 这是重复的日程，不能导入：请在原来的日历里改成一次一项，再导出',
      '!2: 这是重复的日程，不能导入：请在原来的日历里改成一次一项，再导出',
      '!3: 没有 UID，再导入一次就会重复：请从原来的日历重新导出',
      '!4: 没有结束时间，请在原来的日历里补上',
      '!5: 不认识的时区 Mars/Base，请在原来的日历里改成 Asia/Shanghai',
      '!6: 没有开始时间（DTSTART）',
      '!8: 和第 7 项是同一个 UID，请只留一项',
      '!9: 没有标题，请在原来的日历里补上',
    ]);
  });
});
