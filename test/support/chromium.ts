import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LaunchOptions } from 'playwright-core';

const INSTALLED = '/usr/bin/chromium';

/** Named for the package's version: another version is another browser. */
const UNPACKED = join(tmpdir(), 'pufa-chromium-143.0.4');

// What the package brings refers to /tmp/fonts; the machine's own fonts count as well.
const FONTS = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>/usr/share/fonts</dir><dir>${UNPACKED}/fonts</dir><cachedir>${UNPACKED}/font-cache</cachedir></fontconfig>`;

/** Unpacks beside the place and moves it there in one step: two test processes may come at once. */
function unpack(): void {
  const folder = mkdtempSync(`${UNPACKED}-`);
  execFileSync(process.execPath, ['test/support/unpackChromium.js'], {
    // On a machine without nss it must also bring its own libraries; this name makes it do so.
    env: { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
    timeout: 60_000,
  });
  writeFileSync(join(folder, 'fonts', 'fonts.conf'), FONTS);
  try {
    renameSync(folder, UNPACKED);
  } catch {
    // Another process was first.
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How to start a Chromium here: the machine's own, else the one from npm. */
export function chromiumOptions(): LaunchOptions {
  // As root there is no sandbox to have.
  const args = ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'];
  if (existsSync(INSTALLED)) return { executablePath: INSTALLED, args };
  if (!existsSync(UNPACKED)) unpack();
  return {
    executablePath: join(UNPACKED, 'chromium'),
    args: [...args, '--no-zygote'],
    env: {
      PATH: process.env.PATH ?? '',
      // Names of files that are saved are written in its letters.
      LANG: 'C.UTF-8',
      HOME: UNPACKED,
      TMPDIR: tmpdir(),
      FONTCONFIG_PATH: join(UNPACKED, 'fonts'),
      LD_LIBRARY_PATH: join(UNPACKED, 'al2023', 'lib'),
    },
  };
}
