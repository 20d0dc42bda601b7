import type { Activity } from '../../facts/index.js';
import type { Town } from '../../town/index.js';
import type { Words } from '../words/index.js';
import { Said } from './said.js';

/** What the ids of an activity stand for; an id that the town's data no longer have stands for itself. */
export const namesIn = (town: Pick<Town, 'villages' | 'forms' | 'departments' | 'lawyers'>, t: Words) => ({
  /** Null is the whole town. */
  village: (id: string | null): string => {
    if (id === null) return t.planning.wholeTown;
    const found = town.villages.find((one) => one.id === id);
    return found ? t.names.village(found) : id;
  },
  form: (id: string) => {
    const found = town.forms.find((one) => one.id === id);
    return <Said t={t} zh={found?.name ?? id} en={found ? t.names.form(found) : null} />;
  },
  lead: ({ lead }: Pick<Activity, 'lead'>): string | null =>
    town.departments.find(({ id }) => id === lead)?.name ?? lead,
  lawyer: ({ lawyer }: Pick<Activity, 'lawyer'>): string | null =>
    town.lawyers.find(({ id }) => id === lawyer)?.name ?? lawyer,
});
