import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative, sep } from 'node:path';
import { describe, expect, it } from '@jest/globals';

/** Each room may import those before it, and itself. Rooms in one line do not know each other. */
const ORDER = [
  ['calendar'],
  ['town'],
  ['facts'],
  ['planner', 'feeds', 'reminders', 'ledger'],
  ['activities'],
  ['imports'],
  ['photos'],
  ['store', 'web'],
  ['environment.ts', 'heap.ts'],
  ['outgoing.ts'],
  ['shell.ts'],
  ['ticking.ts'],
  ['houses.ts'],
  ['firstStart.ts'],
  ['server.ts'],
  ['commands'],
  ['main.ts'],
];

const SRC = 'src';

/** What a pure room may not touch: files, sockets, the environment, chance, clocks. */
const IMPURE =
  /from '(node:(fs|http|net|child_process|worker_threads)|express|lowdb|node-cron|pino)|randomBytes|Math\.random|process\.|performance\.|DateTime\.(now|utc|local)\(\)/;
const isPure = (file: string): boolean =>
  /^src\/(calendar|facts|feeds|imports|ledger|planner|reminders)\//.test(file) &&
  !/^src\/(planner\/solver|imports\/reading)\//.test(file);

const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => join(SRC, name));

const roomOf = (file: string): string => relative(SRC, file).split(sep)[0] ?? '';
const rankOf = (room: string): number => ORDER.findIndex((rooms) => rooms.includes(room));
const text = (file: string): string => readFileSync(file, 'utf8');

const importsOf = (file: string): string[] =>
  [...text(file).matchAll(/(?:from|import|import\() ?'(\.[^']+)'/g)].map(([, path = '']) =>
    normalize(join(dirname(file), path.replace(/\.js$/, '.ts'))),
  );

/** Every import that goes the wrong way, as `file → room`. */
const wrongWays = (files: readonly string[], imports: (file: string) => string[]): string[] =>
  files.flatMap((file) =>
    imports(file)
      .map(roomOf)
      .filter((room) => room !== roomOf(file) && rankOf(room) >= rankOf(roomOf(file)))
      .map((room) => `${file} → ${room}`),
  );

describe('the house', () => {
  it('has a place in the order for every room', () => {
    expect(sources.map(roomOf).filter((room) => rankOf(room) < 0)).toEqual([]);
  });

  it('imports in the order of the rooms only', () => {
    expect(wrongWays(sources, importsOf)).toEqual([]);
  });

  it('would notice an import that goes the wrong way', () => {
    expect(wrongWays(['src/calendar/day.ts'], () => ['src/web/app.ts'])).toEqual([
      'src/calendar/day.ts → web',
    ]);
    expect(wrongWays(['src/feeds/feed.ts'], () => ['src/planner/plan.ts'])).toEqual([
      'src/feeds/feed.ts → planner',
    ]);
  });

  it('keeps files, sockets and clocks out of the pure rooms', () => {
    expect(sources.filter((file) => isPure(file) && IMPURE.test(text(file)))).toEqual([]);
    expect(IMPURE.test('const now = DateTime.now();')).toBe(true);
  });

  it('says in the first lines of each index what the room is for', () => {
    const silent = sources.filter((file) => file.endsWith('/index.ts') && !text(file).startsWith('/**'));
    expect(silent).toEqual([]);
  });
});
