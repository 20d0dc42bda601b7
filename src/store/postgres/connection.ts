import { hostname } from 'node:os';
import { isNativeError } from 'node:util/types';
import pg from 'pg';
import { StoreError, StoreUnavailableError } from '../errors.js';

/** The most that a program waits for a connection, or for an answer, in milliseconds. */
const CONNECT_MS = 5000;
const ANSWER_MS = 30_000;

/**
 * How long a connection that nobody needs is kept, in milliseconds: longer than from one minute's tick to the next, for what a
 * connection has planned and read of the catalogue is lost with it.
 */
const IDLE_MS = 5 * 60_000;

/**
 * Each query goes by an index (`tables.ts`), whatever PostgreSQL believes of tables that have just been filled: it counts them now
 * and then, and a plan made while they were empty reads all of them for each of what is there by now. So one plan is good for all
 * values, and is made once a connection. None takes so long that to compile it would pay. An address with `options` of its own has
 * those instead.
 */
const PLANNING = '-c enable_seqscan=off -c plan_cache_mode=force_generic_plan -c jit=off';

export const connectionOptions = (url: string): pg.ClientConfig => ({
  connectionString: url,
  connectionTimeoutMillis: CONNECT_MS,
  keepAlive: true,
  // Who it is, for whoever looks at pg_stat_activity.
  application_name: `pufa ${process.pid}@${hostname()}`.slice(0, 63),
});

export const poolOptions = (url: string, connections: number): pg.PoolConfig => ({
  ...connectionOptions(url),
  max: connections,
  idleTimeoutMillis: IDLE_MS,
  options: PLANNING,
  statement_timeout: ANSWER_MS,
  query_timeout: ANSWER_MS + CONNECT_MS,
});

/** A database's address as messages call it: without its password. */
export function nameOfDatabase(url: string): string {
  const { host, pathname, username } = new URL(url);
  return `PostgreSQL ${username === '' ? '' : `${decodeURIComponent(username)}@`}${host}${pathname}`;
}

/** Serialization failure, deadlock, unique violation. */
const LOST = new Set(['40001', '40P01', '23505']);

/** The transaction lost against another and can be tried again. */
export const mayTryAgain = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && LOST.has(error.code ?? '');

/** Remedies of what PostgreSQL says (appendix A of its manual). */
const SAID: Readonly<Record<string, (database: string) => string>> = {
  '28P01': () => '用户名或密码不对，请检查 DATABASE_URL（密码里的特殊字符要写成 %XX）',
  '28000': () => '服务器不让这个用户这样登录，请检查 DATABASE_URL 和服务器的 pg_hba.conf',
  '3D000': (database) => `没有这个数据库，请先建一个：createdb ${database}`,
  '42501': (database) => `这个用户的权限不够，请先授权：grant create on database ${database} to 用户名`,
  '53300': () => '服务器的连接已经满了，请调大 max_connections，或少开几个进程',
};

/** A standby that is no primary yet, or a primary that is none any more: another connection may lead to the right one. */
const READ_ONLY = '25006';

/** The server has no more room, on its disk or in its memory. */
const FULL = new Set(['53100', '53200', '53400']);

/** What a failure of PostgreSQL is to the rest of the program; other errors stay what they are. */
export function storeErrorOf(error: unknown, url: string): unknown {
  if (error instanceof StoreError || !isNativeError(error)) return error;
  const name = nameOfDatabase(url);
  if (error instanceof pg.DatabaseError) {
    const code = error.code ?? '';
    const remedy = SAID[code]?.(new URL(url).pathname.slice(1));
    if (code === '53300')
      return new StoreUnavailableError(`${name}: ${remedy ?? ''}。`, {
        cause: error,
        shown: '数据库的连接已经满了，请稍后再试。',
      });
    if (code === READ_ONLY)
      return new StoreUnavailableError(
        `${name}: 现在只能读，不能写（${error.message}），也许正在切换主备；DATABASE_URL 要指向主库。切换好了会自动接上。`,
        { cause: error, shown: '数据库现在只能读，修改没有保存，请稍后再试。' },
      );
    if (remedy !== undefined) return new StoreError(`${name}: ${remedy}。`, { cause: error });
    if (FULL.has(code))
      return new StoreError(
        `${name}: 数据库服务器的磁盘或内存满了，修改没有保存（${error.message}）。请腾出空间后重试。`,
        { cause: error },
      );
    // Connection exceptions, administrator's shutdown, still starting, a statement that took too long.
    if (/^(?:08|57)/.test(code)) return unreachable(name, error);
    return error;
  }
  return isOfConnection(error) ? unreachable(name, error) : error;
}

const unreachable = (name: string, error: Error): StoreUnavailableError =>
  new StoreUnavailableError(
    `${name}: 现在连不上（${error.message === '' ? ((error as NodeJS.ErrnoException).code ?? '') : error.message}），请检查数据库是否在运行、网络和 DATABASE_URL；恢复后会自动接上。`,
    { cause: error, shown: '现在连不上数据库，请稍后再试；恢复后会自动接上。' },
  );

/** What the system says of a connection; of a host with several addresses all of which failed node says the first one's code. */
const NETWORK = /^(?:ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|EADDR|EAI_|ENOTFOUND)/;

/** A file's errors bear a call of the system too, and say nothing of the database. */
const isOfSocket = ({ code = '', syscall }: NodeJS.ErrnoException): boolean =>
  syscall === 'connect' || NETWORK.test(code);

/** Errors of sockets, and what pg says of a connection that is gone. */
export const isOfConnection = (error: unknown): boolean =>
  isNativeError(error) &&
  (isOfSocket(error) ||
    (error instanceof pg.DatabaseError &&
      (error.code === READ_ONLY || /^(?:08|57P)/.test(error.code ?? ''))) ||
    /Connection terminated|connection timeout|timeout exceeded|Query read timeout|not queryable|Client has encountered/i.test(
      error.message,
    ));

/** Asks one question. @param name by which the connection knows it again, parsed and planned @returns the rows */
export type Query = <R extends object>(
  text: string,
  values?: readonly unknown[],
  name?: string,
) => Promise<R[]>;

/** The questions of one connection, one after another: who asks several at once need not wait between them. */
export function queriesOf(client: pg.ClientBase): Query {
  let turn: Promise<unknown> = Promise.resolve();
  return <R extends object>(text: string, values: readonly unknown[] = [], name?: string) => {
    const config = { text, values: [...values], ...(name !== undefined && { name }) };
    const mine = turn.then(async () => (await client.query(config)).rows as R[]);
    turn = mine.catch(() => undefined);
    return mine;
  };
}
