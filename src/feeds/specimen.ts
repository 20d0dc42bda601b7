import type { Activity } from '../facts/index.js';
import type { Town } from '../town/index.js';
import { calendarFrame } from './calendarText.js';
import type { Renderer } from './component.js';

/** An activity that says a little of everything. */
const specimen = (town: string): Activity => ({
  id: 'x-specimen',
  town,
  keyDate: null,
  duty: null,
  year: 2026,
  village: null,
  form: 'specimen',
  title: '样张，“普法”；\\第一行\n第二行',
  start: '2026-01-05T09:00:00+08:00',
  end: '2026-01-05T11:30:00+08:00',
  allDay: false,
  place: '司法所',
  lead: 'specimen',
  partners: ['specimen'],
  lawyer: null,
  status: 'planned',
  pinned: false,
  sequence: 0,
  revision: 1,
  reasons: [],
  createdAt: '2026-01-01T00:00:00+08:00',
  updatedAt: '2026-01-01T00:00:00+08:00',
  scheduledAt: '2026-01-01T00:00:00+08:00',
});

/** What this version of the program makes of one and the same fact: another text, another edition of every feed. */
export function specimenText(town: Pick<Town, 'id' | 'zone'>, renderer: Renderer): string {
  const frame = calendarFrame({ name: '样张', zone: town.zone, url: 'https://example.invalid/' });
  const component = renderer.activity(specimen(town.id), {
    alarms: true,
    people: () => ['联系人：某人 0000'],
  });
  return Buffer.concat([frame.head, component, frame.foot]).toString();
}
