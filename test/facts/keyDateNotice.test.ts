import { describe, expect, it } from '@jest/globals';
import { isUnknownIn, occurrenceOf, themeOf } from '../../src/calendar/index.js';
import { withNotices, type KeyDateNotice } from '../../src/facts/index.js';
import { keyDate } from '../support/keyDates.js';

const week = keyDate({
  id: 'some-week',
  rule: { 'by-notice': { 'fixed-range': '12-01..12-07' } },
  announced: [
    { dates: '2025-12-01..2025-12-07', notice: '2025年的通知' },
    { dates: '2026-12-02..2026-12-08', notice: '文件里的通知' },
  ],
  themes: { 2025: '去年的主题', 2026: '文件里的主题' },
  revised: '2026-11-01',
});
const other = keyDate();

const notice = (given: Partial<KeyDateNotice> = {}): KeyDateNotice => ({
  id: 'some-week-2026',
  town: 'smalltown',
  keyDate: 'some-week',
  year: 2026,
  start: '2026-11-30',
  end: '2026-12-06',
  theme: { zh: '新主题', en: 'A new theme' },
  source: '新通知',
  revision: 1,
  createdAt: '2026-11-20T09:00:00+08:00',
  updatedAt: '2026-11-23T10:00:00+08:00',
  ...given,
});

describe('withNotices', () => {
  it('gives back the very same list where there is nothing to lay over it', () => {
    const keyDates = [week, other];
    expect(withNotices(keyDates, [])).toBe(keyDates);
  });

  it('goes before what the file says of that year, and leaves other years and key dates alone', () => {
    const [laid = week, same] = withNotices([week, other], [notice()]);
    expect(same).toBe(other);
    expect(occurrenceOf(laid, 2026)).toMatchObject({
      start: '2026-11-30',
      end: '2026-12-06',
      status: 'announced',
    });
    expect(themeOf(laid, 2026)).toEqual({ zh: '新主题', en: 'A new theme' });
    expect(occurrenceOf(laid, 2025)).toEqual(occurrenceOf(week, 2025));
    expect(themeOf(laid, 2025)).toEqual({ zh: '去年的主题', en: null });
    expect([laid.revised, week.revised]).toEqual(['2026-11-23', '2026-11-01']);
  });

  it('says nothing of what it leaves open', () => {
    const [themed = other] = withNotices([week], [notice({ start: null, end: null })]);
    expect(occurrenceOf(themed, 2026)).toEqual(occurrenceOf(week, 2026));
    const [dated = other] = withNotices([week], [notice({ theme: null })]);
    expect(themeOf(dated, 2026)).toEqual(themeOf(week, 2026));
  });

  it('takes the usual length where only the first day is known, and still waits', () => {
    const [laid = other] = withNotices([week], [notice({ end: null })]);
    expect(occurrenceOf(laid, 2026)).toMatchObject({
      start: '2026-11-30',
      end: '2026-12-06',
      status: 'expected',
    });
  });

  it('gives days to what had none to go by, and keeps a later revision of the file', () => {
    const unknown = keyDate({
      id: 'some-week',
      rule: { 'by-notice': 'none' },
      revised: '2026-12-24',
    });
    expect(isUnknownIn(unknown, 2026)).toBe(true);
    const [laid = other] = withNotices([unknown], [notice()]);
    expect(isUnknownIn(laid, 2026)).toBe(false);
    expect(laid.revised).toBe('2026-12-24');
  });

  it('passes over a notice of a key date that is no longer there', () => {
    expect(withNotices([other], [notice()])).toEqual([other]);
  });
});
