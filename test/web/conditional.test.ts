import { describe, expect, it } from '@jest/globals';
import { entityTags, isNotModified, revisionsIn } from '../../src/web/conditional.js';

const ETAG = 'W/"abc"';

describe('If-None-Match', () => {
  const matches = (header: string): boolean => isNotModified({ 'if-none-match': header }, ETAG);

  it('is a list of tags, compared weakly', () => {
    expect(
      ['W/"abc"', '"abc"', '"x", W/"abc"', '"x","abc"', ' "abc" ', '*', ' * ', ', ,"abc"'].map(matches),
    ).toEqual(Array(8).fill(true));
    expect(['"ab"', 'W/"abcd"', 'abc', '"', '', 'w/"abc"', '"*"'].map(matches)).toEqual(Array(7).fill(false));
  });

  it('may hold commas between the quotes, which part nothing', () => {
    expect(entityTags('"a,b", W/"c", "d,\\"')).toEqual(['"a,b"', 'W/"c"', '"d,\\"']);
    expect(matches('"x,W/"abc""')).toBe(false);
    expect(matches('"x, W/\\"abc\\""')).toBe(false);
    expect(isNotModified({ 'if-none-match': '"1,abc", "2"' }, '"1,abc"')).toBe(true);
    expect(isNotModified({ 'if-none-match': '"1,abc"' }, '"abc"')).toBe(false);
  });

  it('goes before a date, whatever that says (RFC 9110 §13.2.2)', () => {
    const since = 'Mon, 23 Nov 2026 02:00:00 GMT';
    expect(isNotModified({ 'if-none-match': '"old"', 'if-modified-since': since }, ETAG, 0)).toBe(false);
  });

  it('is read in a moment, however long and broken', () => {
    const began = performance.now();
    matches('"'.repeat(16_000));
    matches('"a'.repeat(8000));
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

describe('If-Modified-Since', () => {
  const settled = 1_795_399_200;
  const seen = (text: string): boolean => isNotModified({ 'if-modified-since': text }, ETAG, settled);

  it('is told 304 from the second on in which all was settled', () => {
    expect(
      [
        'Mon, 23 Nov 2026 01:59:59 GMT',
        'Mon, 23 Nov 2026 02:00:00 GMT',
        'Tue, 24 Nov 2026 02:00:00 GMT',
        'Monday, 23-Nov-26 02:00:00 GMT',
        'Mon Nov 23 02:00:00 2026',
      ].map(seen),
    ).toEqual([false, true, true, true, true]);
  });

  it('says nothing when it is no date', () => {
    expect(['', 'yesterday', '2026-11-23T02:00:00Z', '9999999999'].map(seen)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('If-Match', () => {
  it('names revisions, strongly', () => {
    const revisions = (header?: string): unknown => revisionsIn({ 'if-match': header });
    expect([
      revisions(),
      revisions('*'),
      revisions('"1", "22"'),
      revisions('W/"3"'),
      revisions('"0"'),
      revisions('"1,2"'),
    ]).toEqual([null, 'any', [1, 22], [], [], []]);
  });
});
