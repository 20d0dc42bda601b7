import type { Town } from '../../../town/index.js';
import { startDayOf } from '../../../facts/index.js';
import { OTHER, subjectsOf, type Subject } from './subjects.js';
import type { YearView } from './view.js';

export interface CoverageColumn extends Subject {
  /** Whether every village ought to have some of it, so that a 0 is a gap. */
  readonly promised: boolean;
}

export interface CoverageRow {
  readonly id: string;
  readonly name: string;
  /** One for each subject, in the matrix's order. */
  readonly counts: readonly number[];
  readonly total: number;
}

/** Who gets how much: activities not cancelled, village × subject. */
export interface Coverage {
  readonly subjects: readonly CoverageColumn[];
  /** Whether the year has any activity at all. */
  readonly released: boolean;
  readonly villages: readonly CoverageRow[];
  /** What the town does as a whole. */
  readonly townWide: CoverageRow;
}

/** The subjects the town has promised its villages; each has a column even while nothing is planned. */
function promised(town: Town, subjectOf: ReturnType<typeof subjectsOf>, view: YearView): Subject[] {
  const enabled = view.occurrences.filter((one) => one.enabled).map(({ id }) => id);
  const campaigns = town.campaigns
    .filter(({ keyDate }) => enabled.includes(keyDate))
    .sort((a, b) => enabled.indexOf(a.keyDate) - enabled.indexOf(b.keyDate))
    .map(({ keyDate }) => subjectOf({ keyDate, duty: null }));
  const duties = town.duties
    .filter((duty) => duty.for === 'village')
    .map(({ id }) => subjectOf({ keyDate: null, duty: id }));
  return [...campaigns, ...duties];
}

/** Counts the year's activities by village and subject. */
export function coverageOf(view: YearView): Coverage {
  const subjectOf = subjectsOf(view.town, view.occurrences);
  const subjects = new Map<string, CoverageColumn>();
  for (const one of promised(view.town, subjectOf, view)) subjects.set(one.key, { ...one, promised: true });
  const counts = new Map<string, Map<string, number>>();
  for (const activity of view.activities) {
    if (activity.status === 'cancelled' || !startDayOf(activity).startsWith(String(view.year))) continue;
    const subject = subjectOf(activity);
    // What only the town does as a whole fits under "other": a column of zeros would look like neglect.
    const known = subjects.has(subject.key) || activity.village !== null ? subject : OTHER;
    if (!subjects.has(known.key)) subjects.set(known.key, { ...known, promised: false });
    const row = activity.village ?? '';
    const mine = counts.get(row) ?? new Map<string, number>();
    counts.set(row, mine);
    mine.set(known.key, (mine.get(known.key) ?? 0) + 1);
  }
  // A date that was over before the calendar began here was nobody's to forget.
  const served = new Set([...counts.values()].flatMap((mine) => [...mine.keys()]));
  for (const { id, end } of view.occurrences) {
    const { key } = subjectOf({ keyDate: id, duty: null });
    const column = subjects.get(key);
    if (column && end < view.today && !served.has(key)) subjects.set(key, { ...column, promised: false });
  }
  // “Other” stands last, wherever its first activity came.
  const other = subjects.get(OTHER.key);
  subjects.delete(OTHER.key);
  const columns = [...subjects.values(), ...(other ? [other] : [])];
  const rowOf = (key: string, name: string): CoverageRow => {
    const numbers = columns.map((subject) => counts.get(key)?.get(subject.key) ?? 0);
    return { id: key, name, counts: numbers, total: numbers.reduce((sum, n) => sum + n, 0) };
  };
  return {
    subjects: columns,
    // Before the release every village has nothing, and none is forgotten.
    released: counts.size > 0,
    villages: view.town.villages.map(({ id, name }) => rowOf(id, name)),
    townWide: rowOf('', ''),
  };
}
