/**
 * What every page behind login has around it: the way to the others, as far as one's role goes, the other language, and
 * the way out.
 */
export { staffIn, whoIn, type Staff } from './staff.js';
export { StaffPage } from './staffPage.js';
