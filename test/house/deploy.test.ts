import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { VARIABLES } from '../../src/environment.js';
import { MOST_PHOTOS } from '../../src/facts/index.js';
import { MOST_BYTES } from '../../src/photos/index.js';
import { HTTP_LIMITS } from '../../src/web/index.js';
import { closeAtEnd } from '../support/folder.js';

/*
 * The files by which the program is installed, held against the program: what nobody runs here would else be wrong
 * on the first day on which it is needed.
 */

const text = (file: string): string => readFileSync(file, 'utf8');

/** Every name the program reads from its environment, those of files with secrets too. */
const KNOWN = Object.entries(VARIABLES).flatMap(([name, { secret }]) =>
  secret ? [name, `${name}_FILE`] : [name],
);
const unknownIn = (names: readonly string[]): string[] =>
  names.filter((name) => name !== 'NODE_ENV' && !KNOWN.includes(name));

/** A Dockerfile's instructions, continued lines joined. */
const instructions = text('Dockerfile')
  .replaceAll(/^#.*\n/gm, '')
  .replaceAll(/\\\n\s*/g, ' ')
  .split('\n')
  .flatMap((line) => {
    const [, word = '', rest = ''] = /^([A-Z]+) (.+)$/.exec(line) ?? [];
    return word === '' ? [] : [{ word, rest }];
  });
const having = (word: string): string[] =>
  instructions.filter((instruction) => instruction.word === word).map(({ rest }) => rest);

describe('the Dockerfile', () => {
  it('builds in one stage and runs in another, each of a Node that is supported', () => {
    expect(having('FROM')).toEqual(['node:20-slim AS build', 'node:20-slim']);
    const { engines } = JSON.parse(text('package.json')) as { engines: { node: string } };
    expect(engines.node).toBe('>=20.12');
  });

  it('brings no package of development into the image', () => {
    expect(having('RUN').filter((command) => command.includes('npm ci'))).toHaveLength(1);
    expect(having('RUN').some((command) => command.includes('npm prune --omit=dev'))).toBe(true);
  });

  it('keeps the files of the font that the program reads', () => {
    const [, pattern = ''] = /! -name '([^']+)'/.exec(having('RUN').join('\n')) ?? [];
    const kept = new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`);
    const names = ['src/web/fontFiles.ts', 'src/web/sheet/paper.ts'].flatMap((file) =>
      [...text(file).matchAll(/noto-sans-sc\/files\/(noto-sans-sc-[\w-]+)/g)].map(([, name = '']) => name),
    );
    // The sheet's are put together of this and a weight.
    expect(names).toEqual(['noto-sans-sc-chinese-simplified-400-normal', 'noto-sans-sc-chinese-simplified']);
    const read = ['400-normal.woff2', '400-normal.woff', '700-normal.woff'];
    expect(read.filter((name) => !kept.test(`noto-sans-sc-chinese-simplified-${name}`))).toEqual([]);
    expect(kept.test('noto-sans-sc-4-400-normal.woff2')).toBe(false);
  });

  it('copies what is there and what .dockerignore lets through', () => {
    const copied = having('COPY')
      .filter((rest) => !rest.startsWith('--from'))
      .flatMap((rest) => rest.split(' ').slice(0, -1));
    const allowed = text('.dockerignore')
      .split('\n')
      .flatMap((line) => /^!(.+)$/.exec(line)?.[1] ?? []);
    expect([...copied].sort()).toEqual([...allowed].sort());
    expect(copied.filter((path) => !existsSync(path))).toEqual([]);
    // What the build runs of ours at the top of the tree has to be there too.
    const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> };
    const run = Object.values(scripts)
      .filter((script) => !/jest|bash|bench/.test(script))
      .flatMap((script) => [...script.matchAll(/node ([\w-]+\.js)/g)].map(([, name = '']) => name));
    expect(run.filter((name) => !copied.includes(name))).toEqual([]);
  });

  it('does not run as root, and sets only what the program reads', () => {
    const last = instructions.findLastIndex(({ word }) => word === 'FROM');
    const after = instructions.slice(last);
    expect(after.filter(({ word }) => word === 'USER').map(({ rest }) => rest)).toEqual(['node']);
    const user = after.findIndex(({ word }) => word === 'USER');
    expect(after.slice(user).filter(({ word }) => word === 'RUN' || word === 'COPY')).toEqual([]);
    const names = having('ENV').flatMap((rest) => [...rest.matchAll(/(\w+)=/g)].map(([, name = '']) => name));
    expect(names).toContain('DATA_DIR');
    expect(unknownIn(names)).toEqual([]);
  });

  it('asks for health with what is in the image: well, not well, and gone', async () => {
    const [, command = ''] = /CMD (\[.+\])$/.exec(having('HEALTHCHECK')[0] ?? '') ?? [];
    const [program, ...args] = JSON.parse(command) as string[];
    expect(program).toBe('node');
    let status = 200;
    const asked: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url);
      response.writeHead(status).end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const PORT = String((server.address() as AddressInfo).port);
    const close = async (): Promise<void> => {
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    };
    closeAtEnd(close);
    const healthy = async (): Promise<unknown> => {
      const child = spawn(process.execPath, args, { env: { PORT }, stdio: 'ignore', timeout: 20_000 });
      return ((await once(child, 'close')) as unknown[])[0];
    };
    expect(await healthy()).toBe(0);
    status = 503;
    expect(await healthy()).toBe(1);
    await close();
    expect(await healthy()).toBe(1);
    expect(asked).toEqual(['/healthz?live', '/healthz?live']);
  }, 60_000);
});

interface Compose {
  readonly services: Record<
    string,
    {
      readonly environment: Record<string, string>;
      readonly secrets: string[];
      readonly volumes: string[];
      readonly ports?: string[];
      readonly healthcheck?: unknown;
      readonly build?: string;
    }
  >;
  readonly secrets: Record<string, { file: string }>;
  readonly volumes: Record<string, unknown>;
}

describe('compose.yaml', () => {
  const { services, secrets, volumes } = parse(text('compose.yaml')) as Compose;
  const all = Object.values(services);

  it('defines every secret and volume that is used, and uses every one it defines', () => {
    expect([...new Set(all.flatMap((service) => service.secrets))].sort()).toEqual(
      Object.keys(secrets).sort(),
    );
    const named = all
      .flatMap((service) => service.volumes)
      .map((volume) => volume.split(':')[0] ?? '')
      .filter((source) => !source.startsWith('.'));
    expect(named.sort()).toEqual(Object.keys(volumes).sort());
  });

  it('holds no secret, and sets only what the program reads', () => {
    expect(unknownIn(Object.keys(services.pufa?.environment ?? {}))).toEqual([]);
    for (const { environment } of all)
      for (const [name, value] of Object.entries(environment))
        if (/TOKEN|PASSWORD|DATABASE_URL/.test(name))
          expect([name, value]).toEqual([
            expect.stringMatching(/_FILE$/),
            expect.stringMatching(/^\/run\/secrets\//),
          ]);
  });

  it('opens nothing to other machines, and knows whether each service is well', () => {
    expect(all.flatMap(({ ports }) => ports ?? [])).toEqual(['127.0.0.1:8080:8080']);
    // The program's own check stands in the Dockerfile it is built from.
    expect(all.filter(({ healthcheck, build }) => healthcheck === undefined && build === undefined)).toEqual(
      [],
    );
  });
});

describe('the service of systemd', () => {
  const unit = text('docs/deploy/pufa.service');
  const values = (key: string): string[] =>
    [...unit.matchAll(new RegExp(`^#?${key}=(.+)$`, 'gm'))].map(([, value = '']) => value);

  it('runs the program as a user of its own, and sets only what it reads', () => {
    expect(values('User')).toEqual(['pufa']);
    expect(values('ExecStart')).toEqual(['/usr/bin/node /opt/pufa/dist/main.js start']);
    expect(unknownIn(values('Environment').map((value) => value.split('=')[0] ?? ''))).toEqual([]);
  });

  it('lets Node compile', () => {
    expect(unit).not.toMatch(/^MemoryDenyWriteExecute/m);
  });

  const HAS_SYSTEMD = spawnSync('systemd-analyze', ['--version']).status === 0;
  (HAS_SYSTEMD ? it : it.skip)('is taken by systemd without a word', () => {
    const { stdout, stderr } = spawnSync('systemd-analyze', ['verify', 'docs/deploy/pufa.service'], {
      encoding: 'utf8',
      timeout: 20_000,
    });
    // Node may lie elsewhere on this machine; where the unit wants it is said in docs/admin.md.
    const words = `${stdout}${stderr}`
      .split('\n')
      .filter((line) => line.includes('pufa.service') && !line.includes('/usr/bin/node is not executable'));
    expect(words).toEqual([]);
  });
});

describe('the reverse proxies', () => {
  const nginx = text('docs/deploy/nginx.conf');
  const caddy = text('docs/deploy/Caddyfile');

  it('let through as much as the program takes, and no more than a little beyond', () => {
    const most = (MOST_PHOTOS * MOST_BYTES) / 1024 / 1024;
    for (const [, megabytes] of [
      ...nginx.matchAll(/client_max_body_size (\d+)m;/g),
      ...caddy.matchAll(/max_size (\d+)MB/g),
    ]) {
      expect(Number(megabytes)).toBeGreaterThan(most);
      expect(Number(megabytes)).toBeLessThan(most * 1.1);
    }
    expect(caddy).toContain('max_size');
  });

  it('let go of idle connections before the program does', () => {
    const seconds = Number(/keepalive_timeout (\d+)s;/.exec(nginx)?.[1]);
    expect(seconds * 1000).toBeLessThan(HTTP_LIMITS.keepAliveTimeout);
  });

  it('keep secret addresses out of their logs', () => {
    const cut = [...nginx.matchAll(/^ {4}"~(\S+)"/gm)].map(([, pattern = '']) => new RegExp(pattern));
    const secret = ['/r/abc', '/r/abc/ack', '/gangmen/r/abc', '/feeds/private/abc.ics', '/login?token=abc'];
    expect(secret.filter((path) => !cut.some((pattern) => pattern.test(path)))).toEqual([]);
    expect(cut.some((pattern) => pattern.test('/feeds/town.ics'))).toBe(false);
    expect(nginx).not.toMatch(/access_log \S+;/);
    expect(caddy).not.toMatch(/^\s*log\b/m);
  });

  it('hide the numbers of the running program', () => {
    const [, pattern = ''] = /location ~ (\S*metrics\S*)/.exec(nginx) ?? [];
    expect(new RegExp(pattern).test('/metrics')).toBe(true);
    expect(caddy).toContain('respond @metrics 404');
  });
});
