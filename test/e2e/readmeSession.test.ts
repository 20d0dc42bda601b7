import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { preparedFolder } from '../support/preparedFolder.js';
import { startProgram, TOKEN } from '../support/program.js';

/** The session of a README, for the server at `url`. */
function sessionOf(file: string, url: string): string {
  const block = /```sh\n(TOKEN=…[^]*?)```/.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
  return block.replace('TOKEN=…', `TOKEN=${TOKEN}`).replace('http://127.0.0.1:8080', url);
}

const HAS_CURL = spawnSync('curl', ['--version']).status === 0;

describe('the session with curl', () => {
  // A bare machine may have no curl; then nobody can paste the session there either.
  (HAS_CURL ? it : it.skip).each(['README.md', 'README.zh-CN.md'])(
    'of %s lists, moves, is refused, cancels and reads the trail as it says',
    async (file) => {
      const program = await startProgram({ DATA_DIR: await preparedFolder() });
      const script = sessionOf(file, program.url);
      expect(script).toContain(program.url);
      const { status, stdout, stderr } = spawnSync('bash', ['-c', script], {
        encoding: 'utf8',
        timeout: 30_000,
      });
      await program.stop('SIGTERM');
      expect([status, stderr]).toEqual([0, '']);
      const answers = stdout
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      const [list, one, moved, refused, cancelled, trail] = answers;
      expect(answers).toHaveLength(6);
      const { id } = one ?? {};
      expect(list).toMatchObject({ items: [{ id }] });
      expect(stdout).toContain('\r\nETag: "1"\r\n');
      expect(moved).toMatchObject({ id, start: '2027-06-16T15:00:00+08:00', revision: 2 });
      expect(refused).toMatchObject({ status: 412, title: '已被别人改过' });
      expect(cancelled).toMatchObject({ id, status: 'cancelled', revision: 3 });
      const { items } = trail as { items: { actor: string; action: string; target: string }[] };
      expect(items.slice(-2).map(({ actor, action, target }) => [actor, action, target])).toEqual([
        ['admin', 'update', id],
        ['admin', 'update', id],
      ]);
    },
    30_000,
  );
});
