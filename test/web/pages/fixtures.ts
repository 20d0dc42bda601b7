import {
  isMarketDay,
  lunarOf,
  keyDateSchema,
  occurrencesOf,
  workdaysFrom,
  type KeyDate,
  type Market,
  type Occurrence,
} from '../../../src/calendar/index.js';
import type { Activity } from '../../../src/facts/index.js';
import { townSchema, type Town } from '../../../src/town/index.js';
import { words } from '../../../src/web/words/index.js';
import type { YearView } from '../../../src/web/pages/year/index.js';

const source = '测试';
const market: Market = { calendar: 'lunar', digits: [3, 6, 9], confidence: 'B', source: '墟日表' };
export const LAWYER = '陈大文';

/** A town of three villages, one lawyer, one campaign and one duty. */
export const town: Town = townSchema.parse({
  id: 'gangmen',
  name: '港门镇',
  county: '湛江市遂溪县',
  code: '440823112',
  zone: 'Asia/Shanghai',
  source,
  office: 'sifasuo',
  hours: { am: '09:00-11:30', pm: '15:00-17:30', day: '08:30-17:30' },
  market,
  limits: { villagePerWeek: 2, comfortablePerWeek: 10 },
  departments: [{ id: 'sifasuo', name: '司法所', teams: 2, source }],
  lawyers: [
    { id: 'lawyer-1', name: LAWYER, source },
    { id: 'lawyer-2', name: '律师二', source },
  ],
  villages: [
    { id: 'gangmen', name: '港门村', code: '440823112200', lawyer: 'lawyer-1', source },
    { id: 'huohu', name: '货湖村', code: '440823112201', lawyer: 'lawyer-1', source },
    { id: 'xipo', name: '西坡村', code: '440823112202', lawyer: 'lawyer-1', source },
  ],
  forms: [
    { id: 'slogans', name: '张贴宣传标语', light: true, weekend: true, market: 'any', source },
    { id: 'meeting', name: '召开会议', light: false, weekend: false, market: 'any', source },
    { id: 'consultation', name: '法律咨询', light: false, weekend: false, market: 'any', source },
  ],
  campaigns: [
    {
      keyDate: 'constitution-day',
      lead: 'sifasuo',
      partners: [],
      days: { before: 10, after: 5 },
      quota: [{ form: 'slogans', perVillage: 1 }],
      source,
    },
  ],
  duties: [
    {
      id: 'lawyer-visit',
      name: '律师驻村服务',
      short: '驻村律师',
      every: 'month',
      for: 'village',
      form: 'consultation',
      hours: 8,
      lawyer: true,
      confidence: 'B',
      source,
    },
  ],
  rules: [],
});

export const keyDate = (over: object): KeyDate =>
  keyDateSchema.parse({
    name: { zh: '国家宪法日', en: 'a day' },
    confidence: 'A',
    source: '宪法日的来源',
    revised: '2026-11-23',
    ...over,
  });

const keyDates: readonly KeyDate[] = [
  keyDate({ id: 'constitution-day', short: '12·4', rule: { fixed: '12-04' } }),
  keyDate({
    id: 'safety-month',
    short: '安全生产月',
    name: { zh: '全国“安全生产月”', en: 'a month' },
    rule: { month: 6 },
  }),
];

/** An occurrence that no rule of the moment gives: by notice, unverified, across months. */
export const occurrence = (over: Partial<Occurrence>): Occurrence => ({
  id: 'some-week',
  name: { zh: '某宣传周', en: 'some week' },
  short: '某周',
  start: '2026-09-14',
  end: '2026-09-20',
  day: '2026-09-17',
  status: 'fixed',
  confidence: 'A',
  enabled: true,
  source,
  ...over,
});

let made = 0;

/** 张贴宣传标语 for 12·4 in 货湖村 on the morning of the day, unless told otherwise. */
export function activity(over: Partial<Activity> = {}): Activity {
  made += 1;
  return {
    id: `t-${made}`,
    town: 'gangmen',
    keyDate: 'constitution-day',
    duty: null,
    year: 2026,
    village: 'huohu',
    form: 'slogans',
    title: '12·4国家宪法日：张贴宣传标语（货湖村）',
    start: '2026-12-04T09:00:00+08:00',
    end: '2026-12-04T11:30:00+08:00',
    allDay: false,
    place: '货湖村委会',
    lead: 'sifasuo',
    partners: [],
    lawyer: null,
    status: 'planned',
    pinned: false,
    sequence: 0,
    revision: 1,
    reasons: [],
    createdAt: '2026-11-23T09:00:00+08:00',
    updatedAt: '2026-11-23T09:00:00+08:00',
    scheduledAt: '2026-11-23T09:00:00+08:00',
    ...over,
  };
}

const workdays = workdaysFrom([]);

/** The year 2026 on 23 November. */
export function view(over: Partial<YearView> = {}): YearView {
  const year = over.year ?? 2026;
  const occurrences = occurrencesOf(keyDates, year);
  return {
    t: words('zh'),
    otherLanguage: '/?lang=en',
    mode: 'year',
    month: 12,
    department: null,
    campaign: null,
    town,
    baseUrl: 'http://pufa.example:8080',
    year,
    today: '2026-11-23',
    occurrences,
    keyDates,
    nextKeyDate: occurrencesOf(keyDates, 2026).at(-1) ?? null,
    days: (day) => ({ workday: workdays(day), market: isMarketDay(market, day), lunar: lunarOf(day) }),
    activities: [],
    village: null,
    ...over,
  };
}
