import { describe, expect, it } from '@jest/globals';
import { StoreUnavailableError } from '../../src/store/errors.js';
import { isOfConnection, storeErrorOf } from '../../src/store/postgres/connection.js';
import { refusedEverywhere } from '../support/refusedEverywhere.js';

const URL_OF_STORE = 'postgres://pufa:secret@db.example:5432/pufa';

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
