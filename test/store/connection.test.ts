import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { StoreUnavailableError } from '../../src/store/errors.js';
import { isOfConnection, storeErrorOf } from '../../src/store/postgres/connection.js';

const URL_OF_STORE = 'postgres://pufa:secret@db.example:5432/pufa';

/** What node says where a name has several addresses and nobody answers at any: as `localhost` has on most machines. */
async function refusedEverywhere(): Promise<unknown> {
  const addresses = ['127.0.0.1', '127.0.0.2'].map((address) => ({ address, family: 4 }));
  const socket = connect({
    host: 'db.example',
    port: 1,
    autoSelectFamily: true,
    lookup: (_host, _options, done) => {
      done(null, addresses);
    },
  });
  const [error] = (await once(socket, 'error').catch((raised: unknown) => [raised])) as [unknown];
  return error;
}

describe('what a failure is to the program', () => {
  it('is a store that cannot be reached where none of its addresses answers', async () => {
    const error = await refusedEverywhere();
    expect(error).toMatchObject({ name: 'AggregateError', message: '' });
    expect(isOfConnection(error)).toBe(true);
    const said = storeErrorOf(error, URL_OF_STORE);
    expect(said).toBeInstanceOf(StoreUnavailableError);
    expect((said as Error).message).toContain(
      'PostgreSQL pufa@db.example:5432/pufa: 现在连不上（ECONNREFUSED）',
    );
  });
});
