import { SYSTEM, type Activity } from '../../src/facts/index.js';
import { activity } from './gangmen.js';
import { calendarsOf, installation, oneCampaign, type Installation } from './installation.js';
import { record } from './records.js';
import { placeOf } from './townPeople.js';

export const COUNTY = { id: 'suixi', name: '湛江市遂溪县' };

/** The evening of 3 December; 12·4 is tomorrow. */
const COUNTY_NOW = '2026-12-03T18:00';

/** Three towns of a county and one of another; the second has a gap, the third has no plan. */
const COUNTY_TOWNS = [
  { id: 'atown', name: '甲镇' },
  { id: 'btown', name: '乙镇' },
  { id: 'ctown', name: '丙镇' },
  { id: 'dtown', name: '丁市丁镇', county: '湛江市廉江市' },
];

const FORMS = ['leaflets', 'meeting', 'bulletin-board', 'slogans'] as const;

/** What 12·4 asks of a village, all of it arranged. */
const arranged = (town: string, village: string): Activity[] =>
  FORMS.map((form) =>
    activity({ id: `2026-${village}-${form}`, town, village, form, title: `${form} ${town}` }),
  );

export interface CountyServer extends Installation {
  /** Where the addresses of a town or county begin. */
  readonly at: (id: string) => string;
}

/**
 * A county of three towns, 甲镇 at the root: all of its villages are served, and one meeting is over and recorded; in 乙镇
 * two villages have nothing and one meeting is over without a record; 丙镇 has nothing at all.
 */
export async function countyServer(setting: { readonly mostInMemory?: number } = {}): Promise<CountyServer> {
  const calendars = calendarsOf(
    COUNTY_TOWNS.map((town) => ({ ...town, ...oneCampaign() })),
    [COUNTY, { id: 'lianjiang', name: '湛江市廉江市' }],
  );
  const server = await installation(calendars, { home: 'atown', now: COUNTY_NOW, ...setting });
  const villages = server.towns.of('atown').town.villages.map(({ id }) => id);
  const over = { start: '2026-12-01T09:00:00+08:00', end: '2026-12-01T11:00:00+08:00' };
  await server.store.write(SYSTEM, async (transaction) => {
    for (const village of villages)
      for (const one of arranged('atown', village)) await transaction.put('activities', one);
    const held = arranged('atown', 'huohu')[1];
    if (held) {
      await transaction.put('activities', { ...held, ...over, status: 'done' });
      await transaction.put('records', record({ id: held.id, town: 'atown', date: '2026-12-01' }));
    }
    for (const village of villages.slice(2))
      for (const one of arranged('btown', village)) await transaction.put('activities', one);
    const late = arranged('btown', villages[3] ?? '')[1];
    if (late) await transaction.put('activities', { ...late, ...over });
  });
  return { ...server, at: (id) => placeOf(server, id, 'atown') };
}
