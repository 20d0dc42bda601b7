import type { Town } from '../../town/index.js';
import type { Occupant } from '../circumstances.js';
import { halfDaysOf, weekOf, type Slot } from '../task.js';
import { nameOf } from '../words.js';

/** Something there is only so much of. */
export interface Use {
  /** One name for each thing that can run out: `lawyer/lawyer-1/2026-12-04/am`. */
  readonly key: string;
  readonly capacity: number;
}

/** A hard rule: what a slot uses up. */
export interface Limit {
  readonly name: 'village-day' | 'village-week' | 'lawyer' | 'team';
  uses(occupant: Occupant, slot: Slot, town: Town): Use[];
  /** What to say when the thing of that key is used up. */
  full(key: string, town: Town): string;
}

/** The id of the village, lawyer or department that a key is about; it stands second. */
export const subjectOf = (key: string): string => key.split('/')[1] ?? '';

/** One activity that is not light a day in a village. */
export const villageDayLimit: Limit = {
  name: 'village-day',
  uses: ({ village, light }, { date }) =>
    village === null || light ? [] : [{ key: `village-day/${village}/${date}`, capacity: 1 }],
  full: () => '本村当天已有一场',
};

/** At most `villagePerWeek` that are not light an ISO week in a village. */
export const villageWeekLimit: Limit = {
  name: 'village-week',
  uses: ({ village, light }, slot, { limits }) =>
    village === null || light
      ? []
      : [{ key: `village-week/${village}/${weekOf(slot)}`, capacity: limits.villagePerWeek }],
  full: (_key, { limits }) => `本村当周已满${limits.villagePerWeek}场`,
};

/** A lawyer is in one place a half-day. */
export const lawyerLimit: Limit = {
  name: 'lawyer',
  uses: ({ lawyer }, slot) =>
    lawyer === null
      ? []
      : halfDaysOf(slot).map((halfDay) => ({ key: `lawyer/${lawyer}/${halfDay}`, capacity: 1 })),
  full: (key, { lawyers }) => `${nameOf(lawyers, subjectOf(key))}已有安排`,
};

/** The departments whose team a task takes: its lead's, and for a town-wide one each partner's. */
export const teamsTaken = ({ lead, partners, village, light }: Occupant): string[] =>
  light ? [] : [...new Set([...(lead === null ? [] : [lead]), ...(village === null ? partners : [])])];

/** A department has so many teams a half-day. */
export const teamLimit: Limit = {
  name: 'team',
  uses: (occupant, slot, { departments }) =>
    teamsTaken(occupant).flatMap((id) =>
      halfDaysOf(slot).map((halfDay) => ({
        key: `team/${id}/${halfDay}`,
        capacity: departments.find((department) => department.id === id)?.teams ?? 0,
      })),
    ),
  full: (key, { departments }) => `${nameOf(departments, subjectOf(key))}已派不出人`,
};

export const LIMITS: readonly Limit[] = [villageDayLimit, villageWeekLimit, lawyerLimit, teamLimit];

/** Whether a key means the same in every town of a county: a lawyer of one id is one person. */
export const isShared = (key: string): boolean => key.startsWith(`${lawyerLimit.name}/`);

/** The name of a thing over both halves of a day, for what there is so much of each half-day; else the key itself. */
export const wholeDayOf = (key: string): string => key.replace(/\/(am|pm)$/, '');

/** All that a slot uses up. */
export const usesOf = (occupant: Occupant, slot: Slot, town: Town): Use[] =>
  LIMITS.flatMap((limit) => limit.uses(occupant, slot, town));

/** The limits that leave no room in a slot, each with what to say, given how much of everything is used. */
export const fullLimits = (
  occupant: Occupant,
  slot: Slot,
  town: Town,
  used: ReadonlyMap<string, number>,
): { readonly limit: Limit; readonly reason: string }[] =>
  LIMITS.flatMap((limit) => {
    const full = limit
      .uses(occupant, slot, town)
      .find(({ key, capacity }) => (used.get(key) ?? 0) >= capacity);
    return full ? [{ limit, reason: limit.full(full.key, town) }] : [];
  });
