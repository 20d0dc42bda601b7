import type { PlanResult, Slot } from '../../src/planner/index.js';
import { solved } from './randomTown.js';
import { smallCalendars } from './smallTown.js';

/** Two villages with one lawyer, two departments of one team, markets on days that end in 3 and 8. */
export const calendars = smallCalendars({
  departments: { office: 1, police: 1 },
  villages: { v1: 'lawyer-1', v2: 'lawyer-1' },
  market: { calendar: 'gregorian', digits: [3, 8] },
  limits: { villagePerWeek: 2, comfortablePerWeek: 4 },
  campaigns: [
    {
      keyDate: 'constitution-day',
      partners: ['police'],
      before: 10,
      after: 5,
      quota: [
        { form: 'meeting', perVillage: 1 },
        { form: 'broadcast', perVillage: 1 },
        { form: 'lecture', perVillage: 1 },
        { form: 'leaflets', perVillage: 1 },
        { form: 'market-stall', perTown: 1 },
      ],
    },
  ],
  duties: [
    { id: 'visit', hours: 8, lawyer: true },
    { id: 'study', every: 'quarter', for: 'town', lead: 'police' },
  ],
});

/** Short names for the plan's tasks. */
export const ID = {
  meeting1: '2026-constitution-day-v1-meeting-1',
  meeting2: '2026-constitution-day-v2-meeting-1',
  broadcast1: '2026-constitution-day-v1-broadcast-1',
  broadcast2: '2026-constitution-day-v2-broadcast-1',
  lecture1: '2026-constitution-day-v1-lecture-1',
  lecture2: '2026-constitution-day-v2-lecture-1',
  leaflets1: '2026-constitution-day-v1-leaflets-1',
  leaflets2: '2026-constitution-day-v2-leaflets-1',
  stall: '2026-constitution-day-town-market-stall-1',
  november1: '2026-visit-m11-v1',
  november2: '2026-visit-m11-v2',
  december1: '2026-visit-m12-v1',
  december2: '2026-visit-m12-v2',
  study: '2026-study-q4-town',
} as const;

export type Name = keyof typeof ID;
export type Slots = Partial<Record<Name, string | null>>;

/** `12-04 am` of 2026. */
export function slot(text: string): Slot {
  const [day = '', half = ''] = text.split(' ');
  return { date: `2026-${day}`, half: half as Slot['half'] };
}

/** A plan that keeps every rule, by hand; 4 December is a Friday. */
const SOUND: Required<Slots> = {
  meeting1: '12-01 am',
  meeting2: '12-01 pm',
  broadcast1: '12-05 am',
  broadcast2: '12-05 pm',
  lecture1: '12-09 am',
  lecture2: '12-09 pm',
  leaflets1: '12-04 am',
  leaflets2: '12-04 am',
  stall: '12-03 am',
  november1: '11-24 day',
  november2: '11-25 day',
  december1: '12-15 day',
  december2: '12-16 day',
  study: '12-17 am',
};

const tasksPlanned = solved({ calendars, from: '2026-11-20' });

/** The sound plan with some tasks elsewhere. */
export async function planted(changes: Slots = {}): Promise<PlanResult> {
  const plan = await tasksPlanned;
  const slots = new Map(
    Object.entries({ ...SOUND, ...changes }).map(([name, text]) => [
      ID[name as Name] as string,
      text === null ? null : slot(text),
    ]),
  );
  return {
    ...plan,
    tasks: plan.tasks.map((task) => ({ ...task, slot: slots.get(task.id) ?? null })),
    warnings: [],
  };
}
