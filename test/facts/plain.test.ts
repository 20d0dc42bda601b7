import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { KINDS, plainTest, type Kind } from '../../src/facts/index.js';
import { cadre } from '../support/contacts.js';
import { activity } from '../support/gangmen.js';
import { delivered } from '../support/lookWith.js';

const NOW = '2026-11-27T08:30:00+08:00';

/** Facts as stores have them. */
const SOUND: Readonly<Partial<Record<Kind, readonly object[]>>> = {
  activities: [activity(), activity({ start: '2026-12-04', end: '2026-12-05', allDay: true, village: null })],
  contacts: [cadre()],
  deliveries: [delivered({ claim: { owner: 'one', at: NOW } })],
  ticks: [
    { id: 't', town: 'gangmen', duty: 'check', day: '2026-12-04', village: null, by: 'admin', at: NOW },
  ],
};

const soundFacts = (): (readonly [Kind, object])[] =>
  Object.entries(SOUND).flatMap(([kind, facts]) => facts.map((fact) => [kind as Kind, fact] as const));

/** A value as JSON has it, with one place in it put another way. */
function spoilt(fact: object): fc.Arbitrary<unknown> {
  const places = (value: unknown, path: readonly string[]): (readonly string[])[] => [
    path,
    ...(typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, member]) => places(member, [...path, name]))
      : []),
  ];
  const anything = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(
      '',
      ' ',
      '2026-02-30',
      '2026-12-04',
      '2026-12-04T09:00:00+08:00',
      'done',
      'a b',
      1e99,
      -1,
    ),
  );
  return fc
    .tuple(
      fc.constantFrom(...places(fact, [])),
      fc.oneof(anything, fc.constant(undefined)),
      fc.constantFrom('other', '__proto__', 'constructor'),
      fc.integer({ min: 0, max: 9 }),
    )
    .map(([path, value, name, which]) => {
      const copy = JSON.parse(JSON.stringify({ root: fact })) as { root: unknown };
      let at: Record<string, unknown> = copy;
      const [last = 'root', ...before] = ['root', ...path].reverse();
      for (const step of before.reverse()) at = at[step] as Record<string, unknown>;
      const members = at[last];
      if (which < 6 || typeof members !== 'object' || members === null || Array.isArray(members)) {
        if (value === undefined && last !== 'root') Reflect.deleteProperty(at, last);
        else at[last] = value ?? null;
      } else if (which < 8) at[last] = Object.fromEntries(Object.entries(members).reverse());
      else at[last] = JSON.parse(`{${JSON.stringify(name)}:1,${JSON.stringify(members).slice(1)}`);
      return JSON.parse(JSON.stringify(copy.root)) as unknown;
    });
}

describe('a value that stays as it is', () => {
  it('is known to, for the facts that there are most of', () => {
    for (const [kind, fact] of soundFacts()) {
      const parsed: unknown = KINDS[kind].schema.parse(fact);
      expect([kind, plainTest(KINDS[kind].schema)(parsed)]).toEqual([kind, true]);
    }
  });

  it('is what its schema would give, in the order of its members too', () => {
    for (const [kind, fact] of soundFacts()) {
      const { schema } = KINDS[kind];
      const isPlain = plainTest(schema);
      let plain = 0;
      fc.assert(
        fc.property(spoilt(schema.parse(fact) as object), (value) => {
          if (!isPlain(value)) return;
          plain += 1;
          expect(JSON.stringify(schema.parse(value))).toBe(JSON.stringify(value));
        }),
        { numRuns: 500 },
      );
      expect(plain).toBeGreaterThan(0);
    }
  });

  it.each([
    ['a string that is cut', z.string().trim(), ' a '],
    ['a string that is made of something', z.coerce.string(), 'a'],
    ['a number too large', z.int(), 2 ** 60],
    ['what has a default and is not there', z.object({ a: z.string().default('a') }), {}],
    ['what has a member too many', z.object({ a: z.string() }), { a: '', b: '' }],
    ['what may have others', z.looseObject({ a: z.string() }), { a: '', b: '' }],
    ['members in another order', z.object({ a: z.string(), b: z.string() }), { b: '', a: '' }],
    ['what has undefined for a member', z.object({ a: z.string().optional() }), { a: undefined }],
    [
      'what is found fault with as a whole',
      z.object({ a: z.string() }).refine(({ a }) => a !== ''),
      { a: '' },
    ],
    ['what is made into something else', z.string().transform((text) => text.length), 'a'],
    ['what must be waited for', z.string().refine(() => Promise.resolve(true)), 'a'],
    ['what another takes before it', z.union([z.string().trim(), z.string()]), ' a '],
    ['what only one of two may take', z.xor([z.string(), z.literal('a')]), 'a'],
    ['an instance', z.object({}), new Map()],
    ['a list', z.object({}), []],
    ['nothing', z.array(z.string()), null],
    ['not a number', z.number(), NaN],
  ])('is not: %s', (_what, schema, value) => {
    expect(plainTest(schema)(value)).toBe(false);
  });

  it.each([
    ['without what it may lack', z.strictObject({ a: z.string().optional(), b: z.string() }), { b: 'x' }],
    ['of one of two', z.union([z.literal('a'), z.int().min(3)]), 3],
    ['of some words', z.enum(['a', 'b']), 'b'],
    ['of a list', z.array(z.boolean()).min(1), [true]],
    ['or nothing', z.string().min(3).nullable().default(null), null],
  ])('is: %s', (_what, schema, value) => {
    expect(plainTest(schema)(value)).toBe(true);
    expect(schema.parse(value)).toEqual(value);
  });

  it('is told again after one that was not', () => {
    const isPlain = plainTest(z.string().min(2));
    expect([isPlain('a'), isPlain('ab'), isPlain(''), isPlain('abc')]).toEqual([false, true, false, true]);
  });
});
