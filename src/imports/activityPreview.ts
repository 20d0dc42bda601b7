import { activityPatchSchema, newActivitySchema, timesFrom } from '../activities/index.js';
import {
  startDayOf,
  type Activity,
  type ImportFault,
  type ImportNote,
  type ImportRow,
} from '../facts/index.js';
import { check, publicTextOf, type Calendars, type Fault, type Town } from '../town/index.js';
import type { ActivityRow, ActivityValues } from './activityValues.js';
import { changesTo } from './preview.js';

type Sight = Pick<ActivityValues, 'title' | 'village' | 'start'>;

/** What a plan without ids knows an activity by: its name, village and day. */
const sightOf = ({ title, village = null, start }: Sight): string =>
  JSON.stringify([title, village, startDayOf({ start })]);

/** The same with its hour: there may be one in the morning and one in the afternoon. */
export const exactOf = ({ title, village = null, start }: Sight): string =>
  JSON.stringify([title, village, start]);

/** A text on one line: feeds leave controls out. */
const flat = (text: string): string => text.replace(/[\p{Cc}\s]+/gu, ' ').trim();

/** The values, with what a feed only shows otherwise as it is stored: there names and numbers are masked. */
function unmasked(
  values: ActivityValues,
  stored: Activity,
  publicText: (text: string) => string,
): ActivityValues {
  const kept = (field: 'title' | 'place'): Partial<ActivityValues> => {
    const given = values[field];
    const same =
      given !== undefined &&
      [stored[field], publicText(stored[field])].some((text) => flat(text) === flat(given));
    return same ? { [field]: stored[field] } : {};
  };
  return { ...values, ...kept('title'), ...kept('place') };
}

/** Where it is held when nobody says: as for what a plan places. */
function whereOf({ village }: Pick<ActivityValues, 'village'>, town: Town): string {
  const known = town.villages.find(({ id }) => id === village);
  return known ? `${known.name}委会` : town.name;
}

interface Finding {
  readonly row?: ImportRow;
  readonly faults?: readonly ImportFault[];
  readonly note?: ImportNote;
}

/** Holds rows against the activities there are. */
class Desk {
  readonly #byId: ReadonlyMap<string, Activity>;
  readonly #bySight = new Map<string, Activity[]>();
  readonly #publicText: (text: string) => string;
  readonly #newSchema;
  readonly #patchSchema;
  readonly #seen = new Map<string, number>();
  readonly #exact: ReadonlySet<string>;

  constructor(
    private readonly calendars: Pick<Calendars, 'town' | 'keyDates'>,
    activities: readonly Activity[],
    private readonly form: string | null,
    rows: readonly ActivityRow[],
  ) {
    const { town, keyDates } = calendars;
    this.#byId = new Map(activities.map((activity) => [activity.id, activity]));
    for (const activity of activities)
      this.#bySight.set(sightOf(activity), [...(this.#bySight.get(sightOf(activity)) ?? []), activity]);
    this.#exact = new Set(rows.map(({ values }) => exactOf(values)));
    this.#publicText = publicTextOf(town);
    this.#newSchema = newActivitySchema(town, keyDates);
    this.#patchSchema = activityPatchSchema(town, keyDates);
  }

  /** The stored activity a row is about; a text says why none can be told. */
  #targetOf({ ids, known, values }: ActivityRow): Activity | string | null {
    const stored = ids.map((id) => this.#byId.get(id)).find((activity) => activity !== undefined);
    if (ids.length > 0) return stored ?? (known ? '没有这个编号的活动：新的活动请把编号空着' : null);
    const alike = this.#bySight.get(sightOf(values)) ?? [];
    const standing = alike.filter(({ status }) => status !== 'cancelled');
    const candidates = standing.length > 0 ? standing : alike;
    const exact = candidates.find(({ start }) => start === values.start);
    if (exact) return exact;
    // What another row means to the hour, this one does not mean.
    const [only = null, another] = candidates.filter((activity) => !this.#exact.has(exactOf(activity)));
    return another ? '同一天、同一个村有几项同名的活动，分不清是哪一项：请加一列“编号”' : only;
  }

  find(row: ActivityRow): Finding {
    const { town } = this.calendars;
    const at = (message: string): ImportNote => ({ sheet: row.sheet, cell: String(row.row), message });
    const refused = (faults: readonly Pick<Fault, 'keys' | 'value' | 'message'>[]): Finding => ({
      faults: faults.map(({ keys, value, message }) => ({
        sheet: row.sheet,
        cell: row.cellOf(String(keys[0] ?? '')),
        value,
        message,
      })),
    });
    const target = this.#targetOf(row);
    if (typeof target === 'string') return refused([{ keys: ['id'], value: '', message: target }]);
    const key = target?.id ?? row.ids.at(-1) ?? exactOf(row.values);
    const before = this.#seen.get(key);
    if (before !== undefined)
      return refused([
        { keys: [], value: row.values.title, message: `和第 ${before} 行是同一项活动，请只留一行` },
      ]);
    this.#seen.set(key, row.row);
    const result = timesFrom(row.values, town.zone);
    if ('faults' in result) return refused(result.faults);
    const values = { ...row.values, ...result.times };
    if (target === null)
      return row.cancelled ? { note: at('已取消的，没有导入') } : this.#fresh(row, values, refused);
    return this.#stored(row, values, target, { at, refused });
  }

  #fresh(row: ActivityRow, given: ActivityValues, refused: (faults: readonly Fault[]) => Finding): Finding {
    const form = this.form === null ? {} : { form: this.form };
    const values = { village: null, ...form, ...row.defaults, ...given };
    const input = { ...values, place: values.place ?? whereOf(values, this.calendars.town) };
    const checked = check(this.#newSchema, input);
    if (!checked.ok)
      return refused(
        checked.faults.map((fault) =>
          fault.keys[0] === 'form' && fault.value === ''
            ? { ...fault, message: '缺形式，请补上；整份都是一种形式的，导入时可以选“没写形式的按”' }
            : fault,
        ),
      );
    const { sheet, row: number, ids } = row;
    return {
      row: {
        sheet,
        row: number,
        action: 'new',
        target: ids.at(-1) ?? null,
        revision: 0,
        changes: [],
        values: input,
      },
    };
  }

  #stored(
    row: ActivityRow,
    given: ActivityValues,
    target: Activity,
    { at, refused }: { at: (message: string) => ImportNote; refused: (faults: readonly Fault[]) => Finding },
  ): Finding {
    const { sheet, row: number } = row;
    const base = { sheet, row: number, target: target.id, revision: target.revision };
    const unchanged: ImportRow = { ...base, action: 'unchanged', changes: [], values: {} };
    // What a person cancelled or recorded here, an older file does not undo.
    if (target.status === 'cancelled')
      return row.cancelled
        ? { row: unchanged }
        : { row: unchanged, note: at('这项活动在系统里已取消，导入不恢复它') };
    const cancelling = row.cancelled ? { status: 'cancelled' as const } : {};
    const changes = changesTo(target, { ...unmasked(given, target, this.#publicText), ...cancelling });
    if (changes.length === 0) return { row: unchanged };
    if (target.status === 'done') return { row: unchanged, note: at('这项活动已完成，导入不改它') };
    const patch = Object.fromEntries(changes.map(({ field, after }) => [field, after]));
    const checked = check(this.#patchSchema, patch);
    return checked.ok
      ? { row: { ...base, action: 'changed', changes, values: patch } }
      : refused(checked.faults);
  }
}

/**
 * What the rows would do to the activities there are.
 *
 * @param form of those for which the file names none
 */
export function activityPreview(
  rows: readonly ActivityRow[],
  activities: readonly Activity[],
  calendars: Pick<Calendars, 'town' | 'keyDates'>,
  form: string | null,
): { readonly rows: ImportRow[]; readonly faults: ImportFault[]; readonly notes: ImportNote[] } {
  const desk = new Desk(calendars, activities, form, rows);
  const findings = rows.map((row) => desk.find(row));
  return {
    rows: findings.flatMap(({ row }) => row ?? []),
    faults: findings.flatMap(({ faults = [] }) => faults),
    notes: findings.flatMap(({ note }) => note ?? []),
  };
}
