/** The sign-in sheet: empty lines to print. Who signs stays on paper; nothing of it is entered anywhere. */
export { signInSheet } from './page.js';
