import { describe, expect, it } from '@jest/globals';
import { publicTextOf } from '../../src/town/index.js';

const masked = (text: string, ...names: string[]): string =>
  publicTextOf({ lawyers: names.map((name, index) => ({ id: `lawyer-${index}`, name, source: '测试' })) })(
    text,
  );

describe('free text on public pages', () => {
  it.each([
    '13812345678',
    '138 1234 5678',
    '138-1234-5678',
    '138 - 1234 - 5678',
    '138—1234—5678',
    '138.1234.5678',
    '１３８１２３４５６７８',
    '8613812345678',
    '+86 138 1234 5678',
    '＋８６１３８１２３４５６７８',
    '008613812345678',
    '0759-7654321',
    '0759—7654321',
    '（0759）7654321',
    '(0759) 7654321',
    '075976543210',
    '020 87654321',
  ])('shows no telephone number, written as %s', (number) => {
    expect(masked(`找老陈${number}，村口`)).toBe('找老陈（电话略），村口');
  });

  it.each([
    '2026-12-04 09:00-11:30',
    '440823112200',
    '第138号 1234 份',
    '12·4，12345热线',
    '1381234567',
    '港府〔2020〕76号',
  ])('keeps %s, which is none', (text) => {
    expect(masked(text)).toBe(text);
  });

  it('names no lawyer, nor leaves a piece of a longer name that begins with another’s', () => {
    expect(masked('陈明华律师到村，陈明主持', '陈明', '陈明华')).toBe('挂点律师到村，挂点律师主持');
  });

  it('leaves stand-ins as they are: they are nobody, and stand inside other words', () => {
    expect(masked('律师一对一咨询', '律师一')).toBe('律师一对一咨询');
  });
});
