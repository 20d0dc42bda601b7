import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { preparedFolder } from '../support/preparedFolder.js';
import { startProgram } from '../support/program.js';

describe('a private feed of the built program', () => {
  it.each(['trace', 'debug'])(
    'leaves its secret in no log at LOG_LEVEL=%s and in no file, used, wrong or revoked',
    async (LOG_LEVEL) => {
      const dir = await preparedFolder();
      const program = await startProgram({ DATA_DIR: dir, LOG_LEVEL });
      const made = await program.api('POST', '/api/v1/feed-tokens', {
        label: '司法所值班电脑',
        scope: { kind: 'office' },
      });
      const { id, link } = (await made.json()) as { id: string; link: string };
      const secret = /([\w-]{22})\.ics$/.exec(link)?.[1] ?? '';
      expect(secret).toHaveLength(22);
      const wrong = secret.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'));
      const links = [link, `${link}?alarms=1`, link.replace(secret, wrong), `${link}/x`, `${link}%zz`];
      const statuses: number[] = [];
      for (const one of links) statuses.push((await fetch(one)).status);
      expect(statuses).toEqual([200, 200, 404, 404, 404]);
      expect((await fetch(link, { method: 'POST' })).status).toBe(405);
      expect((await program.api('DELETE', `/api/v1/feed-tokens/${id}`)).status).toBe(204);
      expect((await fetch(link)).status).toBe(404);
      await program.stop('SIGTERM');
      const { stdout, stderr } = program.output();
      const stored = readFileSync(join(dir, 'store.json'), 'utf8');
      expect(stored).toContain('司法所值班电脑');
      for (const text of [stdout, stderr, stored]) {
        expect(text).not.toContain(secret);
        expect(text).not.toContain(wrong);
      }
    },
    60_000,
  );

  it('is still good after a restart, and a revoked one still is not', async () => {
    const dir = await preparedFolder();
    const first = await startProgram({ DATA_DIR: dir });
    const make = async (label: string): Promise<{ id: string; link: string }> => {
      const made = await first.api('POST', '/api/v1/feed-tokens', { label, scope: { kind: 'office' } });
      return (await made.json()) as { id: string; link: string };
    };
    const [good, gone] = [await make('留着'), await make('作废')];
    await first.api('DELETE', `/api/v1/feed-tokens/${gone.id}`);
    await first.stop('SIGKILL');
    const again = await startProgram({ DATA_DIR: dir });
    const status = async ({ link }: { link: string }): Promise<number> =>
      (await fetch(again.url + new URL(link).pathname)).status;
    expect([await status(good), await status(gone)]).toEqual([200, 404]);
    await again.stop('SIGTERM');
  }, 60_000);
});
