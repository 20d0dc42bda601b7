import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import { DateTime } from 'luxon';
import { freshFolder } from '../support/folder.js';
import { gangmen } from '../support/gangmen.js';
import { planned, pufa, startProgram, type Program } from '../support/program.js';

interface Listed {
  readonly id: string;
  readonly village: string | null;
  readonly keyDate: string | null;
  readonly title: string;
  readonly start: string;
  readonly end: string;
}

/** Every activity, page by page. */
async function activitiesOf({ api }: Program, query = ''): Promise<Listed[]> {
  const all: Listed[] = [];
  let next: string | null = null;
  do {
    const cursor: string = next === null ? '' : `&cursor=${next}`;
    const page = (await (await api('GET', `/api/v1/activities?limit=500${query}${cursor}`)).json()) as {
      items: Listed[];
      next: string | null;
    };
    all.push(...page.items);
    next = page.next;
  } while (next !== null);
  return all;
}

const seconds = (text: string): number => DateTime.fromISO(text).toSeconds();

interface Due {
  readonly activity: string;
  readonly rule: string;
  readonly contact: string;
  readonly channel: string;
}

/** Who is told of these activities the day before each, by the command that people run. */
async function dueOf(dir: string, activities: readonly Listed[]): Promise<string[][]> {
  const eves = activities.map(
    ({ start }) => DateTime.fromISO(start, { setZone: true }).minus({ days: 1 }).toISODate() ?? '',
  );
  const found = new Map<string, Due>();
  for (const eve of new Set(eves)) {
    const { stdout, code } = await pufa(['due', '--at', `${eve}T17:00`, '--json'], { DATA_DIR: dir });
    expect(code).toBe(0);
    for (const due of (JSON.parse(stdout) as { due: Due[] }).due)
      if (due.rule === 'day-before') found.set(due.activity, due);
  }
  return activities.flatMap(({ id }) => {
    const due = found.get(id);
    return due ? [[id, due.contact, due.channel]] : [];
  });
}

describe('the first start on an empty folder', () => {
  it('plans the town, serves it, reminds of it, and keeps it', async () => {
    const dir = join(freshFolder(), 'data');
    const program = await startProgram({ DATA_DIR: dir });
    expect((await fetch(`${program.url}/healthz`)).status).toBe(503);
    await planned(program);
    expect(program.output().stdout).toMatch(
      /管理员登录.*http:\/\/127\.0\.0\.1:\d+\/login\?token=[\w-]{22}\n/,
    );

    // The feed, read by a stranger, is the list of the API as far as the window reaches, instant for instant.
    const activities = await activitiesOf(program);
    const today = DateTime.now().setZone('Asia/Shanghai').startOf('day');
    const last = today.plus({ days: 400 }).toISODate() ?? '';
    const shown = activities.filter(({ start }) => start.slice(0, 10) <= last);
    const text = await (await fetch(`${program.url}/feeds/town.ics`)).text();
    const events = new ICAL.Component(ICAL.parse(text) as unknown[])
      .getAllSubcomponents('vevent')
      .map((component) => new ICAL.Event(component));
    expect(
      events.map(({ uid, summary, startDate, endDate }) => ({
        uid,
        summary,
        start: startDate.toUnixTime(),
        end: endDate.toUnixTime(),
      })),
    ).toEqual(
      shown.map(({ id, title, start, end }) => ({
        uid: `${id}@gangmen.pufa`,
        summary: title,
        start: seconds(start),
        end: seconds(end),
      })),
    );
    expect(new Set(shown.map(({ village }) => village))).toEqual(
      new Set([...gangmen.town.villages.map(({ id }) => id), null]),
    );
    expect(activities.every(({ start }) => start > (today.toISODate() ?? ''))).toBe(true);
    for (const { id } of gangmen.town.villages)
      expect(await (await fetch(`${program.url}/feeds/villages/${id}.ics`)).text()).toContain(`-${id}`);
    expect(await (await fetch(`${program.url}/feeds/town.ics`)).text()).toBe(text);
    expect(await (await fetch(program.url)).text()).toContain('港门镇普法日历');

    // Whoever marks 12·4 hears of it the day before; one that is moved is due another day. Next year's, for it is
    // planned whole on whatever day this runs.
    const year = today.year + 1;
    const marks = activities.filter(({ id }) => id.startsWith(`${year}-constitution-day-`));
    expect(marks).toHaveLength(12 * 4 + 1);
    expect(await dueOf(dir, marks)).toEqual(
      marks.map(({ id, village }) => [id, village === null ? 'office' : `village:${village}`, 'wechat-copy']),
    );
    const first = marks[0] ?? fail();
    const later = (text: string): string =>
      DateTime.fromISO(text, { setZone: true }).plus({ days: 40 }).toISO({ suppressMilliseconds: true }) ??
      '';
    const move = { start: later(first.start), end: later(first.end) };
    const moved = await program.api('PATCH', `/api/v1/activities/${first.id}`, move, { 'if-match': '"1"' });
    expect(moved.status).toBe(200);
    expect((await dueOf(dir, marks)).map(([id]) => id)).toEqual(marks.slice(1).map(({ id }) => id));

    // A restart, asked for and not, loses nothing and plans nothing anew.
    const standing = await activitiesOf(program);
    expect(await program.stop('SIGTERM')).toBe(0);
    expect(existsSync(join(dir, 'lock'))).toBe(false);
    const again = await startProgram({ DATA_DIR: dir, TZ: 'America/Los_Angeles' });
    expect(await activitiesOf(again)).toEqual(standing);
    expect(again.output().stdout).not.toContain('编排');
    await again.stop('SIGKILL');
    const third = await startProgram({ DATA_DIR: dir });
    expect(await activitiesOf(third)).toEqual(standing);
    await third.stop('SIGTERM');
  }, 180_000);
});

function fail(): never {
  throw new Error('no activity marks 12·4');
}
