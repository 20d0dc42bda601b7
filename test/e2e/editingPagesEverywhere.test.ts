import { describe, expect, it } from '@jest/globals';
import type { Actor } from '../../src/facts/index.js';
import { accessibilityFaults } from '../support/axe.js';
import { overhang, shoot, WIDTHS } from '../support/browser.js';
import { cadre } from '../support/contacts.js';
import { activity } from '../support/gangmen.js';
import { officeVisit } from '../support/officeVisit.js';
import { newAccount, newToken } from '../support/people.js';
import { webServer } from '../support/webServer.js';

const ADMIN: Actor = { actor: 'admin', via: 'api', address: null, request: null, reason: null };

/** What a person could type anywhere: markup, a turned direction, a line without a break, an emoji. */
const HOSTILE = `<script>alert(1)</script>\u202E"'&amp;${'x'.repeat(40)}${'好'.repeat(20)}😀`;
const LONG = HOSTILE + '长'.repeat(880);

/** A town in whose every field somebody typed what they should not have. */
async function hostileTown() {
  const server = await webServer([activity({ title: LONG, place: LONG })]);
  await server.store.write(ADMIN, async (it) => {
    await it.put('contacts', cadre({ name: LONG, phone: HOSTILE }));
    await it.put('blackouts', {
      id: 'b1',
      town: 'gangmen',
      start: '2026-12-01',
      end: '2026-12-02',
      villages: null,
      reason: LONG,
      createdAt: '2026-11-23T10:00:00+08:00',
      revision: 1,
    });
  });
  const label = HOSTILE.slice(0, 100);
  const account = await newAccount(server, { name: label });
  await newToken(server, { role: 'reader' });
  await server.api('POST', '/api/v1/feed-tokens', { label, scope: { kind: 'office' } });
  const paths = [
    '/activities',
    '/activities/new',
    `/activities/${activity().id}`,
    '/settings/contacts',
    '/settings/contacts/new',
    '/settings/contacts/c1',
    '/settings/blackouts',
    '/settings/accounts',
    '/settings/accounts/new',
    `/settings/accounts/${account.id}`,
    '/settings/api-tokens',
    '/settings/feed-tokens',
  ];
  return { server, paths };
}

describe('each editing page', () => {
  it.each(WIDTHS)(
    'shows hostile text as text, fits, and breaks no rule of WCAG 2.2 AA, in English, %i pixels wide',
    async (width) => {
      const { server, paths } = await hostileTown();
      const page = await officeVisit(server.url, '/activities?lang=en', { width });
      const seen: unknown[] = [];
      for (const path of paths) {
        await page.goto(server.url + path);
        await page.evaluate(() => {
          for (const part of document.querySelectorAll('details')) part.open = true;
        });
        const scripts = await page.locator('body script').count();
        seen.push([path, await overhang(page), scripts, await accessibilityFaults(page)]);
        if (path === '/settings/contacts') await shoot(page, `editing-hostile-${width}`);
      }
      expect(seen).toEqual(paths.map((path) => [path, 0, 0, []]));
      expect(await page.getAttribute('html', 'lang')).toBe('en');
    },
  );
});
