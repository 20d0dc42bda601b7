import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { StoreUnavailableError } from '../../src/store/errors.js';
import { isOfConnection, storeErrorOf } from '../../src/store/postgres/connection.js';
import { refusedEverywhere } from '../support/refusedEverywhere.js';

const URL_OF_STORE = 'postgres://pufa:secret@db.example:5432/pufa';

/** As PostgreSQL says it. */
const said = (code: string, message = 'no'): pg.DatabaseError =>
  Object.assign(new pg.DatabaseError(message, 0, 'error'), { code });

describe('what a failure is to the program', () => {
  it.each([
    ['53100', 'StoreError', '数据库服务器的磁盘或内存满了，修改没有保存（no）。请腾出空间后重试。'],
    ['53300', 'StoreUnavailableError', '服务器的连接已经满了，请调大 max_connections，或少开几个进程。'],
    ['57P03', 'StoreUnavailableError', '现在连不上（no）'],
    ['57014', 'StoreUnavailableError', '现在连不上（no）'],
    ['08006', 'StoreUnavailableError', '现在连不上（no）'],
    ['25006', 'StoreUnavailableError', '现在只能读，不能写（no）'],
  ])('%s is a %s with its remedy', (code, name, message) => {
    expect(storeErrorOf(said(code), URL_OF_STORE)).toMatchObject({
      name,
      message: expect.stringContaining(`PostgreSQL pufa@db.example:5432/pufa: ${message}`),
    });
  });

  it('tells strangers nothing of where the database is', () => {
    for (const code of ['53300', '57P03', '25006'])
      expect(storeErrorOf(said(code), URL_OF_STORE)).toMatchObject({
        shown: expect.not.stringMatching(/PostgreSQL|example|DATABASE_URL/),
      });
  });

  it('stays what it is where it is none of the database’s', () => {
    const file = Object.assign(new Error('ENOSPC: no space left on device, write'), {
      code: 'ENOSPC',
      syscall: 'write',
    });
    for (const error of [file, new TypeError('x is not a function'), said('23505')])
      expect([storeErrorOf(error, URL_OF_STORE), isOfConnection(error)]).toEqual([error, false]);
  });

  it('is a store that cannot be reached where none of its addresses answers', async () => {
    const error = await refusedEverywhere();
    expect(error).toMatchObject({ name: 'AggregateError', message: '' });
    expect(isOfConnection(error)).toBe(true);
    const told = storeErrorOf(error, URL_OF_STORE);
    expect(told).toBeInstanceOf(StoreUnavailableError);
    expect((told as Error).message).toContain(
      'PostgreSQL pufa@db.example:5432/pufa: 现在连不上（ECONNREFUSED）',
    );
  });
});
