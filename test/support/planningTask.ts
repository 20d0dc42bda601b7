import { occurrencesOf } from '../../src/calendar/index.js';
import {
  circumstancesOf,
  type Circumstances,
  type Occasion,
  type Slot,
  type Task,
} from '../../src/planner/index.js';
import { smallCalendars, type TownParts } from './smallTown.js';

const TOWN: TownParts = {
  departments: { office: 2, police: 1 },
  market: { calendar: 'gregorian', digits: [3, 8] },
};

/** A town with markets on days that end in 3 and 8, from 20 November 2026. */
export function circumstances(occasion: Partial<Occasion> = {}): Circumstances {
  const calendars = smallCalendars(TOWN);
  return circumstancesOf(calendars, occurrencesOf(calendars.keyDates, 2026), {
    from: '2026-11-20',
    ...occasion,
  });
}

/** A meeting in a village for Friday, 4 December 2026. */
export const task = (given: Partial<Task> = {}): Task => ({
  id: 'a-task',
  keyDate: 'constitution-day',
  duty: null,
  village: 'v1',
  form: 'meeting',
  window: { start: '2026-11-24', end: '2026-12-09' },
  keyDay: '2026-12-04',
  hours: 4,
  lead: 'office',
  partners: ['police'],
  lawyer: null,
  light: false,
  weekend: false,
  market: 'any',
  ...given,
});

export const slot = (date: string, half: Slot['half'] = 'am'): Slot => ({ date, half });
