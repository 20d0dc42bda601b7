import { describe, expect, it } from '@jest/globals';
import { overhang, shoot, visit, WIDTHS } from '../../support/browser.js';
import { activity, gangmen } from '../../support/gangmen.js';
import { webServer } from '../../support/webServer.js';

const SCRIPT = `<script>alert(1)</script><img src=x onerror=alert(1)>"'&lt;`;
/** A right-to-left override that nobody closes, combining marks, a family of emoji, a character beyond the BMP. */
const ODD = '\u202eעברית ‮ \u0301\u0301\u0301\u0301 👨‍👩‍👧‍👦 𠮷';
const LONG = `${'长'.repeat(3000)}${'w'.repeat(7000)}`;

/** The town's data as somebody who means harm, or has a cat on the keyboard, would write them. */
const calendars = {
  ...gangmen,
  town: {
    ...gangmen.town,
    county: SCRIPT,
    villages: gangmen.town.villages.map((one) => (one.id === 'xipo' ? { ...one, name: `${SCRIPT}村` } : one)),
    forms: gangmen.town.forms.map((one) => (one.id === 'slogans' ? { ...one, name: ODD } : one)),
  },
  keyDates: gangmen.keyDates.map((one) =>
    one.id === 'traffic-day'
      ? {
          ...one,
          name: { zh: LONG, en: LONG },
          short: LONG,
          basis: SCRIPT,
          source: LONG,
          themes: { 2026: ODD },
        }
      : one,
  ),
};

/** As much as an activity may hold. */
const FULL = `${'长'.repeat(300)}${'w'.repeat(700)}`;

const activities = [SCRIPT, ODD, FULL].flatMap((text, index) => [
  activity({ id: `x-${index}`, title: text, place: text }),
  activity({ id: `y-${index}`, title: text, place: text, village: 'xipo', keyDate: 'traffic-day' }),
  activity({ id: `z-${index}`, form: 'slogans', title: text, place: text, status: 'cancelled' }),
]);

const PATHS = {
  year: '/',
  month: '/?view=month&month=12',
  list: '/?view=list&village=xipo',
  'key-date': '/key-dates/traffic-day',
};

describe('hostile text', () => {
  it.each(WIDTHS)(
    'is text on every public page at %i px, and moves nothing out of the window',
    async (width) => {
      const { url } = await webServer(activities, { calendars });
      const wrong: string[] = [];
      for (const [name, path] of Object.entries(PATHS))
        for (const lang of ['zh', 'en']) {
          const page = await visit(`${url}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`, { width });
          page.on('dialog', () => wrong.push(`${name} ${lang}: a script ran`));
          await shoot(page, `hostile-${name}-${lang}-${width}`, { whole: false });
          const over = await overhang(page);
          if (over > 0) wrong.push(`${name} ${lang}: ${over} px too wide`);
          if (!(await page.locator('body').innerText()).includes('<script>alert(1)</script>'))
            wrong.push(`${name} ${lang}: the text is not there`);
          if ((await page.locator('img[src="x"]').count()) > 0) wrong.push(`${name} ${lang}: an element`);
          await page.close();
        }
      expect(wrong).toEqual([]);
    },
  );
});
