import {
  keyDateSchema,
  workdaysFrom,
  type HolidayYear,
  type KeyDate,
  type Workdays,
} from '../../src/calendar/index.js';
import { townSchema, type Calendars, type Form, type Town } from '../../src/town/index.js';

const source = '测试';

/** What a test wants of a town; whatever it leaves out is the least that is valid. */
export interface TownParts {
  /** Teams by department; the first is the office. */
  readonly departments?: Readonly<Record<string, number>>;
  readonly lawyers?: readonly string[];
  /** The lawyer of each village; null for none. */
  readonly villages?: Readonly<Record<string, string | null>>;
  readonly forms?: readonly Omit<Form, 'name' | 'source'>[];
  readonly campaigns?: readonly CampaignParts[];
  readonly duties?: readonly DutyParts[];
  readonly market?: { readonly calendar: 'lunar' | 'gregorian'; readonly digits: readonly number[] } | null;
  readonly limits?: Partial<Town['limits']>;
}

export interface CampaignParts {
  readonly keyDate: string;
  readonly lead?: string;
  readonly partners?: readonly string[];
  readonly before?: number;
  readonly after?: number;
  readonly quota: readonly { form: string; perVillage?: number; perTown?: number }[];
}

export interface DutyParts {
  readonly id: string;
  readonly every?: 'month' | 'quarter';
  readonly for?: 'village' | 'town';
  readonly form?: string;
  readonly hours?: number;
  readonly lawyer?: boolean;
  readonly lead?: string;
  readonly partners?: readonly string[];
}

/** One form of each kind the rules tell apart. */
const FORMS: NonNullable<TownParts['forms']> = [
  { id: 'meeting', light: false, weekend: false, market: 'any' },
  { id: 'slogans', light: true, weekend: true, market: 'any' },
  { id: 'leaflets', light: true, weekend: true, market: 'prefer' },
  { id: 'broadcast', light: false, weekend: true, market: 'any' },
  { id: 'market-stall', light: false, weekend: true, market: 'require' },
  { id: 'lecture', light: false, weekend: false, market: 'avoid' },
];

const entries = <T>(record: Readonly<Record<string, T>>): [string, T][] => Object.entries(record);

/** A tiny town that passes the schema: one village with a lawyer, one department of one team, no market. */
export function smallTown({
  departments = { office: 1 },
  lawyers = ['lawyer-1'],
  villages = { v1: 'lawyer-1' },
  forms = FORMS,
  campaigns = [],
  duties = [],
  market = null,
  limits,
}: TownParts = {}): Town {
  const office = Object.keys(departments)[0];
  return townSchema.parse({
    id: 'smalltown',
    name: '小镇',
    county: '某县',
    code: '440823112',
    zone: 'Asia/Shanghai',
    source,
    office,
    hours: { am: '09:00-11:30', pm: '15:00-17:30', day: '08:30-17:30' },
    ...(market ? { market: { ...market, confidence: 'C', source } } : {}),
    limits: { villagePerWeek: 2, comfortablePerWeek: 10, ...limits },
    departments: entries(departments).map(([id, teams]) => ({ id, name: `${id}办`, teams, source })),
    lawyers: lawyers.map((id) => ({ id, name: `${id}律师`, source })),
    villages: entries(villages).map(([id, lawyer], index) => ({
      id,
      name: `${id}村`,
      code: String(440_823_112_200 + index),
      ...(lawyer === null ? {} : { lawyer }),
      source,
    })),
    forms: forms.map((form) => ({ ...form, name: form.id, source })),
    campaigns: campaigns.map(({ before = 0, after = 0, ...campaign }) => ({
      lead: office,
      partners: [],
      ...campaign,
      days: { before, after },
      source,
    })),
    duties: duties.map((duty) => ({
      every: 'month',
      for: 'village',
      form: 'meeting',
      hours: 4,
      lawyer: false,
      ...duty,
      name: duty.id,
      short: duty.id,
      confidence: 'C',
      source,
    })),
    rules: [],
  });
}

/** A key date on one day of every year, `12-04`; its short name is `12·4`. */
export const keyDateOn = (id: string, monthDay: string): KeyDate =>
  keyDateSchema.parse({
    id,
    name: { zh: id, en: id },
    short: monthDay.split('-').map(Number).join('·'),
    rule: { fixed: monthDay },
    confidence: 'A',
    source,
    revised: '2026-11-23',
  });

/** The last holiday of 2026 as its notice has it: a week off, a Sunday before and a Saturday after it of work. */
export const NOTICE_2026: HolidayYear = {
  year: 2026,
  notice: source,
  number: source,
  published: '2025-11-04',
  source,
  holidays: [
    { name: '国庆节', off: { start: '2026-10-01', end: '2026-10-07' }, work: ['2026-09-20', '2026-10-10'] },
  ],
};

/** The key date that tests plan around: Friday, 4 December 2026. */
export const CONSTITUTION_DAY: KeyDate = keyDateOn('constitution-day', '12-04');

const NOTICES: readonly HolidayYear[] = [NOTICE_2026];

/** A small town with that key date and the notice of 2026, unless told otherwise. */
export const smallCalendars = (
  parts: TownParts = {},
  { keyDates = [CONSTITUTION_DAY], holidays = NOTICES }: Partial<Omit<Calendars, 'town'>> = {},
): Calendars => ({ town: smallTown(parts), keyDates, holidays });

const workdays = new WeakMap<readonly HolidayYear[], Workdays>();

/** The workdays of a list of notices, worked out once a list: that takes longer than planning a small town. */
export function workdaysOf(holidays: readonly HolidayYear[]): Workdays {
  const known = workdays.get(holidays) ?? workdaysFrom(holidays);
  workdays.set(holidays, known);
  return known;
}
