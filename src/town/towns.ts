import { join } from 'node:path';
import type { HolidayYear, KeyDate } from '../calendar/index.js';
import type { County } from './county.js';
import { filesIn, misplacedIn, servedOf } from './files.js';
import { CalendarsError, readCalendars, readTown } from './reader.js';
import type { Town } from './town.js';

/** All that stands in `calendars/` for one town. */
export interface Calendars {
  readonly keyDates: readonly KeyDate[];
  readonly holidays: readonly HolidayYear[];
  readonly town: Town;
}

/**
 * How many towns' data are kept in memory: a province's, for each is looked at every two hours. One takes 36 kB there, and
 * thirty milliseconds of processor to read again.
 */
export const MOST_IN_MEMORY = 2000;

/** The towns of an installation, each with the key dates and days off that all share. */
export interface Towns {
  /** In the order of their files. */
  readonly ids: readonly string[];
  has(id: string): boolean;
  /**
   * What stands in `calendars/` for a town; the same object as long as it is in memory, else read again from its file.
   *
   * @throws CalendarsError when there is no such town, or its file has been broken since
   */
  of(id: string): Calendars;
  /** In the order of `counties.yaml`; none without it. */
  readonly counties: readonly County[];
  /** The ids of a county's towns, in the order of their files. */
  townsOf(county: Pick<County, 'name'>): readonly string[];
}

const noTown = (dir: string, id: string, ids: readonly string[]): CalendarsError =>
  new CalendarsError([
    {
      file: join(dir, 'towns'),
      line: 1,
      path: 'id',
      keys: [],
      value: id,
      message: `没有这个镇，请把 TOWN 或 --town 改成：${ids.join('、')}`,
    },
  ]);

class TownsOfFolder implements Towns {
  readonly ids: readonly string[];
  readonly #inMemory = new Map<string, Calendars>();

  constructor(
    private readonly dir: string,
    private readonly fileOf: ReadonlyMap<string, string>,
    private readonly shared: Omit<Calendars, 'town'>,
    readonly counties: readonly County[],
    private readonly idsOf: ReadonlyMap<string, readonly string[]>,
    private readonly most: number,
  ) {
    this.ids = [...fileOf.keys()];
  }

  has(id: string): boolean {
    return this.fileOf.has(id);
  }

  of(id: string): Calendars {
    const known = this.#inMemory.get(id);
    const calendars = known ?? { ...this.shared, town: this.#read(id) };
    // The one asked for last is the last to be forgotten.
    this.#inMemory.delete(id);
    this.keep(calendars);
    return calendars;
  }

  townsOf({ name }: Pick<County, 'name'>): readonly string[] {
    return this.idsOf.get(name) ?? [];
  }

  keep(calendars: Calendars): void {
    this.#inMemory.set(calendars.town.id, calendars);
    if (this.#inMemory.size <= this.most) return;
    const [oldest] = this.#inMemory.keys();
    if (oldest !== undefined) this.#inMemory.delete(oldest);
  }

  #read(id: string): Town {
    const file = this.fileOf.get(id);
    if (file === undefined) throw noTown(this.dir, id, this.ids);
    // The key dates in memory are what all towns share; to read them again would take five times as long.
    const reader = readTown(file, { keyDates: this.shared.keyDates, counties: this.counties });
    reader.assertSound();
    const [found] = reader.towns;
    if (found?.town.id !== id) throw noTown(this.dir, id, this.ids);
    return found.town;
  }
}

/**
 * Every town of `dir`.
 *
 * @param most how many are kept in memory
 * @throws CalendarsError with every fault of every file
 */
export function openTowns(dir: string, most = MOST_IN_MEMORY): Towns {
  const files = servedOf(filesIn(dir));
  const misplaced = misplacedIn(dir, files);
  if (misplaced.length > 0) throw new CalendarsError(misplaced);
  const reader = readCalendars(files);
  reader.assertSound();
  const { keyDates, holidays, counties } = reader;
  const towns = new TownsOfFolder(
    dir,
    new Map(reader.towns.map(({ file, town }) => [town.id, file])),
    { keyDates, holidays },
    counties,
    new Map(
      counties.map(({ name }) => [
        name,
        reader.towns.filter(({ town }) => town.county === name).map(({ town }) => town.id),
      ]),
    ),
    most,
  );
  for (const { town } of reader.towns.slice(0, most)) towns.keep({ keyDates, holidays, town });
  return towns;
}
