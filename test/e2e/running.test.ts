import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { freshFolder } from '../support/folder.js';
import { preparedFolder } from '../support/preparedFolder.js';
import { pufa, startProgram, type Program } from '../support/program.js';

const ZONES = ['UTC', 'Asia/Shanghai', 'America/Los_Angeles'];

interface Listed {
  readonly id: string;
  readonly place: string;
  readonly revision: number;
}

/** A port that nobody has at the moment. */
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        resolve(port);
      });
    });
  });

describe('a town that runs', () => {
  it('publishes the same bytes whatever zone the process is in', async () => {
    const dir = await preparedFolder();
    const [served, exported]: [string[], string[]] = [[], []];
    for (const TZ of ZONES) {
      const program = await startProgram({ DATA_DIR: dir, TZ });
      const text = await (await fetch(`${program.url}/feeds/town.ics`)).text();
      served.push(text.replace(/^URL:.*\r\n/m, ''));
      await program.stop('SIGTERM');
      const file = join(freshFolder(), 'town.ics');
      expect((await pufa(['export', 'feed', file], { DATA_DIR: dir, TZ })).code).toBe(0);
      exported.push(readFileSync(file, 'utf8').replace(/^URL:.*\r\n/m, ''));
    }
    expect(served[0]?.length).toBeGreaterThan(100_000);
    expect(new Set([...served, ...exported]).size).toBe(1);
  }, 60_000);

  it('answers whoever comes while it is still starting', async () => {
    const port = await freePort();
    // A first start stores keys and a token before it has said where it is.
    const starting = startProgram({ DATA_DIR: freshFolder(), ADMIN_TOKEN: '', PORT: String(port) });
    const asked = new AbortController();
    const knock = async (): Promise<string> => {
      try {
        const { signal } = asked;
        return String((await fetch(`http://127.0.0.1:${port}/feeds/key-dates.ics`, { signal })).status);
      } catch (error) {
        const { code = 'not answered' } = ((error as Error).cause ?? {}) as NodeJS.ErrnoException;
        return code;
      }
    };
    const answers: Promise<string>[] = [];
    let program: Program | undefined;
    void starting.then((started) => (program = started));
    while (program === undefined) {
      answers.push(knock());
      await new Promise((resume) => setTimeout(resume, 2));
    }
    const late = setTimeout(() => {
      asked.abort();
    }, 10_000);
    const seen = new Set(await Promise.all(answers));
    clearTimeout(late);
    // As long as the port is not open; and then nobody is left waiting.
    expect([...seen].sort()).toEqual(['200', 'ECONNREFUSED']);
    await program.stop('SIGTERM');
  }, 60_000);

  it('is owned by one process: a second is refused and names the first', async () => {
    const dir = await preparedFolder();
    const program = await startProgram({ DATA_DIR: dir });
    const second = await pufa(['start'], { DATA_DIR: dir, PORT: '0' });
    expect([second.code, second.stderr]).toEqual([
      1,
      expect.stringMatching(/正由另一个进程使用（进程号 \d+/),
    ]);
    expect((await fetch(`${program.url}/healthz`)).status).toBe(200);
    await program.stop('SIGTERM');
  }, 30_000);

  it('loses no edit that it answered, killed in the middle of 200', async () => {
    const dir = await preparedFolder();
    const program = await startProgram({ DATA_DIR: dir });
    const { items } = (await (await program.api('GET', '/api/v1/activities?limit=200')).json()) as {
      items: Listed[];
    };
    expect(items).toHaveLength(200);
    const answered = new Map<string, { place: string; revision: number }>();
    let killing: Promise<unknown> | undefined;
    // The kill comes while many are on their way, so some are answered, some are cut off.
    await Promise.all(
      items.map(async ({ id }, index) => {
        const place = `改到第${index}处`;
        try {
          const response = await program.api(
            'PATCH',
            `/api/v1/activities/${id}`,
            { place },
            { 'if-match': '"1"' },
          );
          const { revision } = (await response.json()) as Listed;
          if (response.status === 200) answered.set(id, { place, revision });
        } catch {
          // Cut off: it may stand or not.
        }
        if (answered.size >= 60) killing ??= program.stop('SIGKILL');
      }),
    );
    await (killing ?? program.stop('SIGKILL'));
    expect(answered.size).toBeGreaterThanOrEqual(60);

    const again = await startProgram({ DATA_DIR: dir });
    const after = (await (await again.api('GET', '/api/v1/activities?limit=200')).json()) as {
      items: Listed[];
    };
    const standing = new Map(after.items.map(({ id, place, revision }) => [id, { place, revision }]));
    for (const [id, edit] of answered) expect([id, standing.get(id)]).toEqual([id, edit]);
    await again.stop('SIGTERM');
  }, 60_000);

  it('gives whoever owns the folder a link that logs in once, beside the running server', async () => {
    const dir = await preparedFolder();
    const program = await startProgram({ DATA_DIR: dir });
    const { stdout } = await pufa(['admin-link'], { DATA_DIR: dir, BASE_URL: program.url });
    const token = new URL(stdout.trim()).searchParams.get('token') ?? '';
    const logIn = (): Promise<Response> =>
      fetch(`${program.url}/login`, {
        method: 'POST',
        body: new URLSearchParams({ token }),
        redirect: 'manual',
      });
    expect([(await logIn()).status, (await logIn()).status]).toEqual([303, 403]);
    await program.stop('SIGTERM');
  }, 30_000);
});
