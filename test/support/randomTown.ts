import fc from 'fast-check';
import { addDays, occurrencesOf, type Day } from '../../src/calendar/index.js';
import {
  circumstancesOf,
  plan,
  solveWithHighs,
  tasksOf,
  type Blackout,
  type Occasion,
  type PlanResult,
  type Task,
} from '../../src/planner/index.js';
import type { Calendars } from '../../src/town/index.js';
import {
  keyDateOn,
  NOTICE_2026,
  smallCalendars,
  workdaysOf,
  type CampaignParts,
  type DutyParts,
} from './smallTown.js';

/** A town and the rest of a year to plan for it. */
export interface PlanCase {
  readonly calendars: Calendars;
  readonly from: Day;
  readonly blackouts: readonly Blackout[];
}

export const YEAR = 2026;

type Planning = Pick<PlanCase, 'calendars'> & Occasion;

/** What a case has to place. */
export const tasksIn = ({ calendars: { town, keyDates }, from }: Planning): Task[] =>
  tasksOf(town, occurrencesOf(keyDates, YEAR), YEAR, from);

/** Plans a case to its end in this thread. */
export function solved(planning: Planning): Promise<PlanResult> {
  const { calendars, ...occasion } = planning;
  const circumstances = circumstancesOf(calendars, occurrencesOf(calendars.keyDates, YEAR), occasion);
  return plan(
    tasksIn(planning),
    YEAR,
    { ...circumstances, workday: workdaysOf(calendars.holidays) },
    { solve: solveWithHighs, seconds: 30, clock: () => 0 },
  );
}

/** How large a random case may grow. */
export interface Size {
  readonly villages: number;
  readonly lawyers: number;
  readonly campaigns: number;
  readonly duties: number;
  /** Days of a campaign's window before its key date, and after it. */
  readonly reach: number;
  /** Days from the plan's start to a blackout's, and the blackout's own length. */
  readonly stops: { readonly within: number; readonly length: number };
  /** Times a campaign asks for one form. */
  readonly times: number;
  readonly starts: readonly Day[];
}

export const SMALL: Size = {
  villages: 6,
  lawyers: 3,
  campaigns: 2,
  duties: 2,
  reach: 6,
  stops: { within: 60, length: 6 },
  times: 2,
  starts: ['2026-10-01', '2026-10-12', '2026-11-01', '2026-11-20'],
};

/** As large as a town gets: hundreds of tasks. */
export const TOWN: Size = { ...SMALL, villages: 20, lawyers: 8 };

/** Few enough tasks and days to try every assignment. */
export const TINY: Size = {
  villages: 3,
  lawyers: 3,
  campaigns: 1,
  duties: 1,
  reach: 1,
  stops: { within: 2, length: 1 },
  times: 2,
  starts: ['2026-12-28', '2026-12-30'],
};

// Beside the long holiday, on a make-up Saturday, mid-week, on a Friday, and where next year's notice is not out.
const KEY_DATES = ['10-01', '10-10', '11-09', '12-04', '12-13', '12-28'].map((day) =>
  keyDateOn(`day-${day}`, day),
);

/** With the notice of the year, and before it is out. */
const NOTICES = [[NOTICE_2026], []];

const ids = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);

/** Random small towns in the last months of 2026. */
export function planCase(size: Size): fc.Arbitrary<PlanCase> {
  const count = (max: number) => fc.integer({ min: 1, max });
  const teams = fc.array(count(2), { minLength: 1, maxLength: 3 });
  const traits = fc.record({
    light: fc.boolean(),
    weekend: fc.boolean(),
    market: fc.constantFrom('any', 'prefer', 'require', 'avoid'),
  });
  const shape = fc.record({
    teams,
    lawyers: count(size.lawyers),
    villages: count(size.villages),
    forms: fc.array(traits, { minLength: 1, maxLength: 4 }),
  });
  return shape.chain(({ teams: teamCounts, lawyers: lawyerCount, villages: villageCount, forms }) => {
    const departments = ids('d', teamCounts.length);
    const lawyers = ids('l', lawyerCount);
    const villages = ids('v', villageCount);
    const department = fc.constantFrom(...departments);
    const form = fc.constantFrom(...ids('f', forms.length));
    const days = fc.integer({ min: 0, max: size.reach });
    const led = fc
      .tuple(department, fc.subarray(departments))
      .map(([lead, partners]) => ({ lead, partners: partners.filter((id) => id !== lead) }));
    const quota = fc
      .tuple(form, count(size.times), fc.boolean())
      .map(([id, n, each]) => (each ? { form: id, perVillage: n } : { form: id, perTown: n }));
    const campaign: fc.Arbitrary<CampaignParts> = fc
      .tuple(
        fc.constantFrom(...KEY_DATES.map(({ id }) => id)),
        fc.record({
          before: days,
          after: days,
          quota: fc.uniqueArray(quota, { minLength: 1, maxLength: 2, selector: (item) => item.form }),
        }),
        led,
      )
      .map(([keyDate, rest, lead]) => ({ keyDate, ...rest, ...lead }));
    const duty: fc.Arbitrary<Omit<DutyParts, 'id'>> = fc
      .tuple(
        fc.record({
          every: fc.constantFrom('month', 'quarter'),
          for: fc.constantFrom('village', 'town'),
          form,
          hours: fc.constantFrom(4, 8),
          lawyer: fc.boolean(),
        }),
        fc.option(led, { nil: {} }),
      )
      .map(([rest, lead]) => ({ ...rest, ...lead }));
    const market = fc.record({
      calendar: fc.constantFrom('gregorian', 'gregorian', 'gregorian', 'lunar'),
      digits: fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 4 }),
    });
    const parts = fc.record({
      villages: fc.tuple(
        ...villages.map((id) => fc.option(fc.constantFrom(...lawyers)).map((l) => [id, l] as const)),
      ),
      campaigns: fc.uniqueArray(campaign, {
        minLength: 1,
        maxLength: size.campaigns,
        selector: ({ keyDate }) => keyDate,
      }),
      duties: fc.array(duty, { maxLength: size.duties }),
      market: fc.option(market),
      limits: fc.record({ villagePerWeek: count(3), comfortablePerWeek: count(6) }),
    });
    const blackout = fc
      .record({
        offset: fc.integer({ min: 0, max: size.stops.within }),
        length: fc.integer({ min: 0, max: size.stops.length }),
        villages: fc.option(fc.subarray(villages, { minLength: 1 })),
      })
      .map(({ offset, length, villages: stopped }) => ({ offset, length, villages: stopped }));
    return fc
      .record({
        parts,
        from: fc.constantFrom(...size.starts),
        stops: fc.array(blackout, { maxLength: 2 }),
        holidays: fc.constantFrom(...NOTICES),
      })
      .map(({ parts: { villages: pairs, duties, ...rest }, from, stops, holidays }): PlanCase => ({
        from,
        calendars: smallCalendars(
          {
            departments: Object.fromEntries(departments.map((id, index) => [id, teamCounts[index] ?? 1])),
            lawyers,
            villages: Object.fromEntries(pairs),
            forms: forms.map((form, index) => ({ id: `f${index + 1}`, ...form })),
            duties: duties.map((item, index) => ({ ...item, id: `duty-${index + 1}` })),
            ...rest,
          },
          { keyDates: KEY_DATES, holidays },
        ),
        blackouts: stops.map(({ offset, length, villages: stopped }) => ({
          start: addDays(from, offset),
          end: addDays(from, offset + length),
          villages: stopped,
          reason: '台风',
        })),
      }));
  });
}
