import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { freshFolder } from '../support/folder.js';
import { freshDatabase } from '../support/postgres/index.js';
import { preparedFolder } from '../support/preparedFolder.js';
import { startProgram } from '../support/program.js';

const PAGE = readFileSync('docs/admin.md', 'utf8');

/** The blocks of commands of a section, in their order. */
const blocksOf = (heading: string): string[] => {
  const section = PAGE.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/```sh\n([^]*?)```/g)].map(([, block = '']) => block);
};

interface Installation {
  readonly etc: string;
  readonly lib: string;
  readonly backups: string;
  /** The program as it is installed, in the place of `/opt/pufa`. */
  readonly opt: string;
  /** What `systemctl` was asked for. */
  readonly asked: () => string[];
  /** Pastes a block in a release's folder; the others are those of this installation. @throws when a command of it fails */
  readonly paste: (block: string) => string;
}

/** What `npm run build` and `npm prune` leave; the packages by a link, for they are many. */
function releaseIn(dir: string): void {
  mkdirSync(dir);
  for (const name of ['dist', 'docs', 'package.json']) cpSync(name, join(dir, name), { recursive: true });
  symlinkSync(resolve('node_modules'), join(dir, 'node_modules'));
}

/** An installation as the page makes it, in a folder of its own, with the very wrapper that is installed. */
async function installed(): Promise<Installation> {
  const root = freshFolder();
  const placeOf = (name: string): string => join(root, name);
  const [etc, bin, backups, opt] = [placeOf('etc'), placeOf('bin'), placeOf('backups'), placeOf('opt')];
  releaseIn(opt);
  releaseIn(placeOf('release'));
  const lib = await preparedFolder();
  for (const dir of [etc, bin, backups]) mkdirSync(dir);
  const calls = join(root, 'systemctl');
  writeFileSync(calls, '');
  const placed = (text: string): string =>
    text
      .replaceAll('/etc/pufa/calendars', resolve('calendars'))
      .replaceAll('/etc/pufa', etc)
      .replaceAll('/var/lib/pufa', lib)
      .replaceAll('/var/backups/pufa', backups)
      .replaceAll('/usr/bin/node', process.execPath)
      .replaceAll('/opt/pufa', opt);
  writeFileSync(join(etc, 'pufa.env'), placed(readFileSync('docs/deploy/pufa.env', 'utf8')));
  const command = (name: string, text: string): void => {
    writeFileSync(join(bin, name), text);
    chmodSync(join(bin, name), 0o755);
  };
  // This test is nobody's service: the user is left out, all else is the wrapper's own.
  command(
    'pufa',
    placed(readFileSync('docs/deploy/pufa', 'utf8')).replace('exec runuser -u pufa --', 'exec'),
  );
  command('systemctl', `#!/bin/sh\necho "$*" >> ${calls}\n`);
  command('install', '#!/bin/sh\nexit 0\n');
  command('node', `#!/bin/sh\nexec ${process.execPath} "$@"\n`);
  return {
    etc,
    lib,
    backups,
    opt,
    asked: () => readFileSync(calls, 'utf8').split('\n').slice(0, -1),
    paste: (block) => {
      const { status, stdout, stderr } = spawnSync('bash', ['-e', '-c', placed(block)], {
        cwd: placeOf('release'),
        encoding: 'utf8',
        timeout: 60_000,
        env: { PATH: `${bin}:/usr/bin:/bin`, TMPDIR: root },
      });
      if (status !== 0) throw new Error(`${block}\n${stdout}${stderr}`);
      return stdout;
    },
  };
}

const filesBefore = (lib: string): string[] =>
  readdirSync(lib).filter((name) => name.startsWith('before-restore-'));

describe('the administrator’s page', () => {
  it('writes commands that a shell can read', () => {
    const blocks = [...PAGE.matchAll(/```sh\n([^]*?)```/g)].map(([, block = '']) => block);
    expect(blocks.length).toBeGreaterThan(12);
    for (const block of blocks) expect(spawnSync('bash', ['-n', '-c', block]).status).toBe(0);
  });

  it('backs up, rehearses and restores as it says', async () => {
    const { paste, lib, backups, asked } = await installed();
    const [backup = '', rehearse = '', restore = ''] = blocksOf('备份和恢复');
    expect(paste(backup)).toContain('已备份到');
    expect(readdirSync(backups)).toEqual(['pufa-today.tar.gz']);
    const before = readFileSync(join(lib, 'store.json'), 'utf8');

    const rehearsed = paste(rehearse);
    expect(rehearsed).toMatch(/已恢复 .+ 的备份[^]*没有问题/);
    expect(Number(rehearsed.trim().split('\n').at(-1))).toBeGreaterThan(100);
    // What is in use was not touched.
    expect([readFileSync(join(lib, 'store.json'), 'utf8') === before, filesBefore(lib)]).toEqual([true, []]);

    expect(paste(restore)).toMatch(/已恢复 .+ 的备份[^]*没有问题/);
    expect(filesBefore(lib)).toHaveLength(1);
    expect(asked()).toEqual(['stop pufa', 'start pufa']);
  }, 120_000);

  it('upgrades and goes back as it says', async () => {
    const { paste, lib, opt, asked } = await installed();
    const [upgrade = '', back = ''] = blocksOf('升级，和退回去');
    const before = readFileSync(join(lib, 'store.json'), 'utf8');
    writeFileSync(join(opt, 'old'), '');
    expect(paste(upgrade)).toMatch(/已备份到[^]*没有问题/);
    expect([existsSync(join(opt, 'old')), existsSync(join(`${opt}-old`, 'old'))]).toEqual([false, true]);
    expect(asked()).toEqual(['stop pufa', 'start pufa']);

    // What the new version has written goes with it.
    writeFileSync(join(lib, 'store.json'), '{"version": 9999}');
    expect(paste(back)).toMatch(/已恢复 .+ 的备份/);
    expect([existsSync(join(opt, 'old')), existsSync(`${opt}-old`)]).toEqual([true, false]);
    const facts = (text: string): unknown => (JSON.parse(text) as { facts: unknown }).facts;
    expect(facts(readFileSync(join(lib, 'store.json'), 'utf8'))).toEqual(facts(before));
  }, 120_000);

  it('moves to PostgreSQL and back as it says', async () => {
    const { paste, etc, lib } = await installed();
    const [, there = '', back = ''] = blocksOf('搬到 PostgreSQL，再搬回来');
    writeFileSync(join(etc, 'database_url'), `${await freshDatabase()}\n`, { mode: 0o600 });
    expect(paste(there)).toMatch(/逐条核对无误[^]*没有问题/);
    expect(paste(back)).toMatch(/已恢复 .+ 的备份[^]*没有问题/);
    expect(existsSync(join(etc, 'database_url'))).toBe(false);
    // What stood in the folder since the move there is kept.
    expect(filesBefore(lib)).toHaveLength(1);
  }, 180_000);

  it('asks the running program what it says can be asked', async () => {
    const { paste, lib } = await installed();
    const program = await startProgram({ DATA_DIR: lib });
    const [ask = ''] = blocksOf('看着它');
    const answer = paste(ask.replaceAll('http://127.0.0.1:8080', program.url));
    await program.stop('SIGTERM');
    expect(answer).toContain('{"status":"ok"}');
    expect(answer).toContain('{"status":"live"}');
    const named = [...PAGE.matchAll(/`(pufa_[a-z_]+)`/g)].map(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(3);
    // A kind of number stands there as soon as there is one.
    const kinds = readFileSync('src/web/watching/metrics.ts', 'utf8');
    expect(named.filter((name) => !kinds.includes(`'${name}'`))).toEqual([]);
    expect(answer).toContain('pufa_reminders_due');
  }, 60_000);

  it('explains words of the log that the program writes', () => {
    const section = PAGE.split('\n## 看着它\n')[1] ?? '';
    const words = [...section.matchAll(/^\| `([a-z ]+)` +\| (?:info|error)/gm)].map(([, word = '']) => word);
    expect(words).toContain('tick failed');
    const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join('src', name), 'utf8'))
      .join('\n');
    expect(words.filter((word) => !sources.includes(`, '${word}')`))).toEqual([]);
  });
});
