import { describe, expect, it } from '@jest/globals';
import { DateTime } from 'luxon';
import type { TrailEntry } from '../../src/facts/index.js';
import { preparedFolder } from '../support/preparedFolder.js';
import { startProgram, type Program } from '../support/program.js';

/** `npm run edits` runs 20. */
const SECONDS = Number(process.env.EDIT_SECONDS ?? 4);
const CLIENTS = 64;
const ACTIVITIES = 50;

/** An edit that was answered with 2xx. */
interface Edit {
  readonly activity: string;
  readonly place: string;
  readonly revision: number;
}

interface Shown {
  readonly id: string;
  readonly place: string;
  readonly revision: number;
  readonly sequence: number;
}

/** Fifty activities in one batch, weeks ahead, so that nobody is reminded meanwhile. */
async function enter({ api }: Program): Promise<string[]> {
  const day = DateTime.now().setZone('Asia/Shanghai').plus({ days: 60 }).toISODate() ?? '';
  const operations = Array.from({ length: ACTIVITIES }, (_, index) => ({
    op: 'create',
    village: 'xipo',
    form: 'slogans',
    title: `第${index}项`,
    start: `${day}T09:00:00+08:00`,
    end: `${day}T10:00:00+08:00`,
    place: '起点',
  }));
  const response = await api('POST', '/api/v1/activities:batch', { operations });
  return ((await response.json()) as { items: Shown[] }).items.map(({ id }) => id);
}

/** One client, editing at random until the time is over. */
async function edit(
  { api }: Program,
  ids: readonly string[],
  client: number,
  until: number,
): Promise<{ edits: Edit[]; statuses: number[] }> {
  const edits: Edit[] = [];
  const statuses: number[] = [];
  const known = new Map<string, number>();
  for (let serial = 0; performance.now() < until; serial += 1) {
    const activity = ids[Math.floor(Math.random() * ids.length)] ?? '';
    const path = `/api/v1/activities/${activity}`;
    // Often what was read is old: that is what 412 is for.
    if (!known.has(activity) || Math.random() < 0.5)
      known.set(activity, ((await (await api('GET', path)).json()) as Shown).revision);
    const place = `第${client}人第${serial}处`;
    const match = { 'if-match': `"${known.get(activity) ?? 0}"` };
    const response = await api('PATCH', path, { place }, match);
    const { revision } = (await response.json()) as Shown;
    statuses.push(response.status);
    known.delete(activity);
    if (response.status !== 200) continue;
    known.set(activity, revision);
    edits.push({ activity, place, revision });
  }
  return { edits, statuses };
}

async function allOf<T>({ api }: Program, path: string): Promise<T[]> {
  const items: T[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const more: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const page = (await (await api('GET', `${path}limit=500${more}`)).json()) as {
      items: T[];
      next: string | null;
    };
    items.push(...page.items);
    cursor = page.next;
  }
  return items;
}

describe(`${CLIENTS} clients that edit ${ACTIVITIES} activities`, () => {
  it(
    'lose no edit that was answered, though the program is killed at the end',
    async () => {
      const variables = { DATA_DIR: await preparedFolder() };
      const program = await startProgram(variables);
      const ids = await enter(program);
      const until = performance.now() + SECONDS * 1000;
      const done = await Promise.all(
        Array.from({ length: CLIENTS }, (_, client) => edit(program, ids, client, until)),
      );
      await program.stop('SIGKILL');

      const again = await startProgram(variables);
      const finals = await Promise.all(
        ids.map(async (id) => (await (await again.api('GET', `/api/v1/activities/${id}`)).json()) as Shown),
      );
      const trail = await allOf<TrailEntry>(again, '/api/v1/audit?kind=activities&action=update&');
      const histories = new Map<string, TrailEntry[]>();
      for (const id of ids)
        histories.set(id, await allOf<TrailEntry>(again, `/api/v1/activities/${id}/history?`));
      await again.stop('SIGTERM');

      const edits = done.flatMap((client) => client.edits);
      const statuses = done.flatMap((client) => client.statuses);
      const count = (status: number): number => statuses.filter((it) => it === status).length;
      expect([...new Set(statuses)].sort()).toEqual([200, 412]);
      expect([edits.length, edits.length + count(412)]).toEqual([count(200), statuses.length]);

      const lineOf = ({ activity, place, revision }: Edit): string => `${activity} ${revision} ${place}`;
      const noted = trail.map(({ target, changes }): Edit => ({
        activity: target,
        place: String(changes.place?.after),
        revision: Number(changes.revision?.after),
      }));
      expect(noted.map(lineOf).sort()).toEqual(edits.map(lineOf).sort());

      for (const { id, place, revision, sequence } of finals) {
        const own = (histories.get(id) ?? []).filter(({ action }) => action === 'update').reverse();
        const chain = own.map(({ changes }) => [changes.place?.before, changes.revision?.after]);
        const places = ['起点', ...own.map(({ changes }) => changes.place?.after)];
        expect(chain).toEqual(own.map((_, index) => [places[index], index + 2]));
        expect({ place, revision, sequence }).toEqual({
          place: places.at(-1),
          revision: 1 + own.length,
          sequence: own.length,
        });
      }
      expect([...histories.values()].flat().filter(({ action }) => action === 'update').length).toBe(
        edits.length,
      );
      console.log(`${SECONDS} s: ${count(200)} edits, ${count(412)} refused with 412, all accounted for`);
    },
    60_000 + SECONDS * 6000,
  );
});
