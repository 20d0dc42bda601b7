import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
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

/** Where the files stand: key dates beside each other, holidays by year, a file a town. */
export const filesIn = (dir: string) => ({
  keyDates: yamlFiles(dir),
  holidays: yamlFiles(join(dir, 'holidays')),
  towns: yamlFiles(join(dir, 'towns')),
});

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
    if (source.faults.length > 0) {
      this.faults.push(...source.faults);
      return undefined;
    }
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

  /** A file from elsewhere, as what it looks like: a list of key dates, a year's holidays, or a town. */
  anyFrom(file: string): void {
    const { data } = readSource(file);
    if (Array.isArray(data)) this.keyDatesFrom(file);
    else if (typeof data === 'object' && data !== null && 'holidays' in data) this.holidaysFrom(file);
    else this.townFrom(file);
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

/** Reads key dates and holidays of `dir`, and the towns of `townFiles` (else all of `dir`). */
export function readCalendars(dir: string, townFiles?: readonly string[]): Reader {
  const files = filesIn(dir);
  const reader = new Reader();
  files.keyDates.forEach((file) => {
    reader.keyDatesFrom(file);
  });
  files.holidays.forEach((file) => {
    reader.holidaysFrom(file);
  });
  (townFiles ?? files.towns).forEach((file) => {
    reader.townFrom(file);
  });
  if (files.keyDates.length === 0)
    reader.faults.push({
      file: dir,
      line: 1,
      path: '',
      keys: [],
      value: '',
      message: '没有找到节点文件（national.yaml），请检查 CALENDARS_DIR',
    });
  return reader;
}

/**
 * All of `dir` for the town with id `townId`.
 *
 * @throws CalendarsError with every fault of every file, or when no file holds that town
 */
export function loadCalendars(dir: string, townId: string): Calendars {
  const reader = readCalendars(dir);
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
  const reader = readCalendars(dir, [townFile]);
  reader.assertSound();
  const [found] = reader.towns;
  if (!found) throw new Error(`${townFile} has neither faults nor a town`);
  return { keyDates: reader.keyDates, holidays: reader.holidays, town: found.town };
}
