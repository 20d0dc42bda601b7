import { describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import { addDays } from '../../src/calendar/index.js';
import type { Activity } from '../../src/facts/index.js';
import { preparedFolder } from '../support/preparedFolder.js';
import { startProgram, type Program } from '../support/program.js';
import { until } from '../support/until.js';

interface Shown {
  readonly id: string;
  readonly year: number;
  readonly state: string;
  readonly error: string | null;
  readonly plan: string;
  readonly diff: { new: string[]; moved: string[]; dropped: string[] };
  readonly warnings: readonly { type: string; where: string }[];
}

const json = async (response: Response): Promise<Shown> => (await response.json()) as Shown;

async function plan({ api }: Program, id: string, ...states: string[]): Promise<Shown> {
  let shown = await json(await api('GET', `/api/v1/plans/${id}`));
  const look = async (): Promise<boolean> => {
    shown = await json(await api('GET', `/api/v1/plans/${id}`));
    return states.includes(shown.state);
  };
  await until(look, `plan ${id} is ${states.join(' or ')}`, 50_000);
  return shown;
}

async function activities({ api }: Program): Promise<Activity[]> {
  const all: Activity[] = [];
  let cursor = '';
  do {
    const page = (await (await api('GET', `/api/v1/activities?limit=500${cursor}`)).json()) as {
      items: Activity[];
      next: string | null;
    };
    all.push(...page.items);
    cursor = page.next === null ? '' : `&cursor=${page.next}`;
  } while (cursor !== '');
  return all;
}

const dayOf = ({ start }: Pick<Activity, 'start'>): string => start.slice(0, 10);

/** Each event of the town's feed: its day in UTC and its sequence, by UID. */
async function feed({ url }: Program): Promise<Map<string, { day: string; sequence: number }>> {
  const text = await (await fetch(`${url}/feeds/town.ics`)).text();
  const events = new ICAL.Component(ICAL.parse(text) as unknown[]).getAllSubcomponents('vevent');
  return new Map(
    events.map((component) => {
      const event = new ICAL.Event(component);
      return [event.uid, { day: event.startDate.toString().slice(0, 10), sequence: event.sequence }];
    }),
  );
}

/** The first three days on which much stands, a week or more after the first. */
function stormDays(all: readonly Activity[]): { start: string; end: string } {
  const first = all[0];
  if (!first) throw new Error('nothing is planned');
  for (let start = addDays(dayOf(first), 7); ; start = addDays(start, 1)) {
    const end = addDays(start, 2);
    const hit = all.filter((it) => dayOf(it) >= start && dayOf(it) <= end);
    if (hit.length >= 5) return { start, end };
  }
}

describe('a typhoon over a released year', () => {
  it('moves what stands on its days and nothing else, under the same UIDs, after the release only', async () => {
    const dir = await preparedFolder();
    let program = await startProgram({ DATA_DIR: dir });
    const before = await activities(program);
    const fedBefore = await feed(program);
    const storm = stormDays(before);
    const isHit = (it: Activity): boolean => dayOf(it) >= storm.start && dayOf(it) <= storm.end;
    const hit = before.filter(isHit);
    const pinned = hit[0]?.id ?? '';
    await program.api('PATCH', `/api/v1/activities/${pinned}`, { pinned: true }, { 'if-match': '*' });

    const body = { ...storm, villages: null, reason: '台风' };
    const made = await json(await program.api('POST', '/api/v1/blackouts', body));
    const draft = await plan(program, made.plan, 'draft', 'failed');
    expect(draft.state).toBe('draft');
    const allowed = hit.map(({ id }) => id).filter((id) => id !== pinned);
    expect(draft.diff.new).toEqual([]);
    expect([...draft.diff.moved, ...draft.diff.dropped].sort()).toEqual(allowed.sort());
    expect(draft.diff.moved.length).toBeGreaterThan(draft.diff.dropped.length);
    expect(draft.warnings).toContainEqual(expect.objectContaining({ type: 'blackout', where: pinned }));
    expect(await feed(program)).toEqual(fedBefore);

    // The draft outlives the program.
    await program.stop('SIGTERM');
    program = await startProgram({ DATA_DIR: dir });
    expect(await plan(program, made.plan, 'draft')).toEqual(draft);
    expect((await program.api('POST', `/api/v1/plans/${made.plan}/release`)).status).toBe(200);
    expect((await program.api('POST', `/api/v1/plans/${made.plan}/release`)).status).toBe(409);

    const moved = new Set(draft.diff.moved);
    const after = await activities(program);
    expect(after.map(({ id }) => id).sort()).toEqual(before.map(({ id }) => id).sort());
    const fedAfter = await feed(program);
    expect([...fedAfter.keys()].sort()).toEqual([...fedBefore.keys()].sort());
    for (const old of before) {
      const now = after.find(({ id }) => id === old.id);
      if (!now) continue;
      if (draft.diff.dropped.includes(old.id)) continue;
      expect([old.id, isHit(now)]).toEqual([old.id, old.id === pinned]);
      expect([old.id, now.sequence]).toEqual([old.id, old.sequence + (moved.has(old.id) ? 1 : 0)]);
      const [was, is] = [fedBefore.get(`${old.id}@gangmen.pufa`), fedAfter.get(`${old.id}@gangmen.pufa`)];
      if (was && is)
        expect([old.id, is.sequence]).toEqual([old.id, was.sequence + (moved.has(old.id) ? 1 : 0)]);
    }
    await program.stop('SIGTERM');
  }, 60_000);
});

describe('a program that ends while it plans', () => {
  it('shows the plan as failed when it is back, with the calendar as it was', async () => {
    const dir = await preparedFolder();
    const killed = await startProgram({ DATA_DIR: dir });
    const before = await activities(killed);
    const year = Number(before.at(-1)?.year);
    const asked = await json(await killed.api('POST', '/api/v1/plans', { year }));
    const waiting = await json(await killed.api('POST', '/api/v1/plans', { year }));
    await plan(killed, asked.id, 'solving', 'draft');
    await killed.stop('SIGKILL');

    const again = await startProgram({ DATA_DIR: dir });
    for (const { id } of [asked, waiting])
      expect(await plan(again, id, 'failed')).toMatchObject({ error: expect.stringContaining('进程中断') });
    expect(await activities(again)).toEqual(before);
    expect((await again.api('POST', `/api/v1/plans/${asked.id}/release`)).status).toBe(409);

    // Told to end in the middle of a search, it ends at once and is not held by it.
    const third = await json(await again.api('POST', '/api/v1/plans', { year }));
    await plan(again, third.id, 'solving', 'draft');
    expect(await again.stop('SIGTERM')).toBe(0);
  }, 60_000);

  it('says of a search whose thread is killed that it failed, and goes on with the calendar as it is', async () => {
    // No blanks: NODE_OPTIONS are split at them.
    const kill = "data:text/javascript,process.once('worker',(it)=>setTimeout(()=>it.terminate(),100))";
    const program = await startProgram({
      DATA_DIR: await preparedFolder(),
      NODE_OPTIONS: `--import=${kill}`,
      LOG_LEVEL: 'silent',
    });
    const before = await activities(program);
    const year = Number(before.at(-1)?.year);
    const ask = async (): Promise<string> =>
      (await json(await program.api('POST', '/api/v1/plans', { year }))).id;
    expect(await plan(program, await ask(), 'failed', 'draft')).toMatchObject({
      state: 'failed',
      error: expect.stringMatching(/已发布的日历没有改动；请重试：求解线程没有给出结果就结束了（代码 \d）$/),
    });
    expect(await activities(program)).toEqual(before);
    expect(await plan(program, await ask(), 'failed', 'draft')).toMatchObject({ state: 'draft' });
    expect(await program.stop('SIGTERM')).toBe(0);
  }, 60_000);
});
