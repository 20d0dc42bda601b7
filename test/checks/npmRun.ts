import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** How long a check of the whole tree may take beside other suites, in milliseconds. */
export const SLOWEST_CHECK_MS = 900_000;

/** Runs one of the scripts in package.json to its end. @returns its exit code, and all that it printed */
export async function npmRun(script: string): Promise<{ code: number | null; printed: string }> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn('npm', ['run', '--silent', script], { env: { PATH, HOME }, timeout: SLOWEST_CHECK_MS });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (printed += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, printed };
}
