import { describe, expect, it } from '@jest/globals';
import { preparedFolder } from '../support/preparedFolder.js';
import { startProgram } from '../support/program.js';
import { soakFeeds } from '../support/feedSoak.js';

/** `npm run soak` asks for the whole number; the ordinary run for a part of it. */
const REQUESTS = Number(process.env.SOAK_REQUESTS ?? 4000);
const CONNECTIONS = 64;

interface Listed {
  readonly id: string;
  readonly village: string | null;
  readonly lead: string | null;
}

describe('feeds under load', () => {
  it('answer mixed requests while edits run: no 5xx, no torn body, no stale tag', async () => {
    const program = await startProgram({ DATA_DIR: await preparedFolder() });
    const { items } = (await (await program.api('GET', '/api/v1/activities?limit=50')).json()) as {
      items: Listed[];
    };
    const edited = items.find(({ village, lead }) => village !== null && lead !== null);
    if (!edited) throw new Error('no activity of a village');
    const made = await program.api('POST', '/api/v1/feed-tokens', {
      label: '压力测试',
      scope: { kind: 'office' },
    });
    const { link } = (await made.json()) as { link: string };
    const result = await soakFeeds({
      ...program,
      activity: edited.id,
      feeds: [
        `${program.url}/feeds/town.ics`,
        `${program.url}/feeds/villages/${edited.village ?? ''}.ics`,
        `${program.url}/feeds/departments/${edited.lead ?? ''}.ics?alarms=1`,
        link,
      ],
      requests: REQUESTS,
      connections: CONNECTIONS,
    });
    if (process.env.SOAK_REQUESTS !== undefined) process.stdout.write(`${JSON.stringify(result)}\n`);
    expect(result.faults).toEqual([]);
    expect(result.requests).toBe(REQUESTS);
    // It is no soak without edits, fresh bodies and 304s.
    expect(result.edits).toBeGreaterThan(10);
    expect(Object.keys(result.statuses)).toEqual(['200', '304']);
    expect(await program.stop('SIGTERM')).toBe(0);
    expect(program.output().stderr).toBe('');
  }, 1_800_000);
});
