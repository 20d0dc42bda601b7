import { describe, expect, it } from '@jest/globals';
import { askedIn, figuresLink, logsLink } from '../../../src/web/pages/ledger/address.js';

const TODAY = '2026-11-23';
const asked = (query: Record<string, unknown>) => askedIn(query, TODAY);

describe('the address of the ledger’s page', () => {
  it('asks for this year and this month’s logs when it says nothing', () => {
    expect(asked({})).toEqual({ year: 2026, quarter: null, behind: null, month: '2026-11' });
  });

  it('asks for the last month of what is over, and for the first of what is to come', () => {
    expect(asked({ year: '2025' }).month).toBe('2025-12');
    expect(asked({ year: '2026', quarter: '2' }).month).toBe('2026-06');
    expect(asked({ year: '2026', quarter: '4' }).month).toBe('2026-11');
    expect(asked({ year: '2027' }).month).toBe('2027-01');
  });

  it('asks for nothing by what is not known', () => {
    const odd = { year: '9999', quarter: '5', figure: '__proto__', of: 'all', month: '2025-01' };
    expect(asked(odd)).toEqual(asked({}));
    expect(asked({ year: ['2025', '2024'], figure: 'people', of: ['all'] })).toEqual(asked({}));
    expect(asked({ year: '2101', month: '2026-13' })).toEqual(asked({}));
  });

  it('is read as it is written', () => {
    const behind = { figure: 'people', of: 'village:huohu' } as const;
    const link = figuresLink({ year: 2026, quarter: 3 }, behind);
    expect(link).toBe('/ledger?year=2026&quarter=3&figure=people&of=village%3Ahuohu#behind');
    const { searchParams } = new URL(link, 'http://127.0.0.1');
    expect(asked(Object.fromEntries(searchParams))).toEqual({
      year: 2026,
      quarter: 3,
      behind,
      month: '2026-09',
    });
    expect(logsLink({ year: 2026, quarter: null }, '2026-05')).toBe('/ledger?year=2026&month=2026-05#logs');
  });
});
