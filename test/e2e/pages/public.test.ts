import { describe, expect, it } from '@jest/globals';
import { accessibilityFaults } from '../../support/axe.js';
import { overhang, shoot, visit, WIDTHS } from '../../support/browser.js';
import { webServer } from '../../support/webServer.js';
import { yearOfTown } from '../../support/yearOfTown.js';

/** Every public page, by the name of its picture. */
const PAGES = {
  year: '/?year=2027',
  month: '/?year=2027&view=month&month=6',
  list: '/?year=2027&view=list&village=huohu',
  'key-date': '/key-dates/anti-drug-day?year=2027',
  'key-date-unverified': '/key-dates/wetland-day?year=2027',
  help: '/feeds/help?feed=villages%2Fhuohu',
  'help-steps': '/feeds/help?feed=town&phone=apple',
} as const;

const SLOWEST_MS = 240_000;

describe('every public page', () => {
  it.each(WIDTHS)(
    'at %i px fits its window, meets WCAG 2.2 AA, and speaks both languages',
    async (width) => {
      const { url } = await webServer(await yearOfTown());
      const faults: string[] = [];
      for (const [name, path] of Object.entries(PAGES))
        // English is longer, which a phone shows first.
        for (const lang of width < 600 ? ['zh', 'en'] : ['zh']) {
          const page = await visit(`${url}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`, { width });
          await shoot(page, `${name}-${lang}-${width}`);
          const over = await overhang(page);
          if (over > 0) faults.push(`${name} ${lang}: ${over} px too wide`);
          faults.push(...(await accessibilityFaults(page)).map((fault) => `${name} ${lang}: ${fault}`));
          await page.close();
        }
      expect(faults).toEqual([]);
    },
    SLOWEST_MS,
  );
});
