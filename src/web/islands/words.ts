import { moving } from '../words/moving.js';

/** What the browser says, in the language of the page. */
export const t = moving[document.documentElement.lang === 'en' ? 'en' : 'zh'];
