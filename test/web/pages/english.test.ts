import { expect, it } from '@jest/globals';
import { furnishedTown, HELD, NOTICE } from '../../support/furnishedTown.js';
import { activity } from '../../support/gangmen.js';

/** The texts of a page with Chinese in them that nothing marks as Chinese. */
function unmarked(html: string): string[] {
  const body = html.slice(html.indexOf('<body>'));
  const marked = /<(\w+)(?=[^>]* lang="zh-CN")[^>]*>(?:(?!<\1[ >])[^])*?<\/\1>/g;
  return (
    body
      .replaceAll(marked, '')
      .replaceAll(/<[^>]*>/g, '\n')
      .match(/[^\n]*\p{Script=Han}[^\n]*/gu) ?? []
  );
}

it('leaves no Chinese unmarked on the English pages behind login', async () => {
  const { server, ids } = await furnishedTown();
  const paths = [
    ...['/today', '/board', '/board/ledger', '/board/calendar?month=2026-12', '/board/plans'],
    ...[`/board/plans/${ids.plan}`, '/activities?from=', '/activities/new', `/activities/${activity().id}`],
    ...[`/activities/${HELD.id}`, `/activities/${HELD.id}/record`, '/ledger?figure=people&of=all'],
    ...['/ledger/deadlines', '/ledger/guides', '/imports', '/settings/contacts', '/settings/contacts/new'],
    ...['/settings/contacts/c1', '/settings/feed-tokens', '/settings/blackouts', '/settings/notices'],
    ...[`/settings/notices/${NOTICE}`, '/settings/accounts', `/settings/accounts/${ids.u1}`],
    '/settings/api-tokens',
  ];
  const found: [path: string, status: number, texts: string[]][] = [];
  for (const path of paths) {
    const answer = await server.api('GET', `${path}${path.includes('?') ? '&' : '?'}lang=en`);
    found.push([path, answer.status, unmarked(await answer.text())]);
  }
  expect(found).toEqual(paths.map((path) => [path, 200, []]));
});

it('says in English on an English page what did not work', async () => {
  const { server } = await furnishedTown();
  const answer = await server.api('GET', '/activities/none?lang=en');
  const html = await answer.text();
  expect([answer.status, unmarked(html)]).toEqual([404, []]);
  expect(html).toContain('That did not work');
});
