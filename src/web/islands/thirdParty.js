/*
 * `node src/web/islands/thirdParty.js FILE META …`: writes the licence texts of all that we send to browsers, for their authors want them to go
 * along: the packages that esbuild's metafiles say are in our scripts, and those whose files are served as they are.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SERVED = ['@fontsource/noto-sans-sc', 'swagger-ui-dist'];

const PACKAGE = /node_modules\/((?:@[^/]+\/)?[^/]+)\//;
const LICENCE = /^(?:licen[cs]e|notice|copying)|\.license\.txt$/i;

const [file, ...metafiles] = process.argv.slice(2);
const bundled = metafiles.flatMap((meta) =>
  Object.keys(JSON.parse(readFileSync(meta, 'utf8')).inputs).flatMap((path) => PACKAGE.exec(path)?.[1] ?? []),
);

const notices = [...new Set([...bundled, ...SERVED])].sort().map((name) => {
  const folder = join('node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(folder)
    .filter((entry) => LICENCE.test(entry))
    .sort();
  if (texts.length === 0)
    throw new Error(`${folder}: no licence text; add it by hand or do without the package`);
  const body = texts.map((entry) => readFileSync(join(folder, entry), 'utf8').trim()).join('\n\n');
  return `${name} ${version} (${license})\n${'='.repeat(72)}\n\n${body}\n`;
});

writeFileSync(file, notices.join('\n\n'));
