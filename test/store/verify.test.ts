import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { SYSTEM, type Activity } from '../../src/facts/index.js';
import { folderPlace, openStore, verifyPlace } from '../../src/store/index.js';
import { sealed, type StoreFile } from '../../src/store/lowdb/storeFile.js';
import { cadre } from '../support/contacts.js';
import { freshFolder } from '../support/folder.js';
import { activity } from '../support/gangmen.js';

const NOW = '2026-11-23T10:00:00+08:00';

/** A folder in which an activity was moved twice, another removed, and a robot's key changed. */
async function usedFolder(): Promise<string> {
  const dir = freshFolder();
  const store = await openStore({ dir, now: () => NOW });
  const put = (given: Partial<Activity>): Promise<void> =>
    store.write(SYSTEM, (transaction) => transaction.put('activities', activity({ id: 'a', ...given })));
  const robot = (key: string) =>
    cadre({
      channels: [{ kind: 'wecom', url: `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${key}` }],
    });
  await put({});
  await put({ place: '祠堂', revision: 2 });
  await put({ place: '学校', revision: 3 });
  await put({ id: 'b' });
  await store.write(SYSTEM, async (transaction) => {
    await transaction.remove('activities', 'gangmen', 'b');
    await transaction.put('contacts', robot('first-key-first-key-0001'));
  });
  await store.write(SYSTEM, (transaction) => transaction.put('contacts', robot('other-key-other-key-0002')));
  await store.close();
  return dir;
}

type Facts = { -readonly [K in keyof StoreFile['facts']]: StoreFile['facts'][K] };

/** Changes what stands in a folder behind the program's back, with the right checksum. */
function tamper(dir: string, change: (facts: Facts) => void): void {
  const file = join(dir, 'store.json');
  const { schema, version, facts } = JSON.parse(readFileSync(file, 'utf8')) as StoreFile;
  change(facts);
  writeFileSync(file, sealed({ schema, version, facts }));
}

const faultsOf = async (dir: string) => (await verifyPlace(folderPlace(dir)))?.faults;

describe('pufa verify', () => {
  it('finds a store sound that only the program wrote, and counts it', async () => {
    const verdict = await verifyPlace(folderPlace(await usedFolder()));
    expect(verdict?.faults).toEqual([]);
    expect([verdict?.counts.activities, verdict?.counts.contacts, verdict?.counts.trail]).toEqual([1, 1, 7]);
    expect(verdict?.version).toBe(6);
  });

  it('says that there is nothing where nothing is', async () => {
    expect(await verifyPlace(folderPlace(freshFolder()))).toBeNull();
  });

  it('looks beside a running server', async () => {
    const dir = await usedFolder();
    const store = await openStore({ dir, now: () => NOW });
    expect(await faultsOf(dir)).toEqual([]);
    await store.close();
  });

  it('names every fact that is none', async () => {
    const dir = await usedFolder();
    tamper(dir, (facts) => {
      facts.activities = [{ ...activity({ id: 'a', place: '学校', revision: 3 }), year: '2026' } as never];
      facts.contacts = [cadre({ name: '' })];
    });
    expect(await faultsOf(dir)).toEqual([
      expect.stringMatching(/^activities gangmen\/a: year: /),
      expect.stringMatching(/^contacts gangmen\/c1: name: /),
      'activities gangmen/a: 操作记录里有，数据里没有',
      'contacts gangmen/c1: 操作记录里有，数据里没有',
    ]);
  });

  it.each<[string, (facts: Facts) => void, string]>([
    [
      'a revision that nobody wrote',
      (facts) => (facts.activities = [activity({ id: 'a', place: '学校', revision: 4 })]),
      'activities gangmen/a: revision 与最后一条操作记录不同',
    ],
    [
      'a field that nobody changed',
      (facts) => (facts.activities = [activity({ id: 'a', place: '庙', revision: 3 })]),
      'activities gangmen/a: place 与最后一条操作记录不同',
    ],
    [
      'a fact that is gone without a word',
      (facts) => (facts.activities = []),
      'activities gangmen/a: 操作记录里有，数据里没有',
    ],
    [
      'a fact that came without a word',
      (facts) => (facts.activities = [...(facts.activities ?? []), activity({ id: 'c' })]),
      'activities gangmen/c: 没有操作记录',
    ],
    [
      'a fact that was removed',
      (facts) => (facts.activities = [...(facts.activities ?? []), activity({ id: 'b' })]),
      'activities gangmen/b: 操作记录说已经删除，数据里还在',
    ],
    [
      'a fact that is there twice',
      (facts) => (facts.activities = [...(facts.activities ?? []), ...(facts.activities ?? [])]),
      'activities gangmen/a: 有两条同样编号的',
    ],
    [
      'a step that is missing in the trail',
      (facts) => (facts.trail = facts.trail?.filter(({ id }) => id !== '0000000002-0000') ?? []),
      'activities gangmen/a: 操作记录 0000000003-0000 的 revision 接不上它之前的那一条',
    ],
  ])('finds %s', async (_what, change, fault) => {
    const dir = await usedFolder();
    tamper(dir, change);
    expect(await faultsOf(dir)).toContain(fault);
  });
});
