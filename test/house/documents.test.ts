import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const PAGES = [
  'README.md',
  'README.zh-CN.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  'calendars/README.md',
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

/** What stands in code, without the blocks of other people's files. */
const codeOf = (text: string): string[] => [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);

/** Files and folders of ours that a page names; `NAME` in one stands for many. */
const pathsIn = (text: string): string[] =>
  codeOf(text)
    .flatMap((code) => code.split(' '))
    .filter((word) => /^(src|test|bench|docs|\.ci)\/[\w./-]+$/.test(word) && !word.includes('NAME'));

/** A path as it is imported or run in the tests may leave its ending out; a suite's folder is made when it runs. */
const isThere = (path: string): boolean => {
  const stem = path.replace(/\/$/, '');
  return [path, `${stem}.ts`, `${stem}.test.ts`].some((candidate) => existsSync(candidate));
};

/** An anchor as GitHub makes it of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');

const anchorsOf = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));

/** Links to files of ours, with the part they lead to. */
const linksIn = (file: string): { path: string; anchor: string }[] =>
  [...readFileSync(file, 'utf8').matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [path = '', anchor = ''] = target.split('#');
      return { path: path === '' ? file : join(dirname(file), path), anchor };
    });

describe.each(PAGES)('%s', (file) => {
  const text = readFileSync(file, 'utf8');

  it('names files that are there', () => {
    expect(pathsIn(text).filter((path) => !isThere(path))).toEqual([]);
  });

  it('links to pages and parts that are there', () => {
    const broken = linksIn(file).filter(
      ({ path, anchor }) =>
        !existsSync(path) || (anchor !== '' && path.endsWith('.md') && !anchorsOf(path).includes(anchor)),
    );
    expect(broken).toEqual([]);
  });

  it('names scripts that npm has', () => {
    const named = [...text.matchAll(/npm run (?:--silent )?([a-z][\w:]*)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });
});

describe('the page for whoever carries on', () => {
  const rooms = [...readFileSync('CONTRIBUTING.md', 'utf8').matchAll(/^\| `src\/(\w+)\/`/gm)].map(
    ([, room = '']) => room,
  );

  it('has every room of the house', () => {
    const folders = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect([...rooms].sort()).toEqual(folders.map(({ name }) => name).sort());
  });

  it('would notice a file that is gone, and a part that is none', () => {
    expect(
      pathsIn('see `src/calendar/gone.ts` and `src/calendar/index.ts`').filter((path) => !isThere(path)),
    ).toEqual(['src/calendar/gone.ts']);
    expect(anchorsOf('CONTRIBUTING.md')).toContain('a-rule-word');
    expect(anchorsOf('CONTRIBUTING.md')).not.toContain('a-rule');
  });
});
