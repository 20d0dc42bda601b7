import { describe, expect, it } from '@jest/globals';
import { adminApi } from '../support/adminApi.js';
import { apiAs } from '../support/people.js';
import { MOST_GUESSES } from '../../src/web/guessLimit.js';
import { webServer } from '../support/webServer.js';

const TOWN = '/api/v1/town';

type Server = Awaited<ReturnType<typeof webServer>>;

const guess = async (server: Server, times: number): Promise<Response[]> => {
  const answers: Response[] = [];
  for (let left = times; left > 0; left -= 1)
    answers.push(await adminApi(server.url, `pufa_wrong-${left}`)('GET', TOWN));
  return answers;
};

describe('wrong tokens', () => {
  it('from one address are answered so often, and then told to wait', async () => {
    const server = await webServer();
    const answers = await guess(server, MOST_GUESSES + 2);
    const statuses = answers.map(({ status }) => status);
    expect(statuses).toEqual([...Array.from({ length: MOST_GUESSES }, () => 401), 429, 429]);
    expect(answers.at(-1)?.headers.get('retry-after')).toBe('600');
    // A right one that this address has not used before tells nobody that it was guessed.
    expect((await server.api('GET', TOWN)).status).toBe(429);
    server.setNow('2026-11-23T10:11');
    expect((await server.api('GET', TOWN)).status).toBe(200);
  });

  it('do not stop a program at work behind the same address', async () => {
    const server = await webServer();
    const program = await apiAs(server, { role: 'office' });
    expect((await program('GET', TOWN)).status).toBe(200);
    await guess(server, MOST_GUESSES + 1);
    expect([(await program('GET', TOWN)).status, (await server.api('GET', TOWN)).status]).toEqual([200, 200]);
  });

  it('are not what a request without one is', async () => {
    const server = await webServer();
    for (let left = MOST_GUESSES + 5; left > 0; left -= 1)
      expect((await adminApi(server.url, '')('GET', TOWN)).status).toBe(401);
  });
});
