import { describe, expect, it } from '@jest/globals';
import { deedText, type Names } from '../../../src/activities/index.js';
import { accountInTrail, accountSchema, KIND_NAMES, KINDS, type Kind } from '../../../src/facts/index.js';
import { gangmen } from '../../support/gangmen.js';

const names: Names = { ...gangmen, contacts: [], actors: new Map() };

const told = (kind: Kind, changes: Record<string, [before: unknown, after: unknown]>): string =>
  deedText(
    {
      kind,
      action: 'update',
      changes: Object.fromEntries(
        Object.entries(changes).map(([field, [before, after]]) => [field, { before, after }]),
      ),
    },
    {},
    names,
  );

/** The fields of a kind as its trail has them; of one with several shapes, those of each. */
const fieldsOf = (kind: Kind): string[] => {
  const { schema } = KINDS[kind];
  if (schema === accountSchema)
    return Object.keys(accountInTrail({ password: null, invitation: null } as never)).concat(
      Object.keys(accountSchema.omit({ password: true, invitation: true }).shape),
    );
  const shapes = 'options' in schema ? schema.options : [schema];
  return shapes.flatMap(({ shape }) => Object.keys(shape));
};

/** What a token is made with, and never changes. */
const FIXED = new Set(['hash', 'scope', 'account']);

describe('a change in a sentence', () => {
  it('names every field of every kind in Chinese', () => {
    const audited = KIND_NAMES.filter((kind) => KINDS[kind].audited);
    const english = audited.flatMap((kind) =>
      fieldsOf(kind)
        .filter((field) => !FIXED.has(field))
        .map((field): [string, string] => [field, told(kind, { [field]: [null, '甲'] })])
        .filter(([, text]) => /[a-z]/i.test(text))
        .map(([field, text]): string => `${kind}.${field}: ${text}`),
    );
    expect(audited.length).toBeGreaterThan(10);
    expect(english).toEqual([]);
  });

  it('tells what a record says by the names that people know', () => {
    const photo = { id: 'a'.repeat(64), size: 1, width: 1, height: 1, takenAt: null };
    expect(
      told('records', { host: ['sifasuo', null], helpers: [[], ['zongzhi']], photos: [[], [photo]] }),
    ).toBe('改主办单位：司法所 → 无；改配合单位：无 → 综治办；改照片：0张 → 1张');
  });

  it('tells of an account what was done, and not what it is kept as', () => {
    expect(told('accounts', { lastLoginAt: [null, '2026-12-01T09:00:00+08:00'] })).toBe('登录');
    expect(
      told('accounts', {
        passwordSetAt: [null, '2026-12-01T09:00:00+08:00'],
        invitedUntil: ['2026-12-04T09:00:00+08:00', null],
      }),
    ).toBe('设密码');
    expect(told('accounts', { disabled: [false, true] })).toBe('停用账号');
    expect(told('accounts', { role: ['village', 'reader'], village: ['huohu', null] })).toBe(
      '改身份：村 → 只看；改村：货湖村 → 无',
    );
    expect(told('apiTokens', { expiresAt: [null, '2027-12-31T23:59:00+08:00'] })).toBe(
      '改期限：无 → 2027年12月31日 23:59',
    );
  });
});
