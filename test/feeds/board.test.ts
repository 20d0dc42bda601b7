import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../src/calendar/index.js';
import type { Activity } from '../../src/facts/index.js';
import {
  Board,
  feedSpecAt,
  makeFeed,
  peopleOf,
  PUBLIC,
  renderFeed,
  type Feed,
  type FeedContext,
  type Look,
} from '../../src/feeds/index.js';
import { cadre } from '../support/contacts.js';
import { feedContext } from '../support/feeds.js';
import { activity, gangmen } from '../support/gangmen.js';

const { town, keyDates } = gangmen;
const PATHS = ['town', 'villages/huohu', 'villages/xipo', 'departments/zongzhi', 'key-dates'];

/** The feeds of a town kept from one state of the facts to the next. */
class Kept {
  readonly #board = new Board();
  readonly #feeds = new Map<string, Feed>();
  readonly #context = feedContext();

  at(path: string, activities: readonly Activity[], today = '2026-11-23', look: Look = PUBLIC): Feed {
    this.#board.update(activities);
    const spec = feedSpecAt(path, town, keyDates);
    if (!spec) throw new Error(path);
    const context: FeedContext = { ...this.#context, today };
    const feed = makeFeed(spec, this.#board.entries, context, look, this.#feeds.get(path));
    this.#feeds.set(path, feed);
    return feed;
  }
}

const on = (id: string, day: string, given: Partial<Activity> = {}): Activity =>
  activity({ id, start: `${day}T09:00:00+08:00`, end: `${day}T10:00:00+08:00`, ...given });

const edit = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  what: fc.constantFrom('put', 'put', 'put', 'remove', 'cancel', 'midnight'),
  offset: fc.integer({ min: -95, max: 410 }),
  village: fc.constantFrom('huohu', 'xipo', null),
});

describe('kept feeds', () => {
  it('are, after any row of edits, removals and midnights, what rendering all anew gives', () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
        const kept = new Kept();
        const facts = new Map<string, Activity>();
        let today = '2026-11-23';
        for (const [index, { id, what, offset, village }] of edits.entries()) {
          const known = facts.get(id);
          const revision = (known?.revision ?? 0) + 1;
          if (what === 'midnight') today = addDays(today, 1);
          else if (what === 'remove') facts.delete(id);
          else if (what === 'cancel' && known) facts.set(id, { ...known, status: 'cancelled', revision });
          else facts.set(id, on(id, addDays(today, offset), { village, revision, place: `第${index}处` }));
          // The key dates take no part in edits, and all of them anew each time would take long.
          for (const path of PATHS.slice(0, -1)) {
            const spec = feedSpecAt(path, town, keyDates);
            const anew = spec && renderFeed(spec, [...facts.values()], feedContext(today));
            const feed = kept.at(path, [...facts.values()], today);
            expect([path, feed.etag, feed.bytes.equals(anew?.bytes ?? Buffer.alloc(0))]).toEqual([
              path,
              anew?.etag,
              true,
            ]);
          }
        }
      }),
      { numRuns: 25 },
    );
  }, 30_000);

  it('stay the very same object while nothing in them changes, though others do', () => {
    const kept = new Kept();
    const facts = [on('a', '2026-12-01'), on('b', '2026-12-02', { village: 'xipo' })];
    const before = PATHS.map((path) => kept.at(path, facts));
    // Another store may give equal facts as other objects.
    const copies = facts.map((fact) => ({ ...fact }));
    expect(PATHS.map((path, index) => kept.at(path, copies) === before[index])).toEqual(
      PATHS.map(() => true),
    );
    const edited = [copies[0] ?? on('a', ''), { ...facts[1], place: '祠堂', revision: 2 } as Activity];
    const changed = PATHS.filter((path, index) => kept.at(path, edited) !== before[index]);
    expect(changed).toEqual(['town', 'villages/xipo', 'departments/zongzhi']);
  });

  it('change at midnight only where something enters or leaves the window', () => {
    const kept = new Kept();
    const facts = [on('far', '2027-12-29'), on('near', '2026-12-02', { village: 'xipo' })];
    const before = PATHS.map((path) => kept.at(path, facts));
    const changed = PATHS.filter((path, index) => kept.at(path, facts, '2026-11-24') !== before[index]);
    // 400 days ahead: the far one comes in, and among the key dates nothing begins or ends that day.
    expect(changed).toEqual(['town', 'villages/huohu', 'departments/zongzhi']);
  });

  it('show a contact’s new telephone number to the office alone', () => {
    const contact = cadre({ name: '某主任', phone: '13800000000', channels: [] });
    const facts = [
      on('a', '2026-12-01', { title: '找13800000000' }),
      on('b', '2026-12-02', { village: 'xipo' }),
    ];
    const kept = new Kept();
    const look = (phone: string): Look => ({
      alarms: false,
      people: peopleOf(town, [{ ...contact, phone }]),
    });
    const text = (feed: Feed): string => feed.bytes.toString().replaceAll('\r\n ', '');
    const office = kept.at('town', facts, undefined, look('13800000000'));
    expect(text(office)).toContain('村联系人：某主任 13800000000');
    expect(text(office)).toContain('SUMMARY:找13800000000');
    expect(kept.at('town', facts, undefined, look('13800000000'))).toBe(office);
    expect(text(kept.at('town', facts, undefined, look('13911111111')))).toContain('某主任 13911111111');
    expect(text(new Kept().at('town', facts))).not.toMatch(/某主任|1380000/);
  });
});
