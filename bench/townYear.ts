import { addDays } from '../src/calendar/index.js';
import type { Activity } from '../src/facts/index.js';
import type { Calendars } from '../src/town/index.js';

const FIRST = '2027-01-04';
const DAYS = 340;
const AT = '2026-11-23T10:00:00+08:00';

/** As many activities as wanted over a year, with the names, forms and key dates of a real town. */
export function townYear({ town, keyDates }: Calendars, count: number): Activity[] {
  const names = new Map(keyDates.map(({ id, name }) => [id, name.zh]));
  return Array.from({ length: count }, (_, index): Activity => {
    const village = town.villages[index % town.villages.length];
    const campaign = town.campaigns[index % town.campaigns.length];
    const form = town.forms[index % town.forms.length];
    if (!village || !campaign || !form) throw new Error('a town without villages, campaigns or forms');
    const day = addDays(FIRST, Math.floor((index * DAYS) / count));
    return {
      id: `2027-${campaign.keyDate}-${village.id}-${form.id}-${index}`,
      town: town.id,
      keyDate: campaign.keyDate,
      duty: null,
      year: 2027,
      village: village.id,
      form: form.id,
      title: `${names.get(campaign.keyDate) ?? campaign.keyDate}：${form.name}（${village.name}）`,
      start: `${day}T09:00:00+08:00`,
      end: `${day}T11:30:00+08:00`,
      allDay: false,
      place: `${village.name}委会`,
      lead: campaign.lead,
      partners: campaign.partners,
      lawyer: null,
      status: 'planned',
      pinned: false,
      sequence: 0,
      revision: 1,
      reasons: [],
      createdAt: AT,
      updatedAt: AT,
      scheduledAt: AT,
    };
  });
}
