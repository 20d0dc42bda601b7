import { keyDateSchema, type KeyDate } from '../../src/calendar/index.js';

/** An entry as it stands in YAML, the least that is valid; a test says what matters to it. */
export const keyDateEntry = (given: object = {}): object => ({
  id: 'some-day',
  name: { zh: '某日', en: 'Some Day' },
  short: '某日',
  rule: { fixed: '03-15' },
  confidence: 'A',
  source: '某法第1条',
  revised: '2026-11-23',
  ...given,
});

export const keyDate = (given: object = {}): KeyDate => keyDateSchema.parse(keyDateEntry(given));

/** What the schema says against an entry, `path: message`. */
export const keyDateFaults = (given: object): string[] =>
  keyDateSchema
    .safeParse(keyDateEntry(given))
    .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
