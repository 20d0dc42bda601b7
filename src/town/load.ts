import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { holidayYearSchema, keyDateSchema, type HolidayYear, type KeyDate } from '../calendar/index.js';
import { townCrossChecks } from './crossChecks.js';
import { check, faultAt } from './fault.js';
import { readSource, faultLine, type FileFault, type Source } from './source.js';
import { townSchema, type Town } from './town.js';

export { faultLine, type FileFault } from './source.js';

/** All that stands in `calendars/` for one town. */
export interface Calendars {
  readonly keyDates: readonly KeyDate[];
  readonly holidays: readonly HolidayYear[];
  readonly town: Town;
}

/** Thrown with every fault found; nothing is half-loaded. */
export class CalendarsError extends Error {
  constructor(readonly faults: readonly FileFault[]) {
    super(faults.map(faultLine).join('\n'));
    this.name = 'CalendarsError';
  }
}

const yamlFiles = (dir: string): string[] =>
  existsSync(dir)
    ? readdirSync(dir)
        .filter((name) => name.endsWith('.yaml'))
        .sort()
        .map((name) => join(dir, name))
    : [];

/** The files of `calendars/`, by what they hold. */
export interface CalendarFiles {
  readonly keyDates: readonly string[];
  readonly holidays: readonly string[];
  readonly towns: readonly string[];
}

/** Where the files stand: key dates beside each other, holidays by year, a file a town. */
export const filesIn = (dir: string): CalendarFiles => ({
  keyDates: yamlFiles(dir),
  holidays: yamlFiles(join(dir, 'holidays')),
  towns: yamlFiles(join(dir, 'towns')),
});

/** What a file looks like: a list of key dates, a year's holidays, or a town. */
function kindOf(file: string): keyof CalendarFiles {
  const { data } = readSource(file);
  if (Array.isArray(data)) return 'keyDates';
  return typeof data === 'object' && data !== null && 'holidays' in data ? 'holidays' : 'towns';
}

/** The files of `dir`, with others that take the place of their namesakes: a draft of `gangmen.yaml` for the real one. */
export function filesWith(dir: string, others: readonly string[]): CalendarFiles {
  const files = { ...filesIn(dir) };
  for (const file of others) {
    const kind = kindOf(file);
    files[kind] = [...files[kind].filter((known) => basename(known) !== basename(file)), file];
  }
  return files;
}

const idsIn = (data: unknown): unknown[] =>
  Array.isArray(data) ? data.map((item: unknown) => (item as { id?: unknown } | null)?.id) : [];

/** Reads some files and gathers what is in them and what is wrong with them. */
export class Reader {
  readonly faults: FileFault[] = [];
  readonly keyDates: KeyDate[] = [];
  readonly holidays: HolidayYear[] = [];
  readonly towns: { file: string; town: Town }[] = [];
  readonly #keyDateIds = new Map<unknown, string>();
  readonly #years = new Map<number, string>();
  readonly #townIds = new Map<string, string>();

  #read<S extends z.ZodType>(source: Source, schema: S): z.output<S> | undefined {
    this.faults.push(...source.faults);
    if (source.data === undefined) return undefined;
    const checked = check(schema, source.data);
    if (checked.ok) return checked.value;
    this.faults.push(...checked.faults.map((fault) => source.locate(fault)));
    return undefined;
  }

  keyDatesFrom(file: string): void {
    const source = readSource(file);
    const keyDates = this.#read(source, z.array(keyDateSchema));
    idsIn(source.data).forEach((id, index) => {
      const earlier = this.#keyDateIds.get(id);
      if (id !== undefined && earlier !== undefined)
        this.faults.push(
          source.locate(faultAt(source.data, [index, 'id'], `编号重复，已见于 ${earlier}，请改成不同的`)),
        );
      else this.#keyDateIds.set(id, file);
    });
    if (keyDates) this.keyDates.push(...keyDates);
  }

  holidaysFrom(file: string): void {
    const source = readSource(file);
    const year = this.#read(source, holidayYearSchema);
    if (!year) return;
    const earlier = this.#years.get(year.year);
    if (earlier !== undefined)
      this.faults.push(source.locate(faultAt(source.data, ['year'], `这一年已见于 ${earlier}，请只留一份`)));
    this.#years.set(year.year, file);
    this.holidays.push(year);
  }

  /** After the key dates, for a town's campaigns name them. */
  townFrom(file: string): void {
    const source = readSource(file);
    const town = this.#read(source, townSchema);
    if (source.data !== undefined) {
      const crossed = townCrossChecks(source.data, new Set(this.#keyDateIds.keys()));
      this.faults.push(...crossed.map((fault) => source.locate(fault)));
    }
    if (!town) return;
    const earlier = this.#townIds.get(town.id);
    if (earlier !== undefined)
      this.faults.push(source.locate(faultAt(source.data, ['id'], `这个镇已见于 ${earlier}，请只留一份`)));
    this.#townIds.set(town.id, file);
    this.towns.push({ file, town });
  }

  /** By file and line. */
  sortedFaults(): FileFault[] {
    return [...this.faults].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
  }

  /** @throws CalendarsError with all that was found */
  assertSound(): void {
    if (this.faults.length > 0) throw new CalendarsError(this.sortedFaults());
  }
}

/** Reads all of the files. */
export function readCalendars({ keyDates, holidays, towns }: CalendarFiles): Reader {
  const reader = new Reader();
  for (const file of keyDates) reader.keyDatesFrom(file);
  for (const file of holidays) reader.holidaysFrom(file);
  for (const file of towns) reader.townFrom(file);
  return reader;
}

const nothingIn = (dir: string, what: string): FileFault => ({
  file: dir,
  line: 1,
  path: '',
  keys: [],
  value: '',
  message: `没有找到${what}，请检查 CALENDARS_DIR`,
});

/**
 * All of `dir` for the town with id `townId`.
 *
 * @throws CalendarsError with every fault of every file, or when no file holds that town
 */
export function loadCalendars(dir: string, townId: string): Calendars {
  const files = filesIn(dir);
  if (files.keyDates.length === 0) throw new CalendarsError([nothingIn(dir, '节点文件（national.yaml）')]);
  const reader = readCalendars(files);
  reader.assertSound();
  const found = reader.towns.find(({ town }) => town.id === townId);
  if (!found)
    throw new CalendarsError([
      {
        file: join(dir, 'towns'),
        line: 1,
        path: 'id',
        keys: [],
        value: townId,
        message: `没有这个镇，请把 TOWN 改成：${reader.towns.map(({ town }) => town.id).join('、')}`,
      },
    ]);
  return { keyDates: reader.keyDates, holidays: reader.holidays, town: found.town };
}

/**
 * The town of one file, wherever it lies, with the key dates and holidays of `dir`.
 *
 * @throws CalendarsError with every fault
 */
export function loadTown(dir: string, townFile: string): Calendars {
  const reader = readCalendars({ ...filesIn(dir), towns: [townFile] });
  reader.assertSound();
  const [found] = reader.towns;
  if (!found) throw new Error(`${townFile} has neither faults nor a town`);
  return { keyDates: reader.keyDates, holidays: reader.holidays, town: found.town };
}
