import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { PLAN_WARNINGS } from '../../src/planner/index.js';
import { DRAFT_WARNINGS } from '../../src/activities/index.js';
import { COMMANDS } from '../../src/commands/index.js';
import { VARIABLES } from '../../src/environment.js';

const READMES = ['README.md', 'README.zh-CN.md'];
const rows = (file: string): string[][] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replace(/^`|`$/g, '')),
    );

describe.each(READMES)('%s', (file) => {
  it('lists every variable the program reads, with its default', () => {
    const listed = rows(file).filter(([name = '']) => /^[A-Z_]+$/.test(name));
    expect(listed.map(([name]) => name)).toEqual(Object.keys(VARIABLES));
    for (const [name = '', shown] of listed) {
      const { fallback } = VARIABLES[name as keyof typeof VARIABLES];
      if (fallback !== undefined) expect([name, shown]).toEqual([name, fallback]);
    }
  });

  it('lists every command of the program', () => {
    const listed = rows(file).flatMap(([name = '']) => /^pufa ([\w-]+)/.exec(name)?.[1] ?? []);
    expect(listed.sort()).toEqual(Object.keys(COMMANDS).sort());
    expect(listed).toHaveLength(12);
  });

  it('lists every warning a plan can bear', () => {
    const listed = rows(file).flatMap(([name = '']) => (/^[a-z-]+$/.test(name) ? [name] : []));
    expect(listed).toEqual([...PLAN_WARNINGS, ...DRAFT_WARNINGS]);
  });

  it('shows pictures that are there', () => {
    const pictures = [...readFileSync(file, 'utf8').matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(
      ([, path = '']) => path,
    );
    expect(pictures).not.toEqual([]);
    for (const picture of pictures) expect(readFileSync(picture).subarray(1, 4).toString()).toBe('PNG');
  });
});
