import type { Chance } from './chance.js';

/** Texts that programs stumble over. */
const TEXTS: readonly string[] = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\udfff\ud800',
  '\ufeff',
  '\u202e反转',
  'e\u0301\u0301\u0301',
  '👨‍👩‍👧‍👦',
  '\r\nSet-Cookie: a=b',
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toString',
  '../../etc/passwd',
  '..%2f..%2f',
  '<script>alert(1)</script>',
  '=1+1',
  "'; DROP TABLE activities; --",
  '{{7*7}}',
  '${7*7}',
  'null',
  'undefined',
  'NaN',
  'true',
  '0',
  '-0',
  '1e999',
  '9'.repeat(400),
  '2026-02-30',
  '0000-00-00',
  '9999-12-31',
  '-002026-01-01',
  '2026-12-04T25:61:61+99:99',
  '2026-12-04T09:00:00',
  '2026-12-04T09:00:00.123456789123+08:00',
  '+275760-09-13T00:00:00Z',
  'x'.repeat(1000),
  '法'.repeat(1001),
  'x'.repeat(20_000),
];

/** Numbers at the ends of what a number can be. */
const NUMBERS: readonly number[] = [
  0,
  -0,
  -1,
  0.5,
  1e21,
  1e308,
  -1e308,
  Number.MAX_SAFE_INTEGER,
  Number.MAX_SAFE_INTEGER + 2,
  Number.MIN_SAFE_INTEGER,
  2 ** 31,
  2 ** 32,
  5e-324,
];

export const hostileText = (chance: Chance): string => chance.pick(TEXTS);

/** JSON of another type, or of the right type and out of all bounds. */
export function hostileValue(chance: Chance): unknown {
  switch (chance.whole(9)) {
    case 0:
      return null;
    case 1:
      return chance.often(0.5);
    case 2:
      return chance.pick(NUMBERS);
    case 3:
      return [];
    case 4:
      return {};
    case 5:
      return Array.from({ length: chance.pick([1, 3, 500]) }, () => hostileText(chance).slice(0, 100));
    case 6:
      // JSON.parse makes it a property of its own, as a body's does.
      return JSON.parse('{"__proto__": {"admin": true}, "constructor": {"prototype": {"admin": true}}}');
    case 7:
      return nested(chance.pick([3, 50, 2000]));
    default:
      return hostileText(chance);
  }
}

/** Lists in lists, so deep. */
function nested(depth: number): unknown {
  let value: unknown = 'deep';
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}

/** Ends of addresses that are broken, or mean something to somebody. */
export const HOSTILE_SEGMENTS: readonly string[] = [
  '%',
  '%zz',
  '%00',
  '%ff%fe',
  '%c0%af',
  '%ed%a0%80',
  '%2e%2e%2f%2e%2e',
  '..;',
  '__proto__',
  'constructor',
  '%5f%5fproto%5f%5f',
  'a'.repeat(3000),
  '%E6%B3%95'.repeat(300),
  '*',
  ':id',
  '{id}',
  "a'b",
  'a%20b',
];

/** Headers of which a program should make nothing. */
export const HOSTILE_HEADERS: readonly (readonly [string, string])[] = [
  ['If-Match', ''],
  ['If-Match', '"'],
  ['If-Match', 'W/"1"'],
  ['If-Match', '1'],
  ['If-Match', '"999999999999999999999"'],
  ['If-Match', '"1",'.repeat(2000)],
  ['If-Match', '*, "1"'],
  ['If-None-Match', ',,,"'],
  ['If-Modified-Since', 'yesterday'],
  ['Idempotency-Key', 'a b'],
  ['Idempotency-Key', 'x'.repeat(201)],
  ['Idempotency-Key', '__proto__'],
  ['Authorization', 'Bearer'],
  ['Authorization', 'Bearer ' + 'x'.repeat(600)],
  ['Authorization', 'Basic Og=='],
  ['Cookie', 'pufa_session=%'],
  ['Cookie', '__proto__=1; pufa_session=' + 'x'.repeat(4000)],
  ['Content-Type', 'text/plain'],
  ['Content-Type', 'application/json; charset=utf-16'],
  ['Content-Type', 'application/json; charset=nonsense'],
  ['Content-Type', 'application/json; charset'],
  ['Content-Type', ';;;'],
  ['Content-Type', 'multipart/form-data'],
  ['Content-Type', 'application/x-www-form-urlencoded'],
  ['Content-Encoding', 'gzip'],
  ['Content-Encoding', 'br'],
  ['Content-Encoding', 'nonsense'],
  ['Accept', 'text/html'],
  ['Accept-Encoding', 'gzip;q=nonsense'],
  ['Range', 'bytes=0-,5-1'],
  ['Host', 'evil.example'],
  ['Origin', 'null'],
  ['X-Forwarded-For', '1.2.3.4, nonsense'],
  ['X-HTTP-Method-Override', 'DELETE'],
  ['Expect', '100-continue'],
  ['X-Long', 'x'.repeat(12_000)],
];
