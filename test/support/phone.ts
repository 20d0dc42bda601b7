import type { Page } from 'playwright-core';
import sharp from 'sharp';
import type { Activity } from '../../src/facts/index.js';
import { badLine, type BadLine } from './badLine.js';
import { visit } from './browser.js';
import { linker } from './contactLinks.js';
import { activity } from './gangmen.js';
import { webServer } from './webServer.js';

/** Of the smallest phones people still carry, in CSS pixels. */
export const PHONE = 360;

export const VILLAGE = 'village:huohu';

/** What the browser writes to its console when there is no line. */
export const NO_LINE = ['net::ERR_INTERNET_DISCONNECTED', 'net::ERR_EMPTY_RESPONSE', 'net::ERR_CONNECTION'];

interface PhoneTown {
  readonly server: Awaited<ReturnType<typeof webServer>>;
  readonly line: BadLine;
  /** The village's link, over the line. */
  readonly link: string;
  readonly open: (setting?: Parameters<typeof visit>[1]) => Promise<Page>;
  readonly facts: <K extends 'records' | 'acknowledgements' | 'trail'>(
    kind: K,
  ) => ReturnType<typeof readFacts<K>>;
}

const readFacts = <K extends 'records' | 'acknowledgements' | 'trail'>(
  { store }: Awaited<ReturnType<typeof webServer>>,
  kind: K,
) => store.read((transaction) => transaction.find(kind, { town: 'gangmen' }));

/** One activity of a village and its link on a phone, over a line that can break. */
export async function phoneTown(now: string, given: Partial<Activity> = {}): Promise<PhoneTown> {
  const server = await webServer([activity(given)], { now });
  const line = await badLine(server.url);
  const link = await (await linker(server.store, line.url))(VILLAGE, activity(given).id);
  return {
    server,
    line,
    link,
    open: (setting = {}) => visit(link, { width: PHONE, ...setting }),
    facts: (kind) => readFacts(server, kind),
  };
}

/** A photo as a phone's camera takes it: twelve million pixels, lying on its side, with the place where it stood. */
export const cameraPhoto = (colour: string): Promise<Buffer> =>
  sharp({ create: { width: 4000, height: 3000, channels: 3, background: colour } })
    .composite([
      { input: { create: { width: 2000, height: 3000, channels: 3, background: '#222' } }, left: 0, top: 0 },
    ])
    .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '21/1 7/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();

/** Chooses photos as from the album. */
export const choose = (page: Page, ...photos: readonly { name: string; buffer: Buffer }[]): Promise<void> =>
  page.setInputFiles(
    '.pick input[multiple]',
    photos.map(({ name, buffer }) => ({ name, buffer, mimeType: 'image/jpeg' })),
  );

/** The photos that the phone keeps, as text of one byte a character. */
export const keptPhotos = (page: Page): Promise<string[]> =>
  page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open('pufa-drafts');
        opening.onerror = reject;
        opening.onsuccess = () => {
          const all = opening.result.transaction('photos').objectStore('photos').getAll() as IDBRequest<
            { bytes: ArrayBuffer }[]
          >;
          all.onsuccess = () => {
            resolve(all.result.map(({ bytes }) => new TextDecoder('latin1').decode(bytes)));
            opening.result.close();
          };
        };
      }),
  );

/** What the line above the button says. */
export const stateOf = (page: Page): Promise<string> => page.locator('.state b').innerText();

/** Waits until it says so. */
export const untilState = async (page: Page, state: string, ms = 20_000): Promise<void> => {
  await page.waitForSelector(`.state[data-state=${state}]`, { timeout: ms });
};

/** What a thumb is to meet and is lower or narrower than 44 CSS pixels: `text: width×height`. */
export const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const own = (element: Element): Element => element.closest('label') ?? element;
    return [...document.querySelectorAll('main :is(a, button, input, textarea, summary)')]
      .filter((element) => element.checkVisibility() && !element.matches('[type=hidden]'))
      .map((element) => ({ element, box: own(element).getBoundingClientRect() }))
      .filter(({ box }) => box.width < 44 || box.height < 44)
      .map(({ element, box }) => `${element.outerHTML.slice(0, 80)}: ${box.width}×${box.height}`);
  });
