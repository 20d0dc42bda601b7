import { describe, expect, it } from '@jest/globals';
import { KIND_NAMES, SYSTEM, type Kind } from '../../src/facts/index.js';
import { Chance } from '../fuzz/chance.js';
import { installation, TOKEN, type Installation } from '../support/installation.js';
import { markedCalendars, MARKED, MARKS, otherOf, readable, type MarkedId } from '../support/markedTowns.js';
import { freshDatabase } from '../support/postgres/index.js';
import { activity, townTime } from '../support/gangmen.js';
import { sound } from '../support/people.js';
import { readsIn, Strangers, type Request } from '../support/strangers.js';
import { accountAt, apiAt, cookieAt, placeOf } from '../support/townPeople.js';

/** Requests a run; more by `ISOLATION_STEPS`. */
const STEPS = Number(process.env.ISOLATION_STEPS ?? 300);

const ROLES = [
  { role: 'admin' },
  { role: 'office' },
  { role: 'department', department: 'zongzhi' },
  { role: 'village', village: 'huohu' },
  { role: 'reader' },
] as const;

/** What lets somebody in: headers, and in which town; null: in every one. */
interface Credential {
  readonly of: MarkedId | null;
  readonly headers: Readonly<Record<string, string>>;
}

const homeOf = (server: Pick<Installation, 'url'>, id: MarkedId): string => placeOf(server, id, 'atown');

/** Everybody who can come into a town by a token, and one by a cookie. */
async function credentialsOf(server: Installation, id: MarkedId): Promise<Credential[]> {
  const place = homeOf(server, id);
  const mark = MARKS[id];
  const tokens = await Promise.all(
    ROLES.map((role) =>
      sound<{ token: string }>(
        apiAt(place)('POST', '/api/v1/api-tokens', { label: `钥匙${mark}`, scope: 'write', ...role }),
      ),
    ),
  );
  await accountAt(place, { name: `所长${mark}`, role: 'admin' });
  const cookie = await cookieAt(place);
  return [
    ...tokens.map(({ token }) => ({ of: id, headers: { authorization: `Bearer ${token}` } })),
    { of: id, headers: { cookie, origin: server.url } },
    // The same cookie, as if it were the other town's.
    {
      of: id,
      headers: {
        cookie: id === 'atown' ? cookie.replace('=', '_btown=') : cookie.replace('_btown', ''),
        origin: server.url,
      },
    },
  ];
}

/** Ids that chance has made, so that no two things have the same. */
const RANDOM_ID = /[0-9a-f]{12,}/;

function idsIn(text: string): string[] {
  try {
    const answer = JSON.parse(text.slice(text.indexOf('\n{') + 1)) as {
      id?: unknown;
      items?: { id?: unknown }[];
    };
    return [answer, ...(answer.items ?? [])]
      .map(({ id }) => id)
      .filter((id): id is string => typeof id === 'string');
  } catch {
    return [];
  }
}

/** Whether a refusal is what a stranger to the town must get. */
function isRefusal({ method, path }: Request, status: number): boolean {
  if (path.startsWith('/api/')) return [401, 404, 405].includes(status);
  const isPublic = /^\/(\?|$|feeds\/|login|nowhere)/.test(path);
  return isPublic || (method === 'GET' && [303, 404].includes(status));
}

describe.each([
  ['lowdb', () => Promise.resolve(undefined)],
  ['PostgreSQL', freshDatabase],
] as const)('two towns on one %s', (_name, database) => {
  it(
    `show nobody a byte of each other, whatever ${STEPS} strangers ask`,
    async () => {
      const databaseUrl: string | undefined = await database();
      const server = await installation(markedCalendars(), { home: 'atown', databaseUrl });
      await server.store.write(SYSTEM, async (transaction) => {
        // Both have an activity of this very id.
        for (const town of MARKED)
          await transaction.put(
            'activities',
            activity({ town, title: `12·4${MARKS[town]}`, place: MARKS[town] }),
          );
      });
      const document = (await (await fetch(`${server.url}/openapi.json`)).json()) as Parameters<
        typeof readsIn
      >[0];
      const anywhere: Credential = { of: null, headers: { authorization: `Bearer ${TOKEN}` } };
      const everybody: Credential[] = [
        anywhere,
        ...(await credentialsOf(server, 'atown')),
        ...(await credentialsOf(server, 'btown')),
      ];
      const owned = { atown: new Set<string>(), btown: new Set<string>() };
      const known = new Set<string>([activity().id]);
      const chance = new Chance(20_261_128);
      const strangers = new Strangers(chance, readsIn(document), () => [...known]);
      const wrong: string[] = [];
      const answered = new Map<number, number>();
      let shown = 0;

      for (let step = 0; step < STEPS; step += 1) {
        // A minute a request, or after twenty wrong ones the guess limit would answer them all.
        server.setNow(townTime('2026-11-23T10:00').plus({ minutes: step }).toFormat("yyyy-MM-dd'T'HH:mm"));
        const town = chance.pick(MARKED);
        const other = otherOf(town);
        // The first fifth furnishes both towns.
        const isFurnishing = step < STEPS / 5;
        const who = isFurnishing ? anywhere : chance.pick(everybody);
        // Whoever comes from the other town writes what they know from there.
        const request = isFurnishing ? strangers.write(MARKS[town]) : strangers.next(who.of ?? town);
        const { method, path, body, headers = {} } = request;
        const isText = typeof body === 'string';
        const response = await fetch(homeOf(server, town) + path, {
          method,
          headers: {
            ...(body === undefined || isText ? {} : { 'content-type': 'application/json' }),
            ...who.headers,
            ...headers,
          },
          body: body === undefined ? null : isText ? body : JSON.stringify(body),
          redirect: 'manual',
        });
        const text = await readable(response);
        const said = `${step}: ${who.of ?? 'everywhere'} asks ${town} ${method} ${path}: ${response.status}`;
        answered.set(response.status, (answered.get(response.status) ?? 0) + 1);
        const sent = `${path} ${JSON.stringify(body ?? '')}`;
        const isStranger = who.of !== null && who.of !== town;
        if (text.includes(MARKS[other]) && !sent.includes(MARKS[other]))
          wrong.push(`${said}: mark of ${other}`);
        if (text.includes(MARKS[town])) shown += 1;
        for (const id of owned[other])
          if (text.includes(id) && !sent.includes(id)) wrong.push(`${said}: ${id} of ${other}`);
        if (isStranger && !isRefusal(request, response.status)) wrong.push(`${said}: let in`);
        if (response.status >= 500) wrong.push(`${said}: failed`);
        if (!isStranger && response.ok)
          for (const id of idsIn(text)) {
            known.add(id);
            if (RANDOM_ID.test(id)) owned[town].add(id);
          }
      }

      expect(wrong).toEqual([]);
      // It was no walk past closed doors: each kind of answer was given, and much was shown that could have been another's.
      expect([200, 201, 401, 403, 404].filter((status) => (answered.get(status) ?? 0) < 5)).toEqual([]);
      expect(shown).toBeGreaterThan(STEPS / 5);
      for (const id of MARKED) expect(owned[id].size).toBeGreaterThan(STEPS / 30);
      // And nothing of one is stored with the other.
      for (const town of MARKED) {
        const stored = await server.store.read(async (transaction) =>
          Promise.all(KIND_NAMES.map(async (kind: Kind) => transaction.find(kind, { town }))),
        );
        expect(JSON.stringify(stored)).not.toContain(MARKS[otherOf(town)]);
        expect(JSON.stringify(stored)).toContain(MARKS[town]);
      }
    },
    60_000 + STEPS * 500,
  );
});
