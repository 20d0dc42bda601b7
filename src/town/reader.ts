import { z } from 'zod';
import { holidayYearSchema, keyDateSchema, type HolidayYear, type KeyDate } from '../calendar/index.js';
import { townCrossChecks } from './crossChecks.js';
import { countySchema, type County } from './county.js';
import { check, faultAt, type Fault } from './fault.js';
import type { CalendarFiles } from './files.js';
import { faultLine, readSource, type FileFault, type Source } from './source.js';
import { townSchema, type Town } from './town.js';

/** Thrown with every fault found; nothing is half-loaded. */
export class CalendarsError extends Error {
  constructor(readonly faults: readonly FileFault[]) {
    super(faults.map(faultLine).join('\n'));
    this.name = 'CalendarsError';
  }
}

const idsIn = (data: unknown): unknown[] =>
  Array.isArray(data) ? data.map((item: unknown) => (item as { id?: unknown } | null)?.id) : [];

/** What a town is held against that stands in other files. */
interface KnownData {
  readonly keyDates: readonly Pick<KeyDate, 'id'>[];
  readonly counties: readonly County[];
}

/** Reads some files and gathers what is in them and what is wrong with them. */
export class Reader {
  readonly faults: FileFault[] = [];
  readonly keyDates: KeyDate[] = [];
  readonly holidays: HolidayYear[] = [];
  readonly counties: County[];
  readonly towns: { file: string; town: Town }[] = [];
  /** With the file that each stands in. */
  readonly #keyDateIds: Map<unknown, string>;
  readonly #years = new Map<number, string>();
  readonly #townIds = new Map<string, string>();

  /** @param known what was read before and is not read again */
  constructor(known: KnownData = { keyDates: [], counties: [] }) {
    this.#keyDateIds = new Map(known.keyDates.map(({ id }) => [id, '']));
    this.counties = [...known.counties];
  }

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

  countiesFrom(file: string): void {
    const source = readSource(file);
    const counties = this.#read(
      source,
      z.array(countySchema).min(1, '至少写一个县；没有县级总览就不要这个文件'),
    );
    if (!counties) return;
    for (const key of ['id', 'name'] as const) {
      const first = new Map<string, number>();
      counties.forEach((county, index) => {
        const earlier = first.get(county[key]);
        if (earlier === undefined) first.set(county[key], index);
        else
          this.faults.push(
            source.locate(
              faultAt(source.data, [index, key], `与第 ${earlier + 1} 条重复，请删去一条或改成不同的`),
            ),
          );
      });
    }
    this.counties.push(...counties);
  }

  /** What is wrong between a town and the counties. */
  #countyFaults({ id, county }: Town, data: unknown): Fault[] {
    // Where none is stated a town's county is a name and no more; where their file is refused it has its own faults.
    if (this.counties.length === 0) return [];
    const names = this.counties.map(({ name }) => name);
    return [
      ...(this.counties.some((other) => other.id === id)
        ? [faultAt(data, ['id'], '这个编号是 counties.yaml 里一个县的，请换一个')]
        : []),
      ...(names.includes(county)
        ? []
        : [
            faultAt(
              data,
              ['county'],
              `counties.yaml 里没有这个县，请改成其中的名称（${names.join('、')}），或把这个县加进去`,
            ),
          ]),
    ];
  }

  /** After the key dates, for a town's campaigns name them, and after the counties. */
  townFrom(file: string, { isSample = false }: { readonly isSample?: boolean } = {}): void {
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
    // A sample is nobody's town: neither served nor of a county.
    if (isSample) return;
    this.faults.push(...this.#countyFaults(town, source.data).map((fault) => source.locate(fault)));
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
export function readCalendars({ keyDates, holidays, counties, towns, samples }: CalendarFiles): Reader {
  const reader = new Reader();
  for (const file of keyDates) reader.keyDatesFrom(file);
  for (const file of holidays) reader.holidaysFrom(file);
  for (const file of counties) reader.countiesFrom(file);
  for (const file of towns) reader.townFrom(file);
  for (const file of samples) reader.townFrom(file, { isSample: true });
  return reader;
}

/** Reads one town's file, held against what was read of the others before. */
export function readTown(file: string, known: KnownData): Reader {
  const reader = new Reader(known);
  reader.townFrom(file);
  return reader;
}
