import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterEach } from '@jest/globals';
import { adminApi, type AdminApi } from './adminApi.js';

/** The built program; `npm test` builds it first. */
const MAIN = 'dist/main.js';

export const TOKEN = 'e2e-token';

type Variables = Record<string, string>;

// Only what a test says: a developer's own DATA_DIR or PORT must not leak in.
const environment = (variables: Variables): Variables => ({ PATH: process.env.PATH ?? '', ...variables });

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command of the built program to its end; `flags` are Node's own. */
export async function pufa(
  args: readonly string[],
  variables: Variables = {},
  flags: readonly string[] = [],
): Promise<Outcome> {
  const child = spawn(process.execPath, [...flags, MAIN, ...args], {
    env: environment(variables),
    timeout: 60_000,
  });
  const out = collect(child);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...out() };
}

function collect(child: ChildProcess): () => { stdout: string; stderr: string } {
  const parts = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (parts.stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (parts.stderr += text));
  return () => ({ ...parts });
}

export interface Program {
  readonly url: string;
  readonly pid: number;
  readonly output: () => { stdout: string; stderr: string };
  /** Ends it; resolves when it is gone. */
  readonly stop: (signal: 'SIGTERM' | 'SIGKILL') => Promise<number | null>;
  readonly api: AdminApi;
}

const running = new Set<ChildProcess>();

afterEach(() => {
  const left = running.size;
  for (const child of running) child.kill('SIGKILL');
  running.clear();
  if (left > 0) throw new Error(`${left} programs were left running`);
});

/** Starts the built program on a free port; resolves when it has printed its address. */
export async function startProgram(variables: Variables): Promise<Program> {
  const child = spawn(process.execPath, [MAIN, 'start'], {
    env: environment({ PORT: '0', ADMIN_TOKEN: TOKEN, LOG_LEVEL: 'warn', ...variables }),
  });
  running.add(child);
  const output = collect(child);
  const closed = once(child, 'close').then(([code]) => {
    running.delete(child);
    return code as number | null;
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(output().stdout)?.[0];
      if (address !== undefined) resolve(address);
    });
    void closed.then(() => {
      reject(new Error(`it ended before it served: ${JSON.stringify(output())}`));
    });
  });
  return {
    url,
    pid: child.pid ?? 0,
    output,
    stop: (signal) => {
      child.kill(signal);
      return closed;
    },
    api: adminApi(url, TOKEN),
  };
}

/** Waits for the first release. */
export async function planned({ url }: Program): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if ((await fetch(`${url}/healthz`)).status === 200) return;
    await new Promise((resume) => setTimeout(resume, 200));
  }
  throw new Error('no plan was released in two minutes');
}
