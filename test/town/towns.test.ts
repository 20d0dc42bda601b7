import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CalendarsError, filesIn, openTowns, readCalendars } from '../../src/town/index.js';
import { calendarsOf } from '../support/installation.js';

const COUNTY = { id: 'suixi', name: '湛江市遂溪县' };

const faultsOf = (dir: string): string[] => {
  try {
    openTowns(dir);
    return [];
  } catch (error) {
    if (!(error instanceof CalendarsError)) throw error;
    return error.faults.map(
      ({ file, path, value, message }) => `${file.slice(dir.length + 1)} ${path}: ${value}: ${message}`,
    );
  }
};

describe('the towns of an installation', () => {
  it('are those of the files, each with what all share', () => {
    const dir = calendarsOf([
      { id: 'atown', name: '甲镇' },
      { id: 'btown', name: '乙镇' },
    ]);
    const towns = openTowns(dir);
    expect(towns.ids).toEqual(['atown', 'btown']);
    expect([towns.has('atown'), towns.has('ctown')]).toEqual([true, false]);
    expect(towns.of('btown').town.name).toBe('乙镇');
    // As long as it is in memory it is one object, and the key dates are everybody's.
    expect(towns.of('btown')).toBe(towns.of('btown'));
    expect(towns.of('btown').keyDates).toBe(towns.of('atown').keyDates);
    expect(towns.counties).toEqual([]);
  });

  it('name those there are when another is asked for', () => {
    const towns = openTowns(calendarsOf([{ id: 'atown' }]));
    expect(() => towns.of('ctown')).toThrow('ctown: 没有这个镇，请把 TOWN 或 --town 改成：atown');
  });

  it('are read again once others were asked for meanwhile, and say what has been broken since', () => {
    const dir = calendarsOf(['atown', 'btown', 'ctown'].map((id) => ({ id })));
    const towns = openTowns(dir, 2);
    const first = towns.of('atown');
    expect(towns.of('ctown').town.id).toBe('ctown');
    // That was the third, so the one asked for longest ago is forgotten, and read anew.
    expect(towns.of('atown')).toBe(first);
    expect(towns.of('btown').town.id).toBe('btown');
    expect(towns.of('ctown').town.id).toBe('ctown');
    expect(towns.of('atown')).not.toBe(first);
    expect(towns.of('atown').town).toEqual(first.town);
    const file = join(dir, 'towns', 'btown.yaml');
    const text = readFileSync(file, 'utf8');
    // It is held against the key dates as they were read at first, and the counties.
    rmSync(join(dir, 'national.yaml'));
    expect(towns.of('btown').town.id).toBe('btown');
    writeFileSync(file, text.replace('id: btown', 'id: dtown'));
    towns.of('atown');
    towns.of('ctown');
    expect(() => towns.of('btown')).toThrow('btown: 没有这个镇');
    writeFileSync(file, text.replace('keyDate: ', 'keyDate: no-'));
    expect(() => towns.of('btown')).toThrow('没有这个节点');
    rmSync(file);
    expect(() => towns.of('btown')).toThrow('btown.yaml');
  });

  it('leave out samples, which are checked all the same', () => {
    const dir = calendarsOf([{ id: 'atown' }]);
    writeFileSync(join(dir, 'towns', '_sample.yaml'), 'id: sample\nname: 某镇\n');
    expect(openTowns(dir).ids).toEqual(['atown']);
    const { faults, towns } = readCalendars(filesIn(dir));
    expect(towns.map(({ town }) => town.id)).toEqual(['atown']);
    expect(faults.some(({ file }) => file.endsWith('_sample.yaml'))).toBe(true);
  });
});

describe('counties', () => {
  it('have the towns that name them', () => {
    const other = { id: 'lianjiang', name: '湛江市廉江市' };
    const dir = calendarsOf(
      [{ id: 'atown' }, { id: 'btown', county: other.name }, { id: 'ctown' }],
      [COUNTY, other],
    );
    const towns = openTowns(dir);
    expect(towns.counties).toEqual([COUNTY, other]);
    expect(towns.townsOf(COUNTY)).toEqual(['atown', 'ctown']);
    expect(towns.townsOf(other)).toEqual(['btown']);
  });

  it("are told at its line of a town that is in none, and of an id that is a town's", () => {
    const dir = calendarsOf([{ id: 'suixi' }, { id: 'btown', county: '某县' }], [COUNTY]);
    expect(faultsOf(dir)).toEqual([
      'towns/btown.yaml county: 某县: counties.yaml 里没有这个县，请改成其中的名称（湛江市遂溪县），或把这个县加进去',
      'towns/suixi.yaml id: suixi: 这个编号是 counties.yaml 里一个县的，请换一个',
    ]);
  });

  it('are told of what stands twice, and of an id that addresses need', () => {
    const twice = calendarsOf([{ id: 'atown' }], [COUNTY, { id: 'suixi', name: '别的县' }]);
    expect(faultsOf(twice)).toEqual(['counties.yaml [1].id: suixi: 与第 1 条重复，请删去一条或改成不同的']);
    const broken = calendarsOf([{ id: 'atown' }], [{ id: 'suixi', name: '' }]);
    // No town is told that it is in no county when it is their file that is at fault.
    expect(faultsOf(broken)).toEqual(['counties.yaml [0].name: : 不能空着']);
    const reserved = calendarsOf([{ id: 'atown' }], [{ id: 'board', name: COUNTY.name }]);
    expect(faultsOf(reserved)[0]).toMatch(/^counties\.yaml \[0\]\.id: board: 这个编号留给网址用了/);
  });
});
