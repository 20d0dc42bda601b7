import type { Page } from 'playwright-core';
import { visit } from './browser.js';
import { TOKEN } from './webServer.js';

type Setting = NonNullable<Parameters<typeof visit>[1]>;

/** Opens a page of the office in a browser that has logged in. */
export const officeVisit = (url: string, path: string, setting: Setting = {}): Promise<Page> =>
  visit(url + path, {
    ...setting,
    prepare: async (context) => {
      await context.request.post(`${url}/login`, {
        form: { token: TOKEN },
        headers: { origin: url },
        maxRedirects: 0,
      });
      await setting.prepare?.(context);
    },
  });
