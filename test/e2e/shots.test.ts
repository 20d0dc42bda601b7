import { describe, expect, it, jest } from '@jest/globals';
import { overhang, shoot, visit, WIDTHS } from '../support/browser.js';
import { officeVisit } from '../support/officeVisit.js';
import { shownTown } from '../support/shownTown.js';

jest.setTimeout(600_000);

/** What a page may say to itself while it is looked at: one of them is asked for because it is not there. */
const EXPECTED = ['404'];

describe('pictures', () => {
  it('of every page of a town in its year, at a desk and on a phone', async () => {
    const { server, pages, behindLogin } = await shownTown();
    const wide: string[] = [];
    for (const width of WIDTHS) {
      const public_ = await visit(server.url, { width, expected: EXPECTED });
      const office = await officeVisit(server.url, '/today', { width, expected: EXPECTED });
      // A busy machine draws the API’s page slowly.
      for (const page of [public_, office]) page.setDefaultTimeout(60_000);
      for (const [page, addresses] of [
        [public_, pages],
        [office, behindLogin],
      ] as const)
        for (const [name, address] of Object.entries(addresses)) {
          // The API's page draws itself from what it asks for, and is longer than any picture.
          const isDrawnLater = name === 'api-docs';
          await page.goto(server.url + address, { waitUntil: isDrawnLater ? 'networkidle' : 'load' });
          await shoot(page, `page-${name}-${width}`, { whole: !isDrawnLater });
          if ((await overhang(page)) > 0) wide.push(`${name} at ${width}`);
        }
    }
    expect(wide).toEqual([]);
  });
});
