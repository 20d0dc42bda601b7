import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from '@jest/globals';
import { DateTime } from 'luxon';
import { SYSTEM } from '../../src/facts/index.js';
import { databasePlace, folderPlace, migrate, openStore, readFacts } from '../../src/store/index.js';
import { cadre } from '../support/contacts.js';
import { crashTown } from '../support/crashTown.js';
import { freshFolder } from '../support/folder.js';
import { activity } from '../support/gangmen.js';
import { freshDatabase, ownCluster } from '../support/postgres/index.js';
import { preparedFolder } from '../support/preparedFolder.js';
import { pufa, startProgram, type Program } from '../support/program.js';
import { until } from '../support/until.js';

/** Moves a planned town into a database. */
async function preparedDatabase(url: string): Promise<void> {
  await migrate(folderPlace(await preparedFolder()), databasePlace(url));
}

const enter = async ({ api }: Program, title: string): Promise<number> => {
  const response = await api('POST', '/api/v1/activities', {
    village: 'huohu',
    form: 'meeting',
    title,
    start: '2027-12-06T09:00:00+08:00',
    end: '2027-12-06T10:00:00+08:00',
    place: '村委会',
  });
  await response.body?.cancel();
  return response.status;
};

const feedOf = async ({ url }: Program): Promise<string> =>
  (await fetch(`${url}/feeds/villages/huohu.ics`)).text();

describe('two servers on one database', () => {
  it('show each other’s edits in their feeds, and work beside every command', async () => {
    const DATABASE_URL = await freshDatabase();
    await preparedDatabase(DATABASE_URL);
    const [one, other] = await Promise.all(
      [0, 1].map(() => startProgram({ DATABASE_URL, DATA_DIR: join(freshFolder(), 'data') })),
    );
    if (!one || !other) throw new Error('not started');
    expect(await feedOf(other)).not.toContain('试一');
    expect(await enter(one, '试一')).toBe(201);
    await until(async () => (await feedOf(other)).includes('试一'), 'the other feed shows it');
    const theme = { zh: '试二的主题', en: null };
    const notice = { keyDate: 'constitution-week', year: 2027, theme, source: '试二的通知' };
    expect((await one.api('POST', '/api/v1/notices', notice)).status).toBe(201);
    for (const path of ['/api/v1/key-dates?year=2027', '/key-dates/constitution-week?year=2027'])
      await until(
        async () => (await (await other.api('GET', path)).text()).includes(theme.zh),
        `the other has the notice at ${path}`,
      );

    const DATA_DIR = freshFolder();
    const verified = await pufa(['verify'], { DATABASE_URL, DATA_DIR });
    expect([verified.code, verified.stdout]).toEqual([0, expect.stringContaining('没有问题：')]);
    const file = join(DATA_DIR, 'backup.tar.gz');
    expect((await pufa(['backup', file], { DATABASE_URL, DATA_DIR })).code).toBe(0);
    expect((await pufa(['due', '--json'], { DATABASE_URL, DATA_DIR })).code).toBe(0);
    const refused = await pufa(['restore', file], { DATABASE_URL, DATA_DIR });
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining(`正在使用（pufa `)]);
    expect(refused.stderr).toContain(`pufa ${one.pid}@`);
    expect(refused.stderr).toContain(`pufa ${other.pid}@`);
    expect(await Promise.all([one, other].map((program) => program.stop('SIGTERM')))).toEqual([0, 0]);
    expect((await pufa(['restore', file], { DATABASE_URL, DATA_DIR })).code).toBe(0);
  }, 120_000);
});

describe('a plan that one of two servers searches for', () => {
  it('is under way for the other too, until the one that searches is killed', async () => {
    const DATABASE_URL = await freshDatabase();
    await preparedDatabase(DATABASE_URL);
    const [one, other] = await Promise.all(
      [0, 1].map(() => startProgram({ DATABASE_URL, DATA_DIR: join(freshFolder(), 'data') })),
    );
    if (!one || !other) throw new Error('not started');
    const asked = await one.api('POST', '/api/v1/plans', { year: 2028 });
    expect(asked.status).toBe(202);
    const { id } = (await asked.json()) as { id: string };
    const seen = async (program: Program): Promise<unknown[]> => {
      const response = await program.api('GET', `/api/v1/plans/${id}`);
      const { state, error } = (await response.json()) as { state: string; error: string | null };
      return [state, error];
    };
    expect(await seen(other)).toEqual(['solving', null]);
    await one.stop('SIGKILL');
    await until(
      async () => (await seen(other))[0] === 'failed',
      'the other says that it was cut off',
      30_000,
    );
    expect(await seen(other)).toEqual(['failed', '编排时进程中断，没有完成；请重新编排']);
    expect(await other.stop('SIGTERM')).toBe(0);
  }, 120_000);
});

describe('a database server that dies', () => {
  it('is told with 503, and everything goes on when it is back, without a restart', async () => {
    const cluster = await ownCluster();
    await preparedDatabase(cluster.url);
    const program = await startProgram({ DATABASE_URL: cluster.url, DATA_DIR: freshFolder() });
    expect(await enter(program, '试一')).toBe(201);
    await cluster.kill();
    expect(await enter(program, '试二')).toBe(503);
    const response = await program.api('GET', '/api/v1/activities');
    expect([response.status, response.headers.get('content-type')]).toEqual([
      503,
      'application/problem+json; charset=utf-8',
    ]);
    const { detail } = (await response.json()) as { detail: string };
    expect(detail).toContain('恢复后会自动接上');
    // Neither the password nor where the database is, which strangers are told on public pages too.
    expect(detail).not.toMatch(/pufa-test|127\.0\.0\.1|postgres/i);
    const feed = await fetch(`${program.url}/feeds/town.ics`);
    expect([feed.status, await feed.text()]).toEqual([503, `${detail}\n`]);
    await cluster.start();
    await until(async () => (await enter(program, '试三')) === 201, 'edits are taken again', 30_000);
    await until(async () => (await feedOf(program)).includes('试三'), 'feeds are right again');
    expect(await feedOf(program)).toContain('试一');
    expect(await feedOf(program)).not.toContain('试二');
    expect(await program.stop('SIGTERM')).toBe(0);
    expect((await pufa(['verify'], { DATABASE_URL: cluster.url, DATA_DIR: freshFolder() })).code).toBe(0);
  }, 120_000);
});

describe('a process that is killed while it reminds', () => {
  it('has its claims taken up by another at the next tick; nobody is told twice without its being said', async () => {
    const town = await crashTown(await freshDatabase());
    const before = await town.start();
    const titles: string[] = [];
    for (let village = 0; village < 6; village += 1) titles.push(await town.enter(before, village));
    await before.stop('SIGKILL');
    // Its first minute may have begun to send.
    const sentBefore = new Map(titles.map((title) => [title, town.arrivals(title)]));
    // One robot has taken the message and not yet answered when the process is killed.
    town.robots.answerNext({ delayMs: 20_000 });
    const came = town.came();
    const killed = await town.start();
    await until(() => town.came() > came, 'the first has begun to send', 30_000);
    const other = await town.start();
    await killed.stop('SIGKILL');
    const killedAt = performance.now();
    // Its next tick: at the minute, or at the one after where that comes before the server has missed the killed one.
    const toMinute = DateTime.now().endOf('minute').diffNow().toMillis();
    const toTick = toMinute < 2000 ? toMinute + 60_000 : toMinute;
    // A busy machine may miss one, and says so.
    const missed = (): number => Object.values(other.output()).join('').split('missed execution').length - 1;
    const missedBefore = missed();
    await until(
      async () => {
        const deliveries = await town.deliveries(other);
        return titles.every((title) => deliveries.get(title)?.every(({ state }) => state === 'sent'));
      },
      'the other has sent what the first had claimed',
      150_000,
    );
    // Within the minute: the next tick is sure that the other is gone, and has sent, soon after it begins.
    expect(performance.now() - killedAt).toBeLessThan(toTick + 20_000 + (missed() - missedBefore) * 60_000);
    const deliveries = await town.deliveries(other);
    await other.stop('SIGTERM');
    const report = titles.map((title) => {
      const [delivery, ...more] = deliveries.get(title) ?? [];
      const arrived = town.arrivals(title);
      const later = arrived - (sentBefore.get(title) ?? 0);
      return { arrived, later, double: delivery?.maybeDouble, more: more.length };
    });
    expect(report.some(({ double }) => double === true)).toBe(true);
    expect(report.filter(({ arrived, double }) => arrived < 1 || (arrived > 1 && double !== true))).toEqual(
      [],
    );
    expect(report.filter(({ later, more }) => later > 2 || more > 0)).toEqual([]);
  }, 300_000);
});

describe('two processes that remind at the same time', () => {
  it('send each reminder exactly once between them', async () => {
    const url = await freshDatabase();
    const AT = '2026-11-27T08:30:00+08:00';
    const COUNT = 1200;
    const store = await openStore({ dir: 'unused', databaseUrl: url, now: () => AT });
    await store.write(SYSTEM, async (transaction) => {
      for (let index = 0; index < COUNT; index += 1) {
        const village = `village-${index % 60}`;
        if (index < 60) await transaction.put('contacts', cadre({ id: `contact-${village}`, village }));
        await transaction.put(
          'activities',
          activity({ id: `x-${index}`, village, partners: [], pinned: true }),
        );
      }
    });
    await store.close();
    const drainers = Array.from({ length: 2 }, () =>
      spawn(process.execPath, ['test/support/postgres/drainer.js', AT, url], {
        stdio: ['pipe', 'pipe', 'inherit'],
        timeout: 90_000,
      }),
    );
    const outputs = drainers.map((child) => createInterface({ input: child.stdout })[Symbol.asyncIterator]());
    // Both have looked at nothing yet, and begin at the same moment.
    for (const lines of outputs) expect((await lines.next()).value).toBe('ready');
    const ended = drainers.map((child) => once(child, 'exit'));
    for (const child of drainers) child.stdin.write('go\n');
    const sent: string[][] = [];
    for (const lines of outputs) {
      const mine: string[] = [];
      for (let line = await lines.next(); line.done !== true; line = await lines.next())
        mine.push(line.value);
      sent.push(mine.filter((line) => !line.startsWith('done')));
    }
    expect(await Promise.all(ended)).toEqual([
      [0, null],
      [0, null],
    ]);
    const all = sent.flat();
    expect(all).toHaveLength(COUNT);
    expect(new Set(all).size).toBe(COUNT);
    const stored = await readFacts({ dir: 'unused', databaseUrl: url }, (facts) =>
      facts.find('deliveries', { town: 'gangmen', state: 'sent' }),
    );
    expect(stored).toHaveLength(COUNT);
    expect(stored.filter(({ attempts, maybeDouble }) => attempts.length !== 1 || maybeDouble)).toEqual([]);
  }, 120_000);
});
