/**
 * The sheet for the wall: a year, or a month for a village's board, as a PDF of A4 or A3 with its Chinese font inside.
 *
 * The same facts give the same bytes. Only what stands on the public pages stands here: no person's name or number.
 */
export { sheetOf, SHEET_SIZES } from './sheet.js';
export { sheetView } from './view.js';
