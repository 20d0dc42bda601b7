import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Activity, Contact } from '../../src/facts/index.js';
import { peopleOf, type Feed } from '../../src/feeds/index.js';
import { cadre } from '../support/contacts.js';
import { eventsIn, feedAt, readByIcalJs, readByNodeIcal } from '../support/feeds.js';
import { activity } from '../support/gangmen.js';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom(
    'a,b;c\\d',
    '第一行\n第二行',
    'END:VEVENT\r\nBEGIN:VEVENT',
    'END:VEVENT\r\nEND:VCALENDAR\r\n',
    'BEGIN:VALARM\r\nACTION:DISPLAY\r\nEND:VALARM\r\n',
    '👨‍👩‍👧𠮷',
    '\u202eRTL\u202c',
    '\ud800半个',
    '半个\udfff',
    '\u0000\u0007\u001b\u007f\u0085',
    '行\u2028分\u2029隔',
    '\\n不是换行\\\\',
    'DTSTART:20260101T000000Z',
    '"引号":冒号;分号,逗号',
    '法'.repeat(1000),
  ),
);

/** Said again here, so that a change of the cleaning shows. */
const clean = (text: string): string =>
  text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/(?![\t\n])\p{Cc}/gu, '')
    .toWellFormed();

const named = (name: string): Contact => cadre({ name, channels: [] });

/** The office's look: nothing is masked, and the description bears what is typed as a contact's name. */
const officeFeed = (facts: Activity, name: string): Feed =>
  feedAt('town', [facts], undefined, { alarms: true, people: peopleOf({ lawyers: [] }, [named(name)]) });

const propertyNames = ({ bytes }: Feed): string[] =>
  bytes
    .toString()
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .map((line) => line.replace(/[:;].*$/s, ''));

describe('whatever is typed as title, place and name', () => {
  it('reads back cleaned in two readers, and injects nothing', () => {
    const plain = propertyNames(officeFeed(activity(), '某人'));
    fc.assert(
      fc.property(anyText, anyText, anyText, (title, place, name) => {
        // The lint looks at each: folds, escapes, control characters, nesting.
        const made = officeFeed(activity({ title: `题${title}`, place: `处${place}。` }), `名${name}。`);
        expect(propertyNames(made)).toEqual(plain);
        const [event] = eventsIn(made);
        expect([event?.summary, event?.location]).toEqual([clean(`题${title}`), clean(`处${place}。`)]);
        expect(event?.description).toContain(clean(`村联系人：名${name}。`));
        const [read] = readByIcalJs(made);
        const [again] = readByNodeIcal(made);
        expect([again?.start, again?.end, again?.uid]).toEqual([read?.start, read?.end, read?.uid]);
      }),
      { numRuns: 200, examples: [['END:VEVENT\nBEGIN:VEVENT', '\r\nUID:x', '\nATTENDEE:x']] },
    );
  });

  it('reads back the same in node-ical, but for backslashes, which it takes for a line break before an n', () => {
    const typed = anyText.map((text) => text.replaceAll('\\', '＼'));
    fc.assert(
      fc.property(typed, typed, (title, place) => {
        const made = feedAt('town', [activity({ title: `题${title}。`, place: `处${place}。` })], undefined, {
          alarms: false,
          people: () => [],
        });
        expect(readByNodeIcal(made)).toEqual(readByIcalJs(made));
      }),
      { numRuns: 200 },
    );
  });
});
