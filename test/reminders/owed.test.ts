import { describe, expect, it } from '@jest/globals';
import { type Delivery } from '../../src/facts/index.js';
import { lookAt, upcoming } from '../../src/reminders/index.js';
import { haltedBy, mayGoAgain, owedIn } from '../../src/reminders/owed.js';
import { recordedIn } from '../../src/reminders/recorded.js';
import type { Derived } from '../../src/reminders/dues.js';
import { cadre } from '../support/contacts.js';
import { activity, townTime } from '../support/gangmen.js';
import { delivered, lookWith } from '../support/lookWith.js';
import { reminding, setting } from '../support/reminding.js';

const AT = '2026-11-27T09:00';
const MAIL = { kind: 'email', address: 'a@example.cn' } as const;
const OTHER = { kind: 'log' } as const;
const marked = (address: Parameters<typeof haltedBy>[0]): string => haltedBy(address, 'me');

describe('what was stopped', () => {
  const again = async (given: Partial<Delivery>, process?: string): Promise<boolean> => {
    const look = await lookWith(AT, { contacts: [cadre({ channels: [OTHER, MAIL] })] });
    return mayGoAgain(delivered({ channel: 'email', state: 'failed', ...given }), look, process);
  };

  it('goes again when its address is another', async () => {
    expect(await again({ halted: marked({ ...MAIL, address: 'b@example.cn' }) })).toBe(true);
    expect(await again({ halted: marked(MAIL) })).toBe(false);
    // Of another kind, of somebody who is gone, and by nothing.
    expect(await again({ channel: 'log', halted: marked(MAIL) })).toBe(true);
    expect(await again({ contact: 'nobody', halted: marked(undefined) })).toBe(false);
    expect(await again({ halted: null })).toBe(false);
  });

  it('goes again in another process, whose settings may be others', async () => {
    expect(await again({ halted: marked(MAIL) }, 'me')).toBe(false);
    expect(await again({ halted: marked(MAIL) }, 'another')).toBe(true);
    expect(await again({ halted: 'withdrawn' }, 'another')).toBe(false);
  });

  it('goes again after it was withdrawn where nobody was told', async () => {
    expect(await again({ halted: 'withdrawn', told: null })).toBe(true);
    expect(await again({ halted: 'withdrawn' })).toBe(false);
  });

  it('is only what failed', async () => {
    for (const state of ['claimed', 'sent', 'missed'] as const)
      expect([state, await again({ state, halted: 'withdrawn', told: null })]).toEqual([state, false]);
  });

  it('is told apart by an address that its mark does not show', () => {
    const mark = marked(MAIL);
    expect(mark).toMatch(/^address:[\w-]{16} me$/);
    expect(mark).not.toContain('example');
    expect(new Set([mark, marked(OTHER), marked(undefined)]).size).toBe(3);
  });
});

describe('what is owed', () => {
  const derived = (dueAt: string, of: string, contact: string, id: string, standing: Derived['standing']) => {
    const due = { ...delivered({ activity: of, contact }), id, dueAt };
    return [id, { due, standing }] as const;
  };

  it('comes by due instant, then activity, contact and id, and what is too late by itself', async () => {
    const look = await lookWith(AT, {});
    const [nine, ten] = ['2026-11-27T09:00:00+08:00', '2026-11-27T10:00:00+08:00'];
    const inOrder = [
      derived(nine, 'b', 'c', 'p', 'due'),
      derived(ten, 'a', 'd', 'o', 'due'),
      derived(ten, 'b', 'a', 'n', 'due'),
      derived(ten, 'b', 'b', 'k', 'due'),
      derived(ten, 'b', 'b', 'm', 'due'),
    ];
    const late = [derived(nine, 'z', 'a', 'x', 'missed'), derived(ten, 'a', 'a', 'w', 'missed')];
    for (const order of [inOrder, [...inOrder].reverse()]) {
      const owed = owedIn(look, new Map([...order, ...[...late].reverse()]));
      expect(owed.due.map(({ id }) => id)).toEqual(['p', 'o', 'n', 'k', 'm']);
      expect(owed.missed.map(({ id }) => id)).toEqual(['x', 'w']);
    }
  });

  it('is not what was stopped and is by now too late', async () => {
    const stopped = delivered({ state: 'failed', halted: 'withdrawn', told: null });
    const look = await lookWith(AT, { deliveries: [stopped], contacts: [cadre()] });
    const standing = (is: Derived['standing']) => new Map([[stopped.id, { due: stopped, standing: is }]]);
    expect(owedIn(look, standing('due')).due).toHaveLength(1);
    expect(owedIn(look, standing('missed'))).toEqual({ due: [], missed: [] });
  });
});

describe('what will be sent', () => {
  it('comes by due instant, then id, whichever activity was entered first', async () => {
    const facts = ['2026-12-05', '2026-12-04', '2026-12-03'].map((day, index) =>
      activity({ id: `a-${index}`, start: `${day}T09:00:00+08:00`, end: `${day}T10:00:00+08:00` }),
    );
    const twin = activity({ id: 'a-twin', start: '2026-12-04T09:00:00+08:00' });
    const { store } = await reminding([...facts, twin], [cadre()]);
    const look = await store.read((transaction) =>
      lookAt(transaction, setting, townTime('2026-11-20T09:00')),
    );
    const dues = upcoming(look, {});
    const positions = dues.map(({ dueAt, id }) => `${dueAt} ${id}`);
    expect(positions).toHaveLength(16);
    expect(positions).toEqual([...positions].sort());
  });
});

describe('an activity has its record', () => {
  it('when one is filed, or somebody marked it done', async () => {
    const { store } = await reminding([activity()]);
    const isRecorded = await store.read((transaction) => recordedIn(transaction, setting.town));
    expect(isRecorded(activity())).toBe(false);
    expect(isRecorded(activity({ status: 'done' }))).toBe(true);
  });
});
