import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const TEXT = readFileSync('SECURITY.md', 'utf8');
const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  dependencies: Record<string, string>;
};

const rows = TEXT.split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

describe('SECURITY.md', () => {
  it('names for each line of the checklist a test that is there', () => {
    const checks = rows.filter(([number = '']) => /^\d+\.\d+\.\d+/.test(number));
    expect(checks.length).toBeGreaterThan(30);
    expect(checks.filter(([, , test = '']) => !test.endsWith('.test.ts') || !existsSync(test))).toEqual([]);
  });

  it('lists every package that runs, in the version that is pinned', () => {
    const listed = rows.flatMap(([name = '', version = '']) => {
      const bare = /^`(.+)`$/.exec(name)?.[1];
      return bare === undefined ? [] : [[bare, version]];
    });
    expect(Object.fromEntries(listed)).toEqual(dependencies);
  });
});
