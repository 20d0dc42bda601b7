import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const NOTICES = readFileSync('dist/web/assets/third-party.txt', 'utf8');

describe('what goes to browsers', () => {
  it('brings the licence of each package that is in our scripts', () => {
    const bundled = readdirSync('dist')
      .filter((file) => /^islands.*\.json$/.test(file))
      .flatMap((file) => {
        const { inputs } = JSON.parse(readFileSync(`dist/${file}`, 'utf8')) as { inputs: object };
        return Object.keys(inputs);
      })
      .flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
    expect(bundled).toContain('@atlaskit/pragmatic-drag-and-drop');
    for (const name of bundled) expect(NOTICES).toContain(`\n${name} `.trimStart());
  });

  it('brings the texts of those licences, the fonts’ and the API page’s too', () => {
    for (const text of [
      'Copyright 2022 Atlassian',
      'TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION',
      'SIL OPEN FONT LICENSE Version 1.1',
      'swagger-ui-dist',
    ])
      expect(NOTICES).toContain(text);
  });
});
