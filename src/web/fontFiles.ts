import { createRequire } from 'node:module';
import { Router } from 'express';

const FONT = '@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-400-normal.woff2';

/** The font's version stands in package-lock.json; a browser that loaded it need not ask again for a month. */
const MONTH_SECONDS = 2_592_000;

/** Where an installed font's file lies. */
export const fontFile = (specifier: string): string => createRequire(import.meta.url).resolve(specifier);

/** The Chinese font for devices that have none; who needs it is found out by `assets/font.js`. */
export function fontFiles(): Router {
  const router = Router();
  const file = fontFile(FONT);
  router.get('/noto-sans-sc-400.woff2', (_request, response, next) => {
    response
      .type('font/woff2')
      .sendFile(file, { maxAge: MONTH_SECONDS * 1000, immutable: true, dotfiles: 'allow' }, next);
  });
  return router;
}
