import { once } from 'node:events';
import { connect } from 'node:net';

/** What node says where a name has several addresses and nobody answers at any: as `localhost` has on most machines. */
export async function refusedEverywhere(): Promise<unknown> {
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
