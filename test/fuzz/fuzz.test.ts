import { describe, expect, it } from '@jest/globals';
import { Contract } from '../support/contract.js';
import { preparedFolder } from '../support/preparedFolder.js';
import { startProgram, TOKEN, type Program } from '../support/program.js';
import { Client, type Answer } from './client.js';
import { Requests, type ApiDocument, type Known, type Shot } from './requests.js';
import { wireShots } from './wire.js';

/** `REQUESTS=100000 SEED=7 npm run fuzz`; the tests run a few. */
const REQUESTS = Number(process.env.REQUESTS ?? 2000);
const SEED = Number(process.env.SEED ?? 1);

const CONNECTIONS = 16;

/** The most memory the program may ever hold, in bytes; a year's plan is searched for meanwhile. */
const MOST_MEMORY = 1_000_000_000;

const NO_BODY = new Set([204, 304]);

const V1 = '/api/v1';

/** What is in the store already, so that ids and cursors hit. */
async function knownOf({ api }: Program): Promise<Known> {
  const first = async (path: string): Promise<{ ids: string[]; next: string | null }> => {
    const { items, next } = (await (await api('GET', V1 + path)).json()) as {
      items: { id: string }[];
      next: string | null;
    };
    return { ids: items.map(({ id }) => id), next };
  };
  const contact = { name: '村干部', role: 'cadre', village: 'huohu' };
  for (let left = 5; left > 0; left -= 1) await api('POST', `${V1}/contacts`, contact);
  await api('POST', `${V1}/feed-tokens`, { label: '试', scope: { kind: 'office' } });
  const lists = ['/activities?limit=40', '/contacts?limit=3', '/plans', '/feed-tokens'];
  const pages = await Promise.all(lists.map(first));
  return {
    ids: [...pages.flatMap(({ ids }) => ids), 'village:huohu', 'nothing'],
    cursors: pages.flatMap(({ next }) => (next === null ? [] : [next])),
  };
}

/** What is wrong with an answer; null when nothing is. */
async function faultIn(shot: Shot, answer: Answer, contract: Contract): Promise<string | null> {
  const { status, type, body, headers } = answer;
  if (status >= 500) return `answers ${status}: ${body.toString()}`;
  const bare = shot.target.split('?')[0] ?? '';
  const isApi = /^\/api(\/|$)/i.test(bare);
  if (isApi && status >= 400 && shot.method !== 'HEAD' && !type.startsWith('application/problem+json'))
    return `answers ${status} as ${type}`;
  // Before any operation is looked for: headers that are too long, or too slow.
  if (!isApi || status === 431 || status === 408) return null;
  // Addresses that no client would write so are answered, but in whose words is not the document's to say.
  if (!/^[\w/{}:.-]+$/.test(bare)) return null;
  const response = new Response(NO_BODY.has(status) || shot.method === 'HEAD' ? null : new Uint8Array(body), {
    status,
    headers,
  });
  try {
    await contract.check({ method: shot.method, path: shot.target, sent: shot.sent, response });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** What the program logged as an error; the minute's clock may complain of a busy machine in its own words. */
const errorsIn = (program: Program): string[] =>
  program
    .output()
    .stderr.split('\n')
    .filter((line) => line.startsWith('{'));

const memoryOf = async ({ url }: Program): Promise<number> => {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1]);
};

const countOf = async ({ api }: Program): Promise<number> => {
  let count = 0;
  let next: string | null = '';
  while (next !== null) {
    const query: string = next === '' ? '' : `&cursor=${next}`;
    const page = (await (await api('GET', `${V1}/activities?limit=500${query}`)).json()) as {
      items: unknown[];
      next: string | null;
    };
    count += page.items.length;
    next = page.next;
  }
  return count;
};

describe('the built program under bent requests', () => {
  it(
    `answers ${REQUESTS} without a 5xx, HTML or a word the document lacks, and its store opens again`,
    async () => {
      const dir = await preparedFolder();
      const program = await startProgram({ DATA_DIR: dir, LOG_LEVEL: 'error' });
      const document = (await (await fetch(`${program.url}/openapi.json`)).json()) as ApiDocument;
      const contract = new Contract(document as unknown as ConstructorParameters<typeof Contract>[0]);
      const requests = new Requests(document, await knownOf(program), TOKEN);
      const client = new Client(Number(new URL(program.url).port), CONNECTIONS);
      const faults: string[] = [];
      const statuses = new Map<number, number>();
      const started = performance.now();
      let most = await memoryOf(program);
      let number = 0;
      const shoot = async (): Promise<void> => {
        while (number < REQUESTS && faults.length < 10) {
          const mine = number;
          number += 1;
          const shot = requests.shot(SEED, mine);
          const what = `${mine}: ${shot.method} ${shot.target.slice(0, 200)}`;
          try {
            const answer = await client.send(shot);
            statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
            const fault = await faultIn(shot, answer, contract);
            if (fault !== null)
              faults.push(`${what} (${String(shot.body).slice(0, 200)}): ${fault.slice(-300)}`);
          } catch (error) {
            faults.push(`${what}: ${String(error)}`);
          }
          if (mine % 1000 === 999) most = Math.max(most, await memoryOf(program));
        }
      };
      await Promise.all(Array.from({ length: CONNECTIONS }, shoot));
      for (const text of wireShots(TOKEN)) {
        const said = await client.raw(text);
        if (/^HTTP\/1.1 5/m.test(said) || (text.includes(' /api') && /html/i.test(said)))
          faults.push(`${text.slice(0, 60)}: ${said.slice(0, 300)}`);
      }
      client.close();
      const seconds = (performance.now() - started) / 1000;
      const count = await countOf(program);
      expect({ seed: SEED, faults, errors: errorsIn(program) }).toEqual({
        seed: SEED,
        faults: [],
        errors: [],
      });
      // Bent as they are, many must get through, or nothing was tried.
      const shares = [200, 201, 400, 404, 412, 422].map((status) => [
        status,
        (statuses.get(status) ?? 0) > 0,
      ]);
      expect(shares.filter(([, some]) => some !== true)).toEqual([]);
      expect(most).toBeLessThan(MOST_MEMORY);
      if (REQUESTS > 10_000)
        console.log(
          `${REQUESTS} requests in ${seconds.toFixed(0)} s, at most ${(most / 1e6).toFixed(0)} MB; by status:`,
          Object.fromEntries([...statuses].sort(([a], [b]) => a - b)),
        );
      expect(await program.stop('SIGTERM')).toBe(0);

      const again = await startProgram({ DATA_DIR: dir });
      expect(await countOf(again)).toBe(count);
      await again.stop('SIGTERM');
    },
    60_000 + REQUESTS * 30,
  );
});

describe('the bent requests', () => {
  it('are the same for the same seed, and others for another', () => {
    const document: ApiDocument = {
      paths: {
        '/api/v1/things/{id}': {
          post: {
            parameters: [{ name: 'q', in: 'query', schema: { type: 'string' } }],
            requestBody: {
              content: {
                'application/json': { schema: { type: 'object', properties: { a: { type: 'integer' } } } },
              },
            },
          },
        },
      },
      components: { schemas: {} },
    };
    const shots = (seed: number): string => {
      const requests = new Requests(document, { ids: ['1', '2'], cursors: [] }, 'token');
      return JSON.stringify(Array.from({ length: 200 }, (_, index) => requests.shot(seed, index)));
    };
    const first = shots(1);
    expect(shots(1) === first).toBe(true);
    expect(shots(2) === first).toBe(false);
  });
});
