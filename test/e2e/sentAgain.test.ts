import { describe, expect, it } from '@jest/globals';
import { DateTime } from 'luxon';
import { preparedFolder } from '../support/preparedFolder.js';
import { startProgram, type Program } from '../support/program.js';

const ROUNDS = 4;

const day = DateTime.now().setZone('Asia/Shanghai').plus({ days: 60 }).toISODate() ?? '';

const send = ({ api }: Program, round: number): Promise<Response> =>
  api(
    'POST',
    '/api/v1/activities',
    {
      village: 'xipo',
      form: 'slogans',
      title: `第${round}项`,
      start: `${day}T09:00:00+08:00`,
      end: `${day}T10:00:00+08:00`,
      place: '村委会',
    },
    { 'idempotency-key': `key-${round}` },
  );

describe('a POST under a key, sent again after a kill -9', () => {
  it('is answered as it was, or done if it was not, and stands once', async () => {
    const variables = { DATA_DIR: await preparedFolder() };
    let program = await startProgram(variables);
    const first = (await (await send(program, 0)).json()) as { id: string };
    for (let round = 1; round <= ROUNDS; round += 1) {
      const cut = send(program, round).catch(() => undefined);
      await new Promise((resume) => setTimeout(resume, Math.random() * 40));
      await program.stop('SIGKILL');
      await cut;
      program = await startProgram(variables);
      const again = await send(program, round);
      const third = await send(program, round);
      const ids = [again, third].map(async (response) => ((await response.json()) as { id: string }).id);
      expect([again.status, third.status, third.headers.get('idempotency-replayed')]).toEqual([
        201,
        201,
        'true',
      ]);
      expect(await ids[0]).toBe(await ids[1]);
    }
    const replayed = await send(program, 0);
    expect([replayed.headers.get('idempotency-replayed'), await replayed.json()]).toEqual(['true', first]);
    const { items } = (await (
      await program.api('GET', `/api/v1/activities?from=${day}&limit=500`)
    ).json()) as { items: { title: string }[] };
    await program.stop('SIGTERM');
    const titles = items.map(({ title }) => title).filter((title) => /^第\d项$/.test(title));
    expect(titles.sort()).toEqual(Array.from({ length: ROUNDS + 1 }, (_, round) => `第${round}项`));
  }, 120_000);
});
