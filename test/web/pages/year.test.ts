import { afterEach, describe, expect, it } from '@jest/globals';
import { calendarPage } from '../../../src/web/pages/year/index.js';
import { occurrencesOf } from '../../../src/calendar/index.js';
import { LAWYER, activity, keyDate, occurrence, town, view } from './fixtures.js';
import { cellOf, rowOf, sectionOf, textOf } from './read.js';

const activitiesOf = (over: Parameters<typeof view>[0]): string =>
  sectionOf(calendarPage(view({ mode: 'list', ...over })), 'activities');

describe('the year page', () => {
  it('is a whole Chinese document whose only script looks for a font, without inline style', () => {
    const html = calendarPage(view({ activities: [activity()] }));
    expect(html.startsWith('<!doctype html><html lang="zh-CN">')).toBe(true);
    const links = html.match(/<link[^>]*>/g) ?? [];
    expect(links).toContain('<link rel="stylesheet" href="/assets/site.css"/>');
    expect(links.filter((link) => !link.includes('href="/assets/'))).toEqual([]);
    expect(html.match(/<script[^>]*>/g)).toEqual(['<script src="/assets/font.js" defer>']);
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:/i);
  });

  it('says whose calendar it is, what day it is, and how far off the next key date is', () => {
    const text = textOf(calendarPage(view()));
    expect(text).toContain('湛江市遂溪县港门镇司法所 港门镇普法日历 ‹ 2025年 2026年 2027年 ›');
    expect(text).toContain('2026年11月23日 星期一 农历十月十五 今天不是圩日 下一个圩日 11月24日 周二');
    expect(text).toContain('距12·4国家宪法日还有 11 天 12月4日 周五');
  });

  it('names today a market day, and the key date of today as today', () => {
    const text = textOf(calendarPage(view({ today: '2026-12-04' })));
    expect(text).toContain('农历十月廿六 今天是圩日 下一个圩日 12月7日 周一');
    expect(text).toContain('今天是12·4国家宪法日');
  });

  it('says of a range that it is on, and until when', () => {
    const next = occurrence({ start: '2026-11-20', end: '2026-11-26', status: 'expected' });
    const text = textOf(calendarPage(view({ nextKeyDate: next })));
    expect(text).toContain('某宣传周正在进行，至11月26日 11月20日至26日 以通知为准');
  });

  it('leads to the years beside it and keeps the village', () => {
    const html = calendarPage(view({ village: 'huohu' }));
    expect(html).toContain('href="/?year=2025&amp;village=huohu"');
    expect(html).toContain('href="/?year=2027&amp;village=huohu"');
    expect(calendarPage(view({ year: 2100 }))).not.toContain('year=2101');
  });

  it('escapes hostile text in titles, places and sources', () => {
    const evil = '<script>alert(1)</script><img src=x onerror="a">';
    const html = calendarPage(
      view({
        activities: [activity({ keyDate: null, title: evil, place: evil }), activity({ title: evil })],
        occurrences: [occurrence({ name: { zh: evil, en: '' }, short: evil, source: evil })],
      }),
    );
    expect(html).not.toContain('<script>');
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;script>alert(1)&lt;/script>');
  });

  it('prints no lawyer’s name and no telephone number, not even from a title', () => {
    const html = calendarPage(
      view({
        activities: [
          activity({ keyDate: null, duty: 'lawyer-visit', form: 'consultation', lawyer: 'lawyer-1' }),
          activity({
            keyDate: null,
            title: `请${LAWYER}律师一对一咨询（货湖村）`,
            place: '村委会，电话13812345678、0759-7712345',
          }),
        ],
      }),
    );
    expect(html).not.toContain(LAWYER);
    expect(html).not.toMatch(/13812345678|7712345/);
    expect(textOf(html)).toContain('请挂点律师一对一咨询 — 货湖村');
  });

  it('is the same in every time zone', () => {
    const given = view({ activities: [activity()] });
    const pages = ['UTC', 'America/Los_Angeles', 'Asia/Shanghai'].map((zone) => {
      process.env.TZ = zone;
      return calendarPage(given);
    });
    expect(new Set(pages).size).toBe(1);
  });

  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });
});

describe('the wall calendar', () => {
  it('colours a key date, marks market days and activities, and rings today', () => {
    const html = calendarPage(view({ activities: [activity(), activity({ status: 'cancelled' })] }));
    expect(cellOf(html, 12, 4)).toBe(
      '<td class="key t-culture planned mkt a1" title="12月4日 星期五 农历十月廿六 圩日；12·4国家宪法日；活动1项">',
    );
    expect(cellOf(html, 11, 23)).toBe('<td class="now" title="11月23日 星期一 农历十月十五">');
    expect(html).toContain('href="/?year=2026&amp;view=month&amp;month=12#d1204"');
  });

  it('paints a range as a band over its days and no others', () => {
    const html = calendarPage(view({ occurrences: [occurrence({})] }));
    const painted = [13, 14, 20, 21].map((date) => cellOf(html, 9, date).includes('band'));
    expect(painted).toEqual([false, true, true, false]);
    expect(sectionOf(html, 'wall')).toContain('14–20日 某宣传周');
  });

  it('lists half a year of fire season without painting half a year', () => {
    const html = calendarPage(
      view({ occurrences: [occurrence({ start: '2026-10-01', end: '2027-04-30' })] }),
    );
    expect(cellOf(html, 10, 2)).not.toContain('band');
    expect(sectionOf(html, 'key-dates')).toContain('2026年10月1日至2027年4月30日 某周');
  });

  it('tells days off from days whose arrangement is not announced', () => {
    const html = calendarPage(view({ year: 2027 }));
    expect(cellOf(html, 10, 1)).toContain('class="off"');
    expect(cellOf(html, 10, 4)).toContain('na');
    expect(cellOf(html, 10, 4)).toContain('调休安排待国务院通知');
    expect(cellOf(html, 11, 16)).not.toMatch(/\bna\b/);
  });
});

describe('the key-date list', () => {
  it('gives dates, both names and source, and says what is unverified or awaits a notice', () => {
    const occurrences = [
      occurrence({ id: 'a', confidence: 'C', start: '2026-01-10', end: '2026-01-10' }),
      occurrence({ id: 'b', status: 'expected' }),
      ...view().occurrences,
      occurrence({ id: 'off', name: { zh: '停用的节点', en: '' }, enabled: false }),
    ];
    const html = calendarPage(view({ occurrences }));
    const list = sectionOf(html, 'key-dates');
    expect(list).toContain('1月10日 周六 某周 某宣传周 待核实 来源：测试');
    expect(list).toContain('6月（全月） 安全生产月 全国“安全生产月” 来源：宪法日的来源');
    expect(list).toContain('9月14日至20日 某周 某宣传周 以通知为准 来源：测试');
    expect(list).toContain('12月4日 周五 12·4 国家宪法日 来源：宪法日的来源');
    expect(html).not.toContain('停用的节点');
  });
});

describe('what the key-date list says beside the dates', () => {
  const entries = [
    keyDate({
      id: 'water',
      short: '水周',
      rule: { fixed: '03-22' },
      basis: '某法第1条',
      themes: { 2026: '节水' },
    }),
    keyDate({ id: 'food', name: { zh: '食品周', en: 'Food' }, short: '食品', rule: { 'by-notice': 'none' } }),
    keyDate({
      id: 'hearsay',
      name: { zh: '传闻日', en: 'x' },
      short: '传闻',
      rule: { fixed: '05-05' },
      confidence: 'C',
    }),
    keyDate({ id: 'rumour', short: '传闻', rule: { 'by-notice': 'none' }, confidence: 'C' }),
  ];
  const list = (year: number): string =>
    sectionOf(
      calendarPage(view({ year, keyDates: entries, occurrences: occurrencesOf(entries, year) })),
      'key-dates',
    );

  it('is the law and the year’s theme, of a year whose theme is known', () => {
    expect(list(2026)).toContain('国家宪法日 主题：节水 某法第1条 来源：宪法日的来源');
    expect(list(2027)).toContain('国家宪法日 某法第1条 来源');
  });

  it('is what waits for a notice, and what nobody has verified, apart from the table', () => {
    expect(list(2026)).toContain('日期待通知：食品周。');
    expect(list(2026)).toContain('还有1个没有核实的节点，没有启用');
    expect(list(2026)).toContain('5月5日 周二 传闻日 待核实');
  });
});

describe('the activity list', () => {
  const inVillage = (village: string, name: string) =>
    activity({ village, title: `12·4国家宪法日：张贴宣传标语（${name}）`, place: `${name}委会` });

  it('puts the same thing in several villages into one row, in the town’s order', () => {
    const text = activitiesOf({ activities: [inVillage('huohu', '货湖村'), inVillage('gangmen', '港门村')] });
    expect(text).toContain(
      '12月4日 周五 十月廿六 圩日 12·4国家宪法日 上午 9:00–11:30 张贴宣传标语 — 港门村、货湖村（2个村） 地点：各村委会',
    );
  });

  it('says “all villages” when it is all of them', () => {
    const text = activitiesOf({
      activities: [inVillage('huohu', '货湖村'), inVillage('gangmen', '港门村'), inVillage('xipo', '西坡村')],
    });
    expect(text).toContain('张贴宣传标语 — 全部3个村 地点：各村委会');
  });

  it('strikes a cancelled activity through, says so, and keeps it out of the count', () => {
    const activities = [activity({ status: 'cancelled' }), activity({ village: 'xipo' })];
    const html = calendarPage(view({ mode: 'list', activities }));
    expect(html).toContain('已取消</span><s>张贴宣传标语 — 货湖村</s>');
    expect(sectionOf(html, 'activities')).toContain('12月 1项活动');
  });

  it('shows the title of what a person made, and says what has been held', () => {
    const text = activitiesOf({
      activities: [
        activity({ id: 'x-1', title: '12·4国家宪法日：升国旗仪式', village: null, status: 'done' }),
        activity({
          keyDate: null,
          title: '渔民普法夜话',
          allDay: true,
          start: '2026-12-08',
          end: '2026-12-09',
        }),
      ],
    });
    expect(text).toContain('12·4国家宪法日 上午 9:00–11:30 已开展 升国旗仪式 — 全镇');
    expect(text).toContain('其他活动 至12月9日 渔民普法夜话 — 货湖村');
  });

  it('begins with today, in the present year, and ends with what is past', () => {
    const at = (day: string) => activity({ start: `${day}T09:00:00+08:00`, end: `${day}T11:30:00+08:00` });
    const activities = [at('2026-11-30'), at('2026-03-02'), at('2026-11-02'), at('2026-12-04')];
    const order = (over: Parameters<typeof view>[0]) => activitiesOf(over).match(/\d+月\d+日 周|已过的活动/g);
    expect(order({ activities })).toEqual([
      '11月30日 周',
      '12月4日 周',
      '已过的活动',
      '3月2日 周',
      '11月2日 周',
    ]);
    expect(order({ activities, today: '2027-01-05' })).toEqual([
      '3月2日 周',
      '11月2日 周',
      '11月30日 周',
      '12月4日 周',
    ]);
  });

  it('narrows to one village and what the town does as a whole', () => {
    const activities = [
      activity({ place: '货湖小学' }),
      activity({ village: 'xipo', place: '西坡小学' }),
      activity({ village: null, form: 'meeting', title: '12·4国家宪法日：召开会议', place: '镇政府' }),
    ];
    const text = activitiesOf({ activities, village: 'huohu' });
    expect(text).toContain('活动安排：货湖村');
    expect(text).toContain('货湖小学');
    expect(text).toContain('镇政府');
    expect(text).not.toMatch(/西坡小学|2个村/);
  });

  it('says so when nothing is released yet', () => {
    const html = calendarPage(view({ year: 2028 }));
    expect(sectionOf(html, 'activities')).toContain('2028年的活动安排还没有发布');
    expect(sectionOf(html, 'wall')).toContain('活动安排还没有发布');
    expect(html).not.toContain('gap">0</td>');
  });
});

describe('the villages', () => {
  it('shows a forgotten village with a 0, and counts nothing cancelled', () => {
    const html = calendarPage(
      view({
        activities: [
          activity(),
          activity({ status: 'cancelled' }),
          activity({ village: null }),
          activity({ keyDate: null, duty: 'lawyer-visit', form: 'consultation' }),
        ],
      }),
    );
    const rows = ['村 合计', '港门村', '货湖村', '全镇统一'].map((head) => rowOf(html, head));
    expect(rows).toEqual([
      '村 合计 12·4 驻村律师 日历',
      '港门村 0 0 0 订阅',
      '货湖村 2 1 1 订阅',
      '全镇统一 1 1 – 订阅',
    ]);
    expect(html).toContain('<td class="total gap">0</td><td class="gap">0</td>');
    expect(sectionOf(html, 'wall')).toContain('活动3项；全镇3个村，已安排到1个村');
  });

  it('has a column for what no campaign promised, without calling it a gap', () => {
    const html = calendarPage(view({ activities: [activity({ keyDate: null, title: '渔民普法夜话' })] }));
    expect(rowOf(html, '港门村')).toBe('港门村 0 0 0 – 订阅');
    expect(rowOf(html, '货湖村')).toBe('货湖村 1 0 0 1 订阅');
  });
});

describe('subscribing', () => {
  it('gives each feed an address to tap and one to copy', () => {
    const html = calendarPage(view({ baseUrl: 'https://pufa.example/' }));
    const paths = [
      'key-dates',
      'town',
      ...town.villages.map(({ id }) => `villages/${id}`),
      'departments/sifasuo',
    ];
    for (const path of paths) {
      expect(html).toContain(`href="webcal://pufa.example/feeds/${path}.ics"`);
      expect(html).toContain(`href="https://pufa.example/feeds/${path}.ics"`);
    }
  });
});
