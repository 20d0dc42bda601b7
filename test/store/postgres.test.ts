import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { KINDS, SYSTEM, type Delivery, type Kind, type QueryOf, type Store } from '../../src/facts/index.js';
import { databasePlace, openStore, readFacts, verifyPlace } from '../../src/store/index.js';
import { LOCK_TOWN } from '../../src/store/postgres/locks.js';
import { findStatement, getStatement, type Statement } from '../../src/store/postgres/statements.js';
import { swapStatements } from '../../src/store/postgres/swaps.js';
import { TABLES } from '../../src/store/postgres/tables.js';
import { closeAtEnd } from '../support/folder.js';
import { activity } from '../support/gangmen.js';
import { delivered } from '../support/lookWith.js';
import { freshDatabase, sql } from '../support/postgres/index.js';
import { until } from '../support/until.js';
import { NOW } from './openers.js';

async function open(databaseUrl: string): Promise<Store> {
  const store = await openStore({ dir: 'unused', databaseUrl, now: () => NOW });
  closeAtEnd(() => store.close().catch(() => undefined));
  return store;
}

const put = (store: Store, id: string, title = '一'): Promise<void> =>
  store.write(SYSTEM, (transaction) => transaction.put('activities', activity({ id, title })));

const titleOf = async (store: Store, id: string): Promise<string | undefined> =>
  (await store.read((transaction) => transaction.get('activities', 'gangmen', id)))?.title;

describe('two processes on one database', () => {
  it('hear of what the other stores, and see it then', async () => {
    const url = await freshDatabase();
    const [one, other] = [await open(url), await open(url)];
    const [version, elsewhere] = [other.versionOf('gangmen'), other.versionOf('elsewhere')];
    await put(one, 'a');
    await until(() => other.versionOf('gangmen') > version, 'the other hears of it');
    expect(await titleOf(other, 'a')).toBe('一');
    const after = other.versionOf('gangmen');
    await put(other, 'a', '二');
    // Its own write it counts once, not again when it hears of it.
    await put(one, 'b');
    await until(() => other.versionOf('gangmen') > after + 1, 'both are heard of');
    expect(other.versionOf('gangmen')).toBe(after + 2);
    expect(other.versionOf('elsewhere')).toBe(elsewhere);
  });

  it('hear of a write to more towns than one message names', async () => {
    const url = await freshDatabase();
    const [one, other] = [await open(url), await open(url)];
    const towns = Array.from({ length: 900 }, (_, index) => `town-${index}-of-many`);
    const version = other.versionOf('town-899-of-many');
    await one.write(SYSTEM, async (transaction) => {
      for (const town of towns) await transaction.put('activities', activity({ id: 'a', town }));
    });
    await until(() => other.versionOf('town-899-of-many') > version, 'the last is heard of');
  });

  it('write one after the other, so that none builds on what the other replaces', async () => {
    const url = await freshDatabase();
    const stores = [await open(url), await open(url), await open(url)];
    const [first] = stores;
    if (first) await put(first, 'a', '0');
    const grow = (store: Store): Promise<void> =>
      store.write(SYSTEM, async (transaction) => {
        const fact = await transaction.get('activities', 'gangmen', 'a');
        if (fact) await transaction.put('activities', { ...fact, title: String(Number(fact.title) + 1) });
      });
    await Promise.all(stores.flatMap((store) => Array.from({ length: 20 }, () => grow(store))));
    expect(first && (await titleOf(first, 'a'))).toBe('60');
  });

  it('number what they do to a town in the order in which it was done', async () => {
    const url = await freshDatabase();
    const [one, other] = [await open(url), await open(url)];
    await put(one, 'a', '0');
    // The first is under way before the second begins, and comes to the town after it.
    await one.write(SYSTEM, async (transaction) => {
      await put(other, 'a', '1');
      await transaction.put('activities', activity({ id: 'a', title: '2' }));
    });
    const trail = await one.read((facts) => facts.find('trail', { town: 'gangmen', target: 'a' }));
    const titles = [...trail]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ changes }) => changes.title?.after);
    expect(titles).toEqual([undefined, '1', '2']);
    expect((await verifyPlace(databasePlace(url)))?.faults).toEqual([]);
  });

  it('number it after whoever held the town before them', async () => {
    const url = await freshDatabase();
    const store = await open(url);
    const holder = new pg.Client({ connectionString: url });
    await holder.connect();
    await holder.query('begin');
    await holder.query(LOCK_TOWN, ['gangmen']);
    const putting = put(store, 'a');
    const waiting = "select from pg_locks where locktype = 'advisory' and not granted";
    await until(async () => (await sql(url, waiting)).length > 0, 'it waits for the town');
    const { rows } = await holder.query<{ version: string }>(`select nextval('pufa.version') as version`);
    await holder.query('commit');
    await holder.end();
    await putting;
    const [entry] = await store.read((facts) => facts.find('trail', { town: 'gangmen', target: 'a' }));
    expect(Number(entry?.id.split('-')[0])).toBeGreaterThan(Number(rows[0]?.version));
  });

  it('number what they do at once to several towns in the order of each', async () => {
    const store = await open(await freshDatabase());
    const title = (town: string, given: string): Promise<void> =>
      store.write(SYSTEM, (transaction) =>
        transaction.put('activities', activity({ id: 'a', town, title: given })),
      );
    await Promise.all(
      ['north', 'north', 'south', 'south', 'south'].map((town, index) => title(town, String(index))),
    );
    const trail = await store.read((facts) => facts.find('trail', { town: 'south', target: 'a' }));
    const changed = [...trail]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ changes }) => changes.title?.after);
    expect(changed).toEqual([undefined, '3', '4']);
  });

  it('try again when they wait for each other', async () => {
    const url = await freshDatabase();
    const [one, other] = [await open(url), await open(url)];
    let runs = 0;
    const both = (store: Store, towns: readonly string[]): Promise<void> =>
      store.write(SYSTEM, async (transaction) => {
        runs += 1;
        for (const town of towns) {
          await transaction.get('activities', town, 'a');
          await new Promise((resume) => setTimeout(resume, 50));
        }
        for (const town of towns) await transaction.put('activities', activity({ id: 'a', town }));
      });
    await Promise.all([both(one, ['north', 'south']), both(other, ['south', 'north'])]);
    expect(runs).toBe(3);
  });

  it('keep of a delivery that is tried all day how it stands, and not each of its states', async () => {
    const url = await freshDatabase();
    const store = await open(url);
    let stands = delivered({ state: 'claimed', attempts: [], claim: null });
    await store.swap('gangmen', [{ seen: undefined, put: stands }]);
    const swap = async (change: Partial<Delivery>): Promise<void> => {
      const put = { ...stands, ...change };
      expect((await store.swap('gangmen', [{ seen: stands, put }])).size).toBe(1);
      stands = put;
    };
    for (let hour = 0; hour < 24; hour += 1) {
      const at = `2026-11-27T${String(hour).padStart(2, '0')}:00:00+08:00`;
      await swap({ claim: { owner: 'one', at }, retryAt: null });
      const attempts = [...stands.attempts, { at, result: '连不上对方“\u0000”' }];
      await swap({ attempts, claim: null, retryAt: at });
    }
    expect(await store.read((facts) => facts.find('deliveries', { town: 'gangmen' }))).toEqual([stands]);
    const [row] = await sql(url, 'select length(news::text) as news from pufa.deliveries');
    expect(row?.news).toBeLessThan(2 * JSON.stringify(stands).length);
  });

  it('swap beside each other, and beside no write of the town', async () => {
    const url = await freshDatabase();
    const [one, other] = [await open(url), await open(url)];
    const seen = delivered({ state: 'claimed', attempts: [], claim: { owner: 'one', at: NOW } });
    const sent = { ...seen, state: 'sent' as const, claim: null };
    await one.swap('gangmen', [{ seen: undefined, put: seen }]);
    let swapping: Promise<unknown> | undefined;
    await one.write(SYSTEM, async (transaction) => {
      const read = await transaction.get('deliveries', 'gangmen', seen.id);
      swapping = other.swap('gangmen', [{ seen, put: sent }]);
      await new Promise((resume) => setTimeout(resume, 300));
      if (read) await transaction.put('deliveries', { ...read, attempts: [{ at: NOW, result: '一' }] });
    });
    // It has waited, and found that somebody had been at it.
    expect(await swapping).toEqual(new Set());
    const stands = await one.read((facts) => facts.get('deliveries', 'gangmen', seen.id));
    expect(stands).toMatchObject({ state: 'claimed', attempts: [{ result: '一' }] });
  });

  it('take a delivery that a former program left as it is seen, and once', async () => {
    const url = await freshDatabase();
    const store = await open(url);
    const seen = delivered({ state: 'claimed', attempts: [], claim: { owner: 'gone', at: NOW } });
    await store.swap('gangmen', [{ seen: undefined, put: seen }]);
    await sql(url, 'update pufa.deliveries set stage = null');
    const mine = { ...seen, claim: { owner: 'one', at: NOW } };
    expect(await store.swap('gangmen', [{ seen, put: mine }])).toEqual(new Set([seen.id]));
    const version = store.versionOf('gangmen', 'deliveries');
    expect(await store.swap('gangmen', [{ seen, put: mine }])).toEqual(new Set());
    // Somebody has been at it, whether or not that was heard of.
    expect(store.versionOf('gangmen', 'deliveries')).toBeGreaterThan(version);
  });

  it('read and swap a delivery that a former program put whole', async () => {
    const url = await freshDatabase();
    const store = await open(url);
    const seen = delivered({ state: 'claimed', attempts: [], claim: { owner: 'gone', at: NOW } });
    await store.swap('gangmen', [{ seen: undefined, put: seen }]);
    const whole = { ...seen, claim: null, attempts: [{ at: NOW, result: '连不上' }] };
    // As it was put, without what was not kept then; beside it what has changed since, the state too.
    const { told: _, ...put } = { ...whole, state: 'failed' };
    const news = JSON.stringify({ state: whole.state, told: whole.told });
    await sql(url, `update pufa.deliveries set fact = '${JSON.stringify(put)}', news = '${news}'`);
    const stands = (): Promise<Delivery | undefined> =>
      store.read((facts) => facts.get('deliveries', 'gangmen', seen.id));
    expect(await stands()).toEqual(whole);
    const sent = { ...whole, state: 'sent' as const, retryAt: null };
    await sql(url, `update pufa.deliveries set stage = null`);
    expect(await store.swap('gangmen', [{ seen: whole, put: sent }])).toEqual(new Set([seen.id]));
    expect(await stands()).toEqual(sent);
    expect(JSON.stringify(await stands())).toBe(JSON.stringify(KINDS.deliveries.schema.parse(sent)));
    expect(await store.read((facts) => facts.find('deliveries', { town: 'gangmen', state: 'sent' }))).toEqual(
      [sent],
    );
    // Put anew it stands in parts.
    await store.write(SYSTEM, (transaction) => transaction.put('deliveries', sent));
    expect(await stands()).toEqual(sent);
    const [row] = await sql(url, 'select fact, news from pufa.deliveries');
    expect(row?.news).toBeNull();
    expect(Object.keys(row?.fact as object)).toEqual([
      'start',
      'attempts',
      'maybeDouble',
      'told',
      'claim',
      'retryAt',
      'halted',
    ]);
  });

  it('finds fault with a row that somebody has spoilt', async () => {
    const url = await freshDatabase();
    const store = await open(url);
    await store.swap('gangmen', [{ seen: undefined, put: delivered() }]);
    for (const spoilt of [`'{"start":"x"}'`, `(left(fact::text, -1) || ',"odd":1}')::json`]) {
      await sql(url, `update pufa.deliveries set fact = ${spoilt}`);
      const reading = store.read((facts) => facts.find('deliveries', { town: 'gangmen' }));
      await expect(reading).rejects.toThrow(/attempts|odd/);
    }
  });

  it('answer whatever is asked at once, of several kinds and towns, and more than one statement takes', async () => {
    const store = await open(await freshDatabase());
    const towns = Array.from({ length: 130 }, (_, index) => `town-${index}`);
    await store.write(SYSTEM, async (transaction) => {
      for (const town of towns) await transaction.put('activities', activity({ id: 'a', town, title: town }));
    });
    const read = store.read((facts) =>
      Promise.all([
        ...towns.map(async (town) => (await facts.get('activities', town, 'a'))?.title),
        ...towns.map(async (town) => (await facts.find('activities', { town }))[0]?.title),
        ...towns.map(async (town) => (await facts.find('contacts', { town })).length),
        facts.find('activities', { town: 'none\0' }),
      ]),
    );
    expect(await read).toEqual([...towns, ...towns, ...towns.map(() => 0), []]);
    const failing = store.read((facts) =>
      Promise.all([
        facts.find('activities', { town: 'town-1' }),
        facts.find('deliveries', { town: 'town-2', activities: 'none' as never }),
      ]),
    );
    await expect(failing).rejects.toThrow();
  });

  it('take anything as changed when one that shared a task with them has ended', async () => {
    const url = await freshDatabase();
    const [one, other] = [await open(url), await open(url)];
    for (const store of [one, other, one, other]) await store.shares('tick', 8);
    const version = (): number => one.versionOf('any-town');
    const before = version();
    await one.shares('tick', 8);
    expect(version()).toBe(before);
    await other.close();
    await one.shares('tick', 8);
    expect(version()).toBeGreaterThan(before);
    const after = version();
    await one.shares('tick', 8);
    expect(version()).toBe(after);
  });

  it('divide a task among those that take part in it, and take over what one leaves', async () => {
    const url = await freshDatabase();
    // The last serves, but takes no part.
    const [one, other, third] = [await open(url), await open(url), await open(url), await open(url)];
    const SHARES = 8;
    const of = async (store: Store): Promise<number[]> => [...(await store.shares('tick', SHARES))];
    expect(await of(one)).toHaveLength(SHARES);
    // What somebody has is not taken from him; he lets go of what is too much when he asks again.
    expect(await of(other)).toEqual([]);
    const kept = await of(one);
    expect([kept.length, (await of(other)).length]).toEqual([4, 4]);
    // Three a process, and two for the last.
    const settled = async (stores: readonly Store[]): Promise<number[][]> => {
      for (const store of stores) await of(store);
      return Promise.all(stores.map(of));
    };
    const three = await settled([third, one, other, third]);
    expect(three.slice(1).flat().sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(three.map(({ length }) => length)).toEqual([2, 3, 3, 2]);
    expect(await of(one)).toEqual(kept.slice(0, 3));
    await other.close();
    await until(
      async () => (await settled([one, third])).flat().length === SHARES,
      'its shares are taken over',
    );
    expect((await settled([one, third])).flat().sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(await third.shares('another task', 2)).toEqual(new Set([0, 1]));
  });

  it('have one that does what one does for all, and another when it ends', async () => {
    const url = await freshDatabase();
    const [one, other] = [await open(url), await open(url)];
    expect([await one.leads('tick'), await other.leads('tick')]).toEqual([true, false]);
    expect(await other.leads('something else')).toBe(true);
    await one.close();
    await until(() => other.leads('tick'), 'the other takes over');
  });
});

describe('a connection that is lost', () => {
  it('is made again, and until then nothing that is cached counts as current', async () => {
    const url = await freshDatabase();
    const store = await open(url);
    await put(store, 'a');
    const ended = await sql(
      url,
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name like 'pufa %' and datname = current_database()`,
    );
    expect(ended.length).toBeGreaterThan(0);
    const version = (): number => store.versionOf('gangmen');
    await until(() => version() !== version(), 'it has noticed');
    await until(() => version() === version(), 'it hears again');
    const before = version();
    await sql(url, `notify pufa, 'somebody'`);
    await until(() => version() > before, 'it hears of others again');
    await put(store, 'b');
    expect(await titleOf(store, 'b')).toBe('一');
  });
});

describe('questions to the store in the midst of reading', () => {
  it('wait for no connection that others who ask the same hold', async () => {
    const url = await freshDatabase();
    const [one, other] = [await open(url), await open(url)];
    const asked = Array.from({ length: 20 }, () => one.read(() => one.gone([other.self, 'nobody'])));
    for (const gone of await Promise.all(asked)) expect(gone).toEqual(new Set(['nobody']));
  });
});

describe('a database that can only be read for a while', () => {
  it('is told as one that is away, and written to again when it can be', async () => {
    const url = await freshDatabase();
    const store = await open(url);
    await put(store, 'a');
    const name = new URL(url).pathname.slice(1);
    await sql(
      url,
      `alter database ${name} set default_transaction_read_only = on`,
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name like 'pufa %' and datname = current_database()`,
    );
    const refused = { name: 'StoreUnavailableError', message: expect.stringContaining('现在只能读，不能写') };
    const written = (id: string): Promise<boolean> =>
      put(store, id).then(
        () => true,
        () => false,
      );
    await until(async () => !(await written('b')), 'it has lost its old connections');
    await expect(put(store, 'b')).rejects.toMatchObject(refused);
    expect(await titleOf(store, 'a')).toBe('一');
    await sql(
      url,
      'set default_transaction_read_only = off',
      `alter database ${name} reset default_transaction_read_only`,
    );
    await until(() => written('c'), 'a new connection writes');
    expect(await titleOf(store, 'c')).toBe('一');
  });
});

describe('a connection that is lost with an answer on it', () => {
  /** Leads to a database, and keeps back what it says as long as it is told to. */
  async function behindProxy(url: string) {
    const held = { on: false, bytes: 0 };
    const release: (() => void)[] = [];
    const proxy = createServer((client) => {
      const { hostname, port } = new URL(url);
      const server = connect(Number(port), hostname);
      const kept: Buffer[] = [];
      const say = (): void => {
        client.write(Buffer.concat(kept.splice(0)));
        if (server.readableEnded) client.end();
      };
      release.push(say);
      server.on('data', (chunk) => {
        kept.push(chunk);
        held.bytes += chunk.length;
        if (!held.on) say();
      });
      server.on('end', () => {
        if (!held.on) client.end();
      });
      client.on('data', (chunk) => server.write(chunk));
      for (const socket of [client, server]) socket.on('error', () => undefined);
      client.on('close', () => server.destroy());
    }).listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    closeAtEnd(() => Promise.resolve(void proxy.close()));
    const address = new URL(url);
    address.port = String((proxy.address() as AddressInfo).port);
    return {
      url: address.href,
      held,
      release: () => {
        held.on = false;
        for (const say of release) say();
      },
    };
  }

  it('leaves nobody who believes that he does what one does for all', async () => {
    const url = await freshDatabase();
    const proxy = await behindProxy(url);
    const one = await open(proxy.url);
    proxy.held.on = true;
    proxy.held.bytes = 0;
    const led = one.leads('tick');
    await until(() => proxy.held.bytes > 0, 'it is told that it leads');
    await sql(
      url,
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name like 'pufa %' and datname = current_database()`,
    );
    const other = await open(url);
    await until(() => other.leads('tick'), 'the other takes over');
    proxy.release();
    await led;
    const version = (): number => one.versionOf('gangmen');
    await until(() => version() === version(), 'it hears again');
    expect([await one.leads('tick'), await other.leads('tick')]).toEqual([false, true]);
  });
});

describe('a database that cannot be used', () => {
  it.each<[string, (url: URL) => void, string]>([
    ['a wrong password', (url) => (url.password = 'hunter2'), '用户名或密码不对，请检查 DATABASE_URL'],
    [
      'no such database',
      (url) => (url.pathname = '/nowhere'),
      '没有这个数据库，请先建一个：createdb nowhere',
    ],
    ['nobody at the port', (url) => (url.port = '1'), '现在连不上'],
    ['no such host', (url) => (url.hostname = 'nowhere.invalid'), '现在连不上'],
  ])('says the remedy, and not the password: %s', async (_what, change, said) => {
    const url = new URL(await freshDatabase());
    change(url);
    const opening = open(url.href);
    await expect(opening).rejects.toThrow(said);
    await expect(opening).rejects.not.toThrow(/hunter2|pufa-test/);
    await expect(opening).rejects.toThrow(`PostgreSQL ${url.username}@${url.host}${url.pathname}: `);
  });

  it('says what right a user lacks', async () => {
    const url = await freshDatabase();
    await sql(
      url,
      `do $$ begin create role pufa_weak login password 'weak'; exception when duplicate_object then null; end $$`,
    );
    const weak = new URL(url);
    weak.username = 'pufa_weak';
    weak.password = 'weak';
    const database = weak.pathname.slice(1);
    await expect(open(weak.href)).rejects.toThrow(`grant create on database ${database} to`);
    await sql(url, `grant create on database ${database} to pufa_weak`);
    await put(await open(weak.href), 'a');
  });

  it('of a newer program is left alone', async () => {
    const url = await freshDatabase();
    await (await open(url)).close();
    await sql(url, 'insert into pufa.steps (step) values (99)');
    await expect(open(url)).rejects.toThrow('是更新版本的程序建的（第 99 步');
    expect((await verifyPlace(databasePlace(url)))?.faults).toEqual([
      expect.stringContaining('是更新版本的程序建的（第 99 步'),
    ]);
  });

  it('of a former program is brought up by a start, and until then no command reads it', async () => {
    const url = await freshDatabase();
    await (await open(url)).close();
    await sql(
      url,
      'alter table pufa.deliveries drop column stage, drop column news',
      'delete from pufa.steps where step > 2',
    );
    const reading = readFacts({ dir: 'unused', databaseUrl: url }, (facts) =>
      facts.find('deliveries', { town: 'a' }),
    );
    await expect(reading).rejects.toThrow(
      '还是旧版本的样子（第 2 步，这个程序用第 4 步）：请先用这个版本启动一次',
    );
    expect((await verifyPlace(databasePlace(url)))?.faults).toEqual([
      expect.stringContaining('还是旧版本的样子'),
    ]);
    await (await open(url)).close();
    expect(await verifyPlace(databasePlace(url))).toBeNull();
  });

  it('gets its tables once, however many processes start at the same time', async () => {
    const url = await freshDatabase();
    await Promise.all(Array.from({ length: 4 }, () => open(url)));
    expect(await sql(url, 'select step from pufa.steps')).toEqual([
      { step: 1 },
      { step: 2 },
      { step: 3 },
      { step: 4 },
    ]);
  });

  it('is asked once for a fact in one transaction, and anew in the next', async () => {
    const store = await open(await freshDatabase());
    await put(store, 'a');
    const read = () =>
      store.read(async (transaction) => [
        await transaction.get('activities', 'gangmen', 'a'),
        await transaction.get('activities', 'gangmen', 'a'),
      ]);
    const [one, same] = await read();
    expect(one).toBeDefined();
    expect(same).toBe(one);
    await put(store, 'a', '二');
    expect((await read()).map((fact) => fact?.title)).toEqual(['二', '二']);
  });

  it('needs no server but its own tables: other schemas stay as they are', async () => {
    const url = await freshDatabase();
    await sql(url, 'create table activities (mine text)');
    await put(await open(url), 'a');
    expect(await sql(url, 'select * from activities')).toEqual([]);
  });
});

describe('every query that the program makes', () => {
  /** As many rows as a county has, so that reading them all would be slow. */
  const FILL = [
    `insert into pufa.activities select 'town-' || n % 50, 'a' || n, '2026-' || lpad((n % 12 + 1)::text, 2, '0') || '-04',
       'village-' || n % 12, 'constitution-day', 'planned', '{sifasuo}', '{}' from generate_series(1, 20000) n`,
    `insert into pufa.deliveries select 'town-' || n % 50, 'd' || n, '2026-12-0' || n % 9 || 'T08:00:00+08:00', 'sent',
       'a' || n % 500, 'day-before', 'c1', 'log', '{}' from generate_series(1, 20000) n`,
    `insert into pufa.trail select 'town-' || n % 50, 't' || n, 'activities', 'a' || n % 500, 'admin', '2026-12-04', '{}'
       from generate_series(1, 20000) n`,
    `insert into pufa.facts select 'records', 'town-' || n % 50, 'r' || n, '{}' from generate_series(1, 20000) n`,
    `analyze ${TABLES.join(', ')}`,
  ];
  const town = 'town-1';
  const day = '2026-12-04';
  const queries: { [K in Kind]?: readonly QueryOf<K>[] } = {
    activities: [
      { town },
      { town, from: day },
      { town, from: day, to: '2026-12-31' },
      { town, village: 'village-1' },
      { town, keyDate: 'constitution-day', status: 'planned', from: day },
      { town, department: 'sifasuo' },
    ],
    deliveries: [
      { town },
      { town, from: day },
      { town, state: 'claimed' },
      { town, activity: 'a1' },
      { town, activity: 'a1', contact: 'c1', channel: 'log' },
      { town, to: day, activities: new Set(['a1', 'a2']) },
    ],
    trail: [
      { town },
      { town, from: day, to: '2026-12-05', actor: 'admin' },
      { town, kind: 'activities' },
      { town, kind: 'activities', target: 'a1' },
    ],
    contacts: [{ town }],
    records: [{ town }],
  };

  it('goes by an index', async () => {
    const url = await freshDatabase();
    await (await open(url)).close();
    await sql(url, ...FILL);
    const swaps = [
      ...swapStatements(town, [
        { seen: delivered(), put: delivered({ state: 'acknowledged' }) },
        { seen: undefined, put: delivered({ id: 'new' }) },
        { seen: undefined, put: delivered({ id: 'newer', contact: 'c2' }) },
      ]),
    ];
    const statements = [
      ...Object.entries(queries).flatMap(([kind, list]) =>
        list.map((query) => findStatement(kind as Kind, query)),
      ),
      ...(['activities', 'deliveries', 'trail', 'records'] as const).map((kind) =>
        getStatement(kind, town, ['a1', 'a2']),
      ),
      // What is new looks nothing up at all.
      ...swaps.map((statement) => statement.other ?? statement),
    ];
    const planOf = async ({ text, values }: Statement): Promise<string> => {
      const given = text.replace(/\$(\d+)/g, (_all, number: string) => {
        const value = values[Number(number) - 1];
        return Array.isArray(value) ? `'{${value.join(',')}}'::text[]` : `'${String(value)}'`;
      });
      return `${given}: ${JSON.stringify(await sql(url, `explain (format json) ${given}`))}`;
    };
    const plans = await Promise.all(statements.map(planOf));
    expect(plans.filter((plan) => plan.includes('Seq Scan') || !plan.includes('Index'))).toEqual([]);
    for (const plan of await Promise.all(swaps.map(planOf))) expect(plan).not.toContain('Seq Scan');
    expect(JSON.stringify(await sql(url, 'explain (format json) select * from pufa.trail'))).toContain(
      'Seq Scan',
    );
  });

  it('does so too where PostgreSQL takes the tables for empty', async () => {
    const url = await freshDatabase();
    const store = await open(url);
    // As on the first day; it counts them again only after a while.
    await sql(url, `vacuum analyze ${TABLES.join(', ')}`);
    const scans = () =>
      sql(
        url,
        "select relname, seq_scan from pg_stat_user_tables where schemaname = 'pufa' order by relname",
      );
    const before = await scans();
    const puts = Array.from({ length: 100 }, (_, index) => delivered({ id: `d${index}`, town }));
    for (let time = 0; time < 10; time += 1) {
      await store.write(SYSTEM, (transaction) =>
        transaction.put('activities', activity({ id: `a${time}`, town })),
      );
      await store.swap(
        town,
        puts.slice(time * 10, time * 10 + 10).map((put) => ({ seen: undefined, put })),
      );
      // Some are there already, and it does not know.
      await store.swap(
        town,
        puts.slice(0, time * 10 + 11).map((put) => ({ seen: undefined, put })),
      );
      await store.read(async (transaction) => {
        await transaction.find('activities', { town, from: day });
        await transaction.find('deliveries', { town, from: day });
        await transaction.get('deliveries', town, 'd1');
      });
    }
    expect(await store.read((facts) => facts.find('deliveries', { town }))).toHaveLength(100);
    // What a connection has done is counted when it ends.
    await store.close();
    expect(await scans()).toEqual(before);
  });
});
