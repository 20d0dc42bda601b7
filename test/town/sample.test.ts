import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import {
  CalendarsError,
  filesIn,
  filesWith,
  loadCalendars,
  loadTowns,
  publicTextOf,
  readCalendars,
  townSchema,
} from '../../src/town/index.js';
import { freshFolder } from '../support/folder.js';

const SAMPLE = 'calendars/towns/_sample.yaml';
const text = readFileSync(SAMPLE, 'utf8');

/** What is inside an optional, a default, a list or a transformed value. */
const WRAPPED = ['innerType', 'element', 'in'] as const;

/** Every key that the schema takes, as `villages.lawyer`; of alternatives those of all. */
function keysOf(schema: z.core.$ZodType, path = ''): string[] {
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([key, value]) => {
      const at = path === '' ? key : `${path}.${key}`;
      return [at, ...keysOf(value, at)];
    });
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => keysOf(option, path));
  const def = schema._zod.def as Partial<Record<(typeof WRAPPED)[number], z.core.$ZodType>>;
  return WRAPPED.flatMap((name) => (def[name] ? keysOf(def[name], path) : []));
}

/** Every key that is written, in the same manner. */
function written(data: unknown, path = ''): string[] {
  if (Array.isArray(data)) return data.flatMap((item) => written(item, path));
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([key, value]) => {
    const at = path === '' ? key : `${path}.${key}`;
    return [at, ...written(value, at)];
  });
}

const sorted = (keys: readonly string[]): string[] => [...new Set(keys)].sort();

describe('the sample town', () => {
  it('has every field that a town may have', () => {
    const keys = sorted(keysOf(townSchema));
    expect(keys).toEqual(expect.arrayContaining(['market.also', 'duties.due.monthly', 'rules.max-late']));
    expect(sorted(written(parse(text)))).toEqual(keys);
  });

  it('says what each field is for, on its first line, just above, or in a comment that names it', () => {
    const lines = text.split('\n');
    const comments = lines.filter((line) => line.includes('#')).map((line) => line.slice(line.indexOf('#')));
    const first = new Map<string, number>();
    lines.forEach((line, index) => {
      const name = /^\s*(?:- )?([a-zA-Z-]+):/.exec(line)?.[1];
      if (name !== undefined && !first.has(name)) first.set(name, index);
    });
    const explained = (name: string, index: number): boolean =>
      lines[index]?.includes('#') === true ||
      /^\s*#/.test(lines[index - 1] ?? '') ||
      comments.some((comment) => new RegExp(`\\b${name}\\b`).test(comment));
    expect(first.size).toBeGreaterThan(40);
    expect([...first].filter(([name, index]) => !explained(name, index)).map(([name]) => name)).toEqual([]);
  });

  it('loads without a fault and can be planned like any other', () => {
    const [{ town } = { town: undefined }] = loadTowns('calendars', [SAMPLE]);
    expect(town?.name).toBe('样本镇');
  });

  it('is checked with the others, and served by nobody', () => {
    expect(Object.values(filesWith('calendars', [])).flat()).toContain(SAMPLE);
    expect(filesIn('calendars').towns).not.toContain(SAMPLE);
    expect(() => loadCalendars('calendars', 'yangben')).toThrow(CalendarsError);
  });

  it('is no town where there is no other', () => {
    const dir = join(freshFolder(), 'calendars');
    cpSync('calendars', dir, { recursive: true });
    rmSync(join(dir, 'towns', 'gangmen.yaml'));
    expect(() => loadCalendars(dir, 'gangmen')).toThrow('没有找到镇的资料');
  });

  it('names no person, and no number that is somebody’s', () => {
    const { towns } = readCalendars({ ...filesIn('calendars'), towns: [SAMPLE] });
    const [{ town } = { town: undefined }] = towns;
    if (!town) throw new Error('no sample');
    // Stand-ins and nothing that reads as a telephone number: then nothing is masked.
    const prose = text.replaceAll(/code: "\d+"/g, 'code:');
    expect(publicTextOf(town)(prose)).toBe(prose);
    for (const { code } of [town, ...town.villages]) expect(code).toMatch(/^0{9}/);
  });
});
