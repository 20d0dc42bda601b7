import { reminderSettingsSchema, type County, type Town } from '../../../town/index.js';

const NEVER = { start: '00:00', end: '23:59' };

/**
 * A county as a town without villages, units or work. It has people who log in, and that is all that the pages and the
 * operations of logging in ask of a town.
 *
 * @param zone its towns'
 */
export const asTown = ({ id, name }: County, zone: string): Town => ({
  id,
  name,
  county: name,
  code: '000000000',
  zone,
  source: 'counties.yaml',
  office: '',
  hours: { am: NEVER, pm: NEVER, day: NEVER },
  limits: { villagePerWeek: 1, comfortablePerWeek: 1 },
  departments: [],
  lawyers: [],
  villages: [],
  forms: [],
  campaigns: [],
  duties: [],
  reminders: reminderSettingsSchema.parse({}),
  rules: [],
});
