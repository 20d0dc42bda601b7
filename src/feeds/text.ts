// C0 and C1 controls but TAB and LF: RFC 5545 §3.1 forbids them, ical-generator lets them pass.
const CONTROLS = /(?![\t\n])\p{Cc}/gu;

/** What a person typed, fit to stand in a calendar: whole characters, LF as the only line break, no controls. */
export const cleanText = (text: string): string =>
  text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(CONTROLS, '')
    .toWellFormed();

/** One line of it, escaped as TEXT (RFC 5545 §3.3.11), for the properties that ical-generator writes raw. */
export const escapedLine = (text: string): string =>
  cleanText(text)
    .replace(/\s+/g, ' ')
    .replace(/[\\;,]/g, (character) => `\\${character}`);
