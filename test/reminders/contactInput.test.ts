import { describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import { masked, maskedUrl, type Contact } from '../../src/facts/index.js';
import {
  contactPatchSchema,
  newContactSchema,
  nextOrder,
  roleFaults,
  withStoredSecrets,
} from '../../src/reminders/index.js';
import { cadre } from '../support/contacts.js';
import { smallTown } from '../support/smallTown.js';

const town = smallTown({ departments: { office: 1, police: 1 }, lawyers: ['lawyer-1', 'lawyer-2'] });
const WECOM = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7aaa-4bc4-97a0-0ec2sifa5aaa';
const DINGTALK = 'https://oapi.dingtalk.com/robot/send?access_token=0123456789abcdef0123456789';
const SECRET = 'SEC0123456789abcdef0123456789';

const told = (result: z.ZodSafeParseResult<unknown>): string[] =>
  result.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

const created = newContactSchema(town, ['10.0.0.5:8080']);
const patched = contactPatchSchema(town, []);
const faults = (given: object): string[] =>
  told(created.safeParse({ name: '村干部甲', role: 'cadre', ...given }));

describe('a new contact', () => {
  it('needs a name and a role, and nothing else', () => {
    expect(created.parse({ name: ' 村干部甲 ', role: 'cadre' })).toEqual({ name: '村干部甲', role: 'cadre' });
    expect(told(created.safeParse({})).map((line) => line.split(':')[0])).toEqual(['name', 'role']);
  });

  it('may be of the town’s own villages, units and lawyers alone', () => {
    const own = { village: 'v1', department: 'police', lawyer: 'lawyer-2' };
    expect(faults(own)).toEqual([]);
    expect(faults({ village: null, department: null, lawyer: null })).toEqual([]);
    expect(faults({ village: 'v2', department: 'army', lawyer: 'lawyer-3' })).toEqual([
      'village: 没有这个村，请用已有的编号：v1',
      'department: 没有这个单位，请用已有的编号：office、police',
      'lawyer: 没有这个律师，请用已有的编号：lawyer-1、lawyer-2',
    ]);
  });

  it('has one of the four roles', () => {
    expect(faults({ role: 'mayor' })).toEqual(['role: 只能是 cadre、lawyer、department、office']);
  });

  it('stands at a whole place from 0 to 1000', () => {
    expect([0, 1000].flatMap((order) => faults({ order }))).toEqual([]);
    expect([-1, 1001, 1.5, '1'].flatMap((order) => faults({ order }))).toEqual([
      'order: 要写从 0 起的整数',
      'order: 最大 1000',
      'order: 要写整数，小的先通知',
      'order: 要写整数，小的先通知',
    ]);
  });

  it('has no other fields', () => {
    expect(faults({ wechat: 'x' })).toHaveLength(1);
  });
});

describe('a phone number', () => {
  const kept = (phone: unknown) => created.safeParse({ name: '甲', role: 'cadre', phone }).data?.phone;

  it('is kept as a mobile’s eleven digits, however it is written, and a landline as it stands', () => {
    expect(
      [
        '13800138000',
        ' 138 0013 8000 ',
        '138-0013-8000',
        '+8613800138000',
        '86 13800138000',
        '19912345678',
      ].map(kept),
    ).toEqual(['13800138000', '13800138000', '13800138000', '13800138000', '13800138000', '19912345678']);
    expect(['0759-7761234', '02012345678', '020 1234567'].map(kept)).toEqual([
      '0759-7761234',
      '02012345678',
      '020 1234567',
    ]);
    expect(kept(null)).toBeNull();
  });

  it('is refused where it is neither', () => {
    const PHONE = 'phone: 电话要写 11 位手机号，或带区号的座机号，例如 13800138000、0759-7761234';
    const wrong = [
      '1380013800',
      '138001380000',
      '12800138000',
      '7761234',
      '020123456',
      '0759-77612345678',
      'x0759-7761234',
      '0759-7761234x',
      'x13800138000',
      '8513800138000',
      '',
      13_800_138_000,
    ];
    for (const phone of wrong) expect([phone, faults({ phone })]).toEqual([phone, [PHONE]]);
  });
});

describe('a contact’s channels', () => {
  it('are at most one of a kind', () => {
    const email = (name: string) => ({ kind: 'email', address: `${name}@example.cn` });
    expect(faults({ channels: [email('a'), { kind: 'log' }] })).toEqual([]);
    expect(faults({ channels: [email('a'), { kind: 'log' }, email('b')] })).toEqual([
      'channels.2.kind: 同一种方式只能写一次',
    ]);
  });

  it('post to the robots’ own hosts, and to those that the program allows', () => {
    expect(
      faults({
        channels: [
          { kind: 'wecom', url: WECOM },
          { kind: 'dingtalk', url: 'http://10.0.0.5:8080/x' },
        ],
      }),
    ).toEqual([]);
    expect(faults({ channels: [{ kind: 'log' }, { kind: 'wecom', url: 'https://evil.example/x' }] })).toEqual(
      [expect.stringMatching(/^channels\.1\.url: 不是允许的主机/)],
    );
    expect(
      told(patched.safeParse({ channels: [{ kind: 'dingtalk', url: 'http://10.0.0.5:8080/x' }] })),
    ).toHaveLength(1);
  });

  it('are told once that an address is no address', () => {
    expect(faults({ channels: [{ kind: 'wecom', url: 'qyapi.weixin.qq.com' }] })).toEqual([
      'channels.0.url: 要写机器人的完整网址，从群机器人的设置页复制',
    ]);
  });
});

describe('a change of a contact', () => {
  it('is any of its fields, its id as it was read among them', () => {
    expect(patched.parse({ id: 'c1', phone: null })).toEqual({ id: 'c1', phone: null });
    expect(told(patched.safeParse({ phone: '1' }))).toHaveLength(1);
  });

  it('is something', () => {
    expect(told(patched.safeParse({}))).toEqual([': 没有要改的内容，至少写一项']);
  });
});

describe('the place of one more contact', () => {
  const there = [
    cadre({ id: 'a', order: 1 }),
    cadre({ id: 'b', order: 7 }),
    cadre({ id: 'c', order: 3 }),
    cadre({ id: 'd', order: 20, village: 'xipo' }),
    cadre({ id: 'e', order: 30, role: 'department', department: 'police' }),
    cadre({ id: 'f', order: 40, role: 'lawyer', lawyer: 'lawyer-1' }),
  ];

  it('is after the last of the same village, unit or lawyer', () => {
    expect(nextOrder(there, cadre())).toBe(8);
    expect(nextOrder(there, cadre({ village: 'xipo' }))).toBe(21);
    expect(nextOrder(there, cadre({ role: 'department', department: 'police' }))).toBe(31);
    expect(nextOrder(there, cadre({ role: 'lawyer', lawyer: 'lawyer-1' }))).toBe(41);
  });

  it('is the first where there is none yet', () => {
    expect(nextOrder([], cadre())).toBe(1);
    expect(nextOrder(there, cadre({ village: 'beizao' }))).toBe(1);
    expect(nextOrder(there, cadre({ role: 'department', department: 'army' }))).toBe(1);
    expect(nextOrder(there, cadre({ role: 'lawyer', lawyer: 'lawyer-2' }))).toBe(1);
    expect(nextOrder(there, cadre({ role: 'office', village: 'huohu' }))).toBe(1);
  });
});

describe('what a role is for', () => {
  const said = (given: Partial<Contact>): string[] =>
    roleFaults(cadre({ village: null, ...given })).map(({ path, message }) => `${path}: ${message}`);

  it('must be said of all but the office', () => {
    expect(said({ role: 'cadre' })).toEqual(['village: cadre 要写明是哪个村的']);
    expect(said({ role: 'lawyer' })).toEqual(['lawyer: lawyer 要写明是哪位律师的']);
    expect(said({ role: 'department' })).toEqual(['department: department 要写明是哪个单位的']);
    expect(said({ role: 'office' })).toEqual([]);
  });

  it('is enough when it is', () => {
    expect(said({ role: 'cadre', village: 'v1' })).toEqual([]);
    expect(said({ role: 'lawyer', lawyer: 'lawyer-1' })).toEqual([]);
    expect(said({ role: 'department', department: 'police' })).toEqual([]);
    expect(said({ role: 'cadre', lawyer: 'lawyer-1' })).toHaveLength(1);
  });
});

describe('keys that come back masked', () => {
  const stored: Contact['channels'] = [
    { kind: 'wecom', url: WECOM },
    { kind: 'dingtalk', url: DINGTALK, secret: SECRET },
    { kind: 'email', address: 'a@example.cn' },
  ];
  const back = (...given: Contact['channels']) => withStoredSecrets(given, stored);
  const shown: Contact['channels'] = [
    { kind: 'wecom', url: maskedUrl(WECOM) },
    { kind: 'dingtalk', url: maskedUrl(DINGTALK), secret: masked(SECRET) },
    { kind: 'email', address: 'a@example.cn' },
  ];

  it('stand for what is stored, of the same channel, in any order', () => {
    expect(back(...shown)).toEqual({ channels: stored });
    expect(back(...[...shown].reverse())).toEqual({ channels: [...stored].reverse() });
  });

  it('leave alone what is new', () => {
    const url = `${DINGTALK}0`;
    const given: Contact['channels'] = [{ kind: 'dingtalk', url, secret: `${SECRET}0` }, { kind: 'log' }];
    expect(back(...given)).toEqual({ channels: given });
    expect(back({ kind: 'dingtalk', url, secret: masked(SECRET) })).toEqual({
      channels: [{ kind: 'dingtalk', url, secret: SECRET }],
    });
    // A robot that signs nothing any more.
    expect(back({ kind: 'dingtalk', url: maskedUrl(DINGTALK) })).toEqual({
      channels: [{ kind: 'dingtalk', url: DINGTALK }],
    });
  });

  it('are refused where they are not those of the stored channel, each at its place', () => {
    const others = back(
      { kind: 'log' },
      { kind: 'wecom', url: `${maskedUrl(WECOM)}x` },
      {
        kind: 'feishu',
        url: maskedUrl(DINGTALK),
        secret: masked(SECRET),
      },
    );
    expect(others).toEqual({
      faults: ['channels[1].url', 'channels[2].url', 'channels[2].secret'].map((path) =>
        expect.objectContaining({ path, message: '这是打了码的，请写完整的，从群机器人的设置页复制' }),
      ),
    });
    expect(withStoredSecrets(shown.slice(1, 2), [{ kind: 'dingtalk', url: DINGTALK }])).toEqual({
      faults: [expect.objectContaining({ path: 'channels[0].secret' })],
    });
  });
});
