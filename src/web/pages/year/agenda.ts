import type { Day } from '../../../calendar/index.js';
import { byStart, startDayOf, type Activity } from '../../../facts/index.js';
import { publicTextOf, type Town } from '../../../town/index.js';
import type { Words } from '../../words/index.js';
import { commonPlace } from './place.js';
import { subjectsOf, type Subject } from './subjects.js';
import type { YearView } from './view.js';
import { shownActivities } from './filter.js';

/** One line of the list: the same thing at the same time, in as many villages as do it. */
export interface AgendaRow {
  /** 张贴宣传标语, or the title of what was made by hand. */
  readonly what: string;
  /** The form's id, where the form says all; null where a person gave a title. */
  readonly form: string | null;
  readonly time: string;
  readonly state: 'open' | 'done' | 'cancelled';
  /** Ids in the town's order; empty when the whole town does it together. */
  readonly villages: readonly string[];
  readonly everyVillage: boolean;
  readonly place: string | null;
}

/** What a day holds for one key date or duty. */
export interface AgendaBlock {
  readonly subject: Subject;
  readonly rows: readonly AgendaRow[];
}

export interface AgendaDay {
  readonly day: Day;
  /** Activities not cancelled. */
  readonly count: number;
  readonly blocks: readonly AgendaBlock[];
}

const stateOf = ({ status }: Activity): AgendaRow['state'] =>
  status === 'cancelled' || status === 'done' ? status : 'open';

/** What an activity does: its form, or its own title where a person gave it one. */
function whatOf(activity: Activity, form: string, subject: Subject, village: string | undefined): string {
  const own = village === undefined ? activity.title : activity.title.replace(`（${village}）`, '');
  // A planned title is made of subject, form and village; one that names neither was written by a person.
  const made = !activity.id.startsWith('x-') && (own.includes(form) || own.includes(subject.text));
  return made ? form : own.replace(`${subject.text}：`, '');
}

function timeOf({ start, end, allDay }: Activity, t: Words): string {
  const [from, to] = [start.slice(0, 10), end.slice(0, 10)];
  return to > from ? t.dates.until(to) : t.dates.time(start, end, allDay);
}

/** Puts `value` under `key`, beside what is there. */
function pushTo<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** Makes the rows of activities that belong to one day and subject. */
function rowMaker(town: Town, t: Words): (subject: Subject, activities: readonly Activity[]) => AgendaRow[] {
  const clean = publicTextOf(town);
  const forms = new Map(town.forms.map(({ id, name }) => [id, name]));
  const order = new Map(town.villages.map(({ id, name }, index) => [id, { index, name }]));
  const spot = ({ village, place }: Activity) => {
    if (village === null) return { id: null, village, at: -1, place: clean(place) };
    const { name, index } = order.get(village) ?? { name: village, index: order.size };
    return { id: village, village: name, at: index, place: clean(place) };
  };
  const row = (what: string, members: readonly [Activity, ...Activity[]]): AgendaRow => {
    const form = members[0].form;
    const spots = members.map(spot).sort((a, b) => a.at - b.at);
    const villages = [...new Set(spots.flatMap(({ id }) => (id === null ? [] : [id])))];
    return {
      what,
      form: what === forms.get(form) ? form : null,
      time: timeOf(members[0], t),
      state: stateOf(members[0]),
      villages,
      everyVillage: villages.length > 1 && villages.length === order.size,
      place: commonPlace(spots),
    };
  };
  return (subject, activities) => {
    const rows = new Map<string, { what: string; members: [Activity, ...Activity[]] }>();
    for (const one of activities) {
      const village = one.village === null ? undefined : order.get(one.village)?.name;
      const what = clean(whatOf(one, forms.get(one.form) ?? one.form, subject, village));
      const key = JSON.stringify([what, one.start, one.end, stateOf(one), one.village === null]);
      const known = rows.get(key);
      if (known) known.members.push(one);
      else rows.set(key, { what, members: [one] });
    }
    return [...rows.values()].map(({ what, members }) => row(what, members));
  };
}

/** A day with something on, before anything of it is put into words. */
export interface HeldDay {
  readonly day: Day;
  /** Activities not cancelled. */
  readonly count: number;
  /** By start, then id. */
  readonly activities: readonly Activity[];
}

/** The days of the year with something on, in order: for what is counted, and for choosing which of them to write out. */
export function heldDaysOf(view: YearView): HeldDay[] {
  const days = new Map<Day, Activity[]>();
  for (const activity of shownActivities(view).sort(byStart)) pushTo(days, startDayOf(activity), activity);
  return [...days].map(([day, activities]) => ({
    day,
    count: activities.filter(({ status }) => status !== 'cancelled').length,
    activities,
  }));
}

/**
 * Days as a reader wants them: by what they are for, one row for what is alike.
 *
 * @param held all of the year's when left out; a page that shows a few days asks for those, for the words of a year take
 * longer than all the rest of it
 */
export function agendaOf(view: YearView, held: readonly HeldDay[] = heldDaysOf(view)): AgendaDay[] {
  const subjectOf = subjectsOf(view.town, view.occurrences);
  const rowsOf = rowMaker(view.town, view.t);
  return held.map(({ day, count, activities }) => {
    const blocks = new Map<string, Activity[]>();
    for (const activity of activities) pushTo(blocks, subjectOf(activity).key, activity);
    return {
      day,
      count,
      blocks: [...blocks.values()].flatMap((members) => {
        const [first] = members;
        if (!first) return [];
        const subject = subjectOf(first);
        return [{ subject, rows: rowsOf(subject, members) }];
      }),
    };
  });
}
