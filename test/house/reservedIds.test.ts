import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { addressIdSchema } from '../../src/town/addressId.js';

const WEB = 'src/web';

/** What the API's rows and its caller in the browser name stands below `/api/v1`, a font below `/assets/fonts`. */
const isBelow = (file: string): boolean =>
  file.startsWith('api/') || file === 'islands/api.ts' || file === 'fontFiles.ts';

/** The first words of all addresses in the code that answers or links at the root of the host. */
const firstWords = new Set(
  readdirSync(WEB, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !isBelow(name))
    .flatMap((name) => {
      const code = readFileSync(join(WEB, name), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
      return [...code.matchAll(/['"`]\/([a-z][a-z-]*)/g)].map(([, word = '']) => word);
    }),
);

describe('ids of towns and counties', () => {
  it('are none of the words with which addresses begin', () => {
    expect([...firstWords]).toEqual(expect.arrayContaining(['board', 'feeds', 'settings', 'today']));
    expect([...firstWords].filter((word) => addressIdSchema.safeParse(word).success)).toEqual([]);
  });
});
