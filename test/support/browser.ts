import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, expect, jest } from '@jest/globals';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { chromiumOptions } from './chromium.js';

/** A desk's screen and a small phone's; every page must do on both. */
export const WIDTHS = [1280, 360] as const;

/** How long a click or a look may wait for the page, in milliseconds. */
const PATIENCE_MS = 10_000;

const SHOTS = join('test', 'e2e', 'shots');

interface VisitSetting {
  /** Of the window, in CSS pixels; 1280 when left out. */
  readonly width?: number;
  readonly javaScript?: boolean;
  /** Parts of console messages that belong to the test, such as the 404 it asks for. */
  readonly expected?: readonly string[];
  readonly prepare?: (context: BrowserContext) => Promise<void>;
}

interface Visit {
  readonly context: BrowserContext;
  readonly faults: string[];
}

// A first start unpacks the browser; a full-page check of accessibility takes seconds on a busy machine.
jest.setTimeout(60_000);

let browser: Browser | null = null;
const visits: Visit[] = [];

afterEach(async () => {
  const open = visits.splice(0);
  for (const { context } of open) await context.close();
  // A browser says there what no assertion asked: errors, what CSP refused, what left for elsewhere.
  expect(open.flatMap(({ faults }) => faults)).toEqual([]);
});

afterAll(async () => {
  await browser?.close();
  browser = null;
});

/** Writes down whatever goes wrong on a page, and every request to anybody but `origin`. */
async function listen(
  context: BrowserContext,
  origin: string,
  expected: readonly string[],
): Promise<string[]> {
  const faults: string[] = [];
  const note = (text: string): void => {
    if (!expected.some((part) => text.includes(part))) faults.push(text);
  };
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      console.error(`CSP: ${violatedDirective} ${blockedURI}`);
    });
  });
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      note(`${message.type()}: ${message.text()} ${message.location().url}`);
  });
  context.on('weberror', (error) => {
    note(`thrown: ${error.error().message}`);
  });
  context.on('request', (request) => {
    const url = request.url();
    if (/^(https?|wss?):/.test(url) && new URL(url).origin !== origin) note(`left the origin: ${url}`);
  });
  return faults;
}

/**
 * Opens an address in a browser window of its own. The test fails at its end when the page had an error, the content
 * security policy refused something, or a request left the origin.
 */
export async function visit(
  url: string,
  { width = 1280, javaScript = true, expected = [], prepare }: VisitSetting = {},
): Promise<Page> {
  browser ??= await chromium.launch(chromiumOptions());
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 740 : 900 },
    javaScriptEnabled: javaScript,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    hasTouch: width < 600,
    isMobile: width < 600,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  await prepare?.(context);
  visits.push({ context, faults: await listen(context, new URL(url).origin, expected) });
  const page = await context.newPage();
  await page.goto(url, { waitUntil: 'load' });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  return page;
}

/** Keeps a picture of the page under `test/e2e/shots/`: the whole of it, or what the window shows. */
export async function shoot(page: Page, name: string, { whole = true } = {}): Promise<void> {
  mkdirSync(SHOTS, { recursive: true });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: whole });
}

/** By how many pixels a page is wider than its window; 0 when nothing sticks out. */
export const overhang = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
