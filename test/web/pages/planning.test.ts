import { describe, expect, it } from '@jest/globals';
import { noSolver } from '../../support/draftTown.js';
import { until } from '../../support/until.js';
import { webServer } from '../../support/webServer.js';

describe('the page of a plan', () => {
  it('shows a month of its own year, whatever its address says', async () => {
    const { api } = await webServer([], { solve: noSolver });
    const asked = await api('POST', '/api/v1/plans', { year: 2026, from: '2026-12-01' });
    const { id } = (await asked.json()) as { id: string };
    const page = async (month: string): Promise<string> =>
      (await api('GET', `/board/plans/${id}?month=${month}`)).text();
    await until(async () => (await page('')).includes('id="on-calendar"'), 'the plan is a draft');
    const daysOn = (html: string): string[] => html.match(/id="d-\d{4}-\d\d(?=-01")/g) ?? [];
    expect(daysOn(await page('2026-11'))).toEqual(['id="d-2026-11']);
    expect(daysOn(await page('2027-03'))).toEqual(['id="d-2026-12']);
  });
});
