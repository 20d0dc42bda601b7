import { describe, expect, it } from '@jest/globals';
import type { Activity, FeedScope } from '../../src/facts/index.js';
import {
  activityFile,
  feedPathsOf,
  feedSpecAt,
  peopleOf,
  privateFeedSpec,
  rendererFor,
} from '../../src/feeds/index.js';
import { activity, gangmen } from '../support/gangmen.js';
import { cadre, office } from '../support/contacts.js';

const { town, keyDates } = gangmen;

/** The ids of those of some activities that a feed holds. */
const held = (spec: ReturnType<typeof feedSpecAt>, activities: readonly Activity[]): string[] | undefined =>
  spec?.holds ? activities.filter(spec.holds).map(({ id }) => id) : undefined;

const ACTIVITIES = [
  activity({ id: 'of-village' }),
  activity({ id: 'of-lawyer', village: 'xipo', lawyer: 'lawyer-2', lead: null, partners: [] }),
  activity({ id: 'of-women', village: null, lead: 'fulian', partners: [] }),
  activity({ id: 'elsewhere', town: 'elsewhere', lawyer: 'lawyer-2' }),
];

describe('the public feeds', () => {
  it('are the town’s, the key dates’, and one of each village, department and campaign', () => {
    const paths = feedPathsOf(town);
    expect(paths).toHaveLength(2 + 12 + 6 + town.campaigns.length);
    const specs = paths.map((path) => feedSpecAt(path, town, keyDates));
    expect(specs.filter((spec) => spec === undefined || spec.people)).toEqual([]);
    expect(new Set(specs.map((spec) => spec?.name)).size).toBe(paths.length);
  });

  it('bear the name of what they hold', () => {
    const names = ['town', 'key-dates', 'villages/huohu', 'departments/fulian', 'campaigns/constitution-day'];
    expect(names.map((path) => feedSpecAt(path, town, keyDates)?.name)).toEqual([
      '港门镇普法',
      '港门镇普法节点',
      '货湖村普法',
      '港门镇妇联普法',
      '港门镇国家宪法日',
    ]);
  });

  it('hold their own activities alone', () => {
    const at = (path: string) => held(feedSpecAt(path, town, keyDates), ACTIVITIES);
    expect(at('town')).toEqual(['of-village', 'of-lawyer', 'of-women']);
    expect(at('villages/huohu')).toEqual(['of-village']);
    expect(at('departments/fulian')).toEqual(['of-women']);
    expect(at('departments/zongzhi')).toEqual(['of-village']);
    expect(at('campaigns/constitution-day')).toHaveLength(3);
    expect(at('key-dates')).toBeUndefined();
  });

  it('are none at any other path', () => {
    const none = [
      '',
      'towns',
      'villages',
      'villages/atlantis',
      'villages/huohu/x',
      'lawyers/lawyer-1',
      'departments/huohu',
      'campaigns/easter',
      'private/x',
    ];
    expect(none.filter((path) => feedSpecAt(path, town, keyDates) !== undefined)).toEqual([]);
  });
});

describe('a private feed', () => {
  const contacts = [
    cadre(),
    office(),
    cadre({ id: 'c2', role: 'lawyer', village: null, lawyer: 'lawyer-2' }),
    cadre({ id: 'c3', role: 'department', village: null, department: 'fulian' }),
    cadre({ id: 'c4', role: 'department', village: null }),
  ];
  const of = (scope: FeedScope) => {
    const spec = privateFeedSpec(scope, town, contacts);
    return spec && { name: spec.name, people: spec.people, ids: held(spec, ACTIVITIES) };
  };

  it('of the office holds all of the town’s, with people', () => {
    expect(of({ kind: 'office' })).toEqual({
      name: '港门镇普法：司法所',
      people: true,
      ids: ['of-village', 'of-lawyer', 'of-women'],
    });
  });

  it('of a lawyer or a department holds their own, and names nobody', () => {
    expect(of({ kind: 'department', id: 'fulian' })).toEqual({
      name: '港门镇普法：妇联',
      people: false,
      ids: ['of-women'],
    });
    // A lawyer may serve villages of two towns; the feed is asked with the town's activities alone.
    expect(of({ kind: 'lawyer', id: 'lawyer-2' })).toMatchObject({
      name: '港门镇普法：律师本人',
      people: false,
    });
    expect(of({ kind: 'lawyer', id: 'lawyer-2' })?.ids).toContain('of-lawyer');
  });

  it('of a contact holds what the contact has to do with', () => {
    const ids = (id: string) => of({ kind: 'contact', id })?.ids;
    expect(['c1', 'c2', 'c3', 'c4', 'office-1'].map(ids)).toEqual([
      ['of-village'],
      ['of-lawyer'],
      ['of-women'],
      [],
      ['of-village', 'of-lawyer', 'of-women'],
    ]);
    expect(of({ kind: 'contact', id: 'c1' })).toMatchObject({ name: '港门镇普法：本人', people: false });
  });

  it('is none once whom it is for is gone', () => {
    const gone: FeedScope[] = [
      { kind: 'lawyer', id: 'lawyer-9' },
      { kind: 'department', id: 'army' },
      { kind: 'contact', id: 'c9' },
    ];
    expect(gone.map(of)).toEqual([undefined, undefined, undefined]);
  });
});

describe('the people of an activity', () => {
  const people = peopleOf(town, [
    cadre({ id: 'b', name: '乙', order: 2 }),
    cadre({ id: 'a', name: '甲', phone: '13800138000' }),
    cadre({ id: 'd', name: '丁', order: 2 }),
    cadre({ id: 'l', name: '李律师', role: 'lawyer', village: null, lawyer: 'lawyer-2' }),
    cadre({ id: 'z', name: '综治', role: 'department', village: null, department: 'zongzhi' }),
    cadre({ id: 'f', name: '妇联', role: 'department', village: null, department: 'fulian' }),
    office(),
  ]);

  it('are the village’s contacts in their order, the lawyer’s, and the departments’', () => {
    expect(people(activity({ lawyer: 'lawyer-2' }))).toEqual([
      '村联系人：甲 13800138000、乙、丁',
      '律师：李律师',
      '单位联系人：综治',
    ]);
    expect(people(activity({ village: null, lead: 'fulian' }))).toEqual(['单位联系人：妇联、综治']);
    expect(people(activity({ village: 'xipo', lead: null, partners: [] }))).toEqual([]);
  });

  it('name a lawyer who is no contact by the town’s entry, else by the id', () => {
    const named = (lawyer: string) => people(activity({ lawyer, village: null, lead: null, partners: [] }));
    expect(named('lawyer-1')).toEqual([`律师：${town.lawyers[0]?.name ?? ''}`]);
    expect(named('lawyer-9')).toEqual(['律师：lawyer-9']);
  });
});

describe('a file of activities', () => {
  it('holds each with the UID it has in the feeds, and nobody’s name', () => {
    const text = activityFile([activity(), activity({ id: 'b' })], {
      town,
      renderer: rendererFor(town, keyDates),
      baseUrl: 'https://pufa.example.cn',
    });
    expect(text.startsWith('BEGIN:VCALENDAR\r\n')).toBe(true);
    expect(text.match(/^UID:.*$/gm)?.map((line) => line.trim())).toEqual([
      'UID:2026-constitution-day-huohu-meeting-1@gangmen.pufa',
      'UID:b@gangmen.pufa',
    ]);
    expect(text).not.toMatch(/ORGANIZER|ATTENDEE|METHOD/);
  });
});
