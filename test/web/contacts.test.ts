import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { activity } from '../support/gangmen.js';
import { webServer } from '../support/webServer.js';

const KEY = '693a91f6-7aaa-4bc4-97a0-0ec2sifa5aaa';
const WECOM = `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${KEY}`;
const SECRET = 'SEC0123456789abcdef0123456789abcdef';

const cadre = {
  name: '陈主任',
  role: 'cadre',
  village: 'huohu',
  phone: '13800138000',
  channels: [{ kind: 'wecom', url: WECOM }],
};

interface Shown {
  readonly id: string;
  readonly channels: readonly Record<string, string>[];
  readonly [field: string]: unknown;
}

type Server = Awaited<ReturnType<typeof webServer>>;

const add = async ({ api }: Server, body: unknown = cadre): Promise<Shown> => {
  const response = await api('POST', '/api/v1/contacts', body);
  expect(response.status).toBe(201);
  return (await response.json()) as Shown;
};

const storedChannels = async ({ store }: Server, id: string): Promise<unknown> =>
  (await store.read((transaction) => transaction.get('contacts', 'gangmen', id)))?.channels;

const faultsOf = async (response: Response): Promise<string[]> => {
  expect(response.status).toBe(422);
  const { errors } = (await response.json()) as { errors: { path: string; message: string }[] };
  return errors.map(({ path, message }) => `${path}: ${message}`).sort();
};

describe('a contact', () => {
  it('is made, listed, read, changed and removed', async () => {
    const server = await webServer();
    const { api } = server;
    const response = await api('POST', '/api/v1/contacts', cadre);
    const made = (await response.json()) as Shown;
    expect([response.status, response.headers.get('location'), response.headers.get('etag')]).toEqual([
      201,
      `/api/v1/contacts/${made.id}`,
      '"1"',
    ]);
    expect(made).toEqual({
      id: expect.stringMatching(/^c-[0-9a-f]{12}$/),
      name: '陈主任',
      role: 'cadre',
      village: 'huohu',
      department: null,
      lawyer: null,
      order: 1,
      phone: '13800138000',
      channels: [{ kind: 'wecom', url: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=****5aaa' }],
    });
    expect(await (await api('GET', '/api/v1/contacts')).json()).toEqual({ items: [made], next: null });
    const path = `/api/v1/contacts/${made.id}`;
    expect(await (await api('GET', path)).json()).toEqual(made);

    const changed = await api('PATCH', path, { order: 5, phone: null }, { 'if-match': '"1"' });
    expect([changed.status, changed.headers.get('etag')]).toEqual([200, '"2"']);
    expect(await changed.json()).toEqual({ ...made, order: 5, phone: null });

    expect((await api('DELETE', path, undefined, { 'if-match': '"2"' })).status).toBe(204);
    expect((await api('GET', path)).status).toBe(404);
  });

  it('comes after those of its village, unless its order is said', async () => {
    const server = await webServer();
    const orders: unknown[] = [];
    for (const body of [cadre, cadre, { ...cadre, village: 'xipo' }, { ...cadre, order: 0 }])
      orders.push((await add(server, body)).order);
    expect(orders).toEqual([1, 2, 1, 0]);
    const { items } = (await (await server.api('GET', '/api/v1/contacts?village=huohu')).json()) as {
      items: Shown[];
    };
    expect(items.map(({ order }) => order)).toEqual([0, 1, 2]);
  });

  it('is listed in pages that meet without a gap', async () => {
    const server = await webServer();
    for (let count = 0; count < 5; count += 1) await add(server);
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = (await (await server.api('GET', `/api/v1/contacts?limit=2${cursor}`)).json()) as {
        items: Shown[];
        next: string | null;
      };
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next === null ? '' : `&cursor=${page.next}`;
    } while (cursor !== '');
    expect(new Set(seen).size).toBe(5);
  });

  it('is changed by nobody who has not seen it as it stands', async () => {
    const server = await webServer();
    const { id } = await add(server);
    const path = `/api/v1/contacts/${id}`;
    expect((await server.api('PATCH', path, { order: 2 })).status).toBe(428);
    expect((await server.api('DELETE', path)).status).toBe(428);
    expect((await server.api('PATCH', path, { order: 2 }, { 'if-match': '"7"' })).status).toBe(412);
    expect((await server.api('DELETE', path, undefined, { 'if-match': '"7"' })).status).toBe(412);
    expect((await server.api('GET', path)).headers.get('etag')).toBe('"1"');
  });

  it('stands as it stood when nothing of it is changed', async () => {
    const { api } = await webServer();
    const made = await api('POST', '/api/v1/contacts', {
      name: '陈主任',
      role: 'cadre',
      village: 'huohu',
      channels: [
        { kind: 'wecom', url: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7aaa' },
      ],
    });
    const { id, channels } = (await made.json()) as { id: string; channels: unknown };
    const path = `/api/v1/contacts/${id}`;
    // With the key masked, as a form sends it back.
    const again = await api('PATCH', path, { name: '陈主任', channels }, { 'if-match': '"1"' });
    expect([again.status, again.headers.get('etag')]).toEqual([200, '"1"']);
    const { items } = (await (await api('GET', `${path}/history`)).json()) as { items: unknown[] };
    expect(items).toHaveLength(1);
  });

  it('is who is reminded from that moment on', async () => {
    const server = await webServer([activity()]);
    const told = async (): Promise<string[]> => {
      const { items } = (await (
        await server.api('GET', '/api/v1/reminders?from=2026-11-27&to=2026-11-28')
      ).json()) as { items: { contact: string; channel: string }[] };
      return items.map(({ contact, channel }) => `${contact} ${channel}`);
    };
    expect(await told()).toEqual(['village:huohu wechat-copy']);
    const { id } = await add(server);
    expect(await told()).toEqual([`${id} wecom`]);
    await server.api('PATCH', `/api/v1/contacts/${id}`, { channels: [] }, { 'if-match': '*' });
    expect(await told()).toEqual([`${id} wechat-copy`]);
    await server.api('DELETE', `/api/v1/contacts/${id}`, undefined, { 'if-match': '*' });
    expect(await told()).toEqual(['village:huohu wechat-copy']);
  });

  it('has no links to revoke where there is no such contact', async () => {
    const { api } = await webServer();
    for (const id of ['c-1', 'village:nowhere', 'lawyer:nobody'])
      expect((await api('DELETE', `/api/v1/contacts/${id}/links`)).status).toBe(404);
  });

  it('wants the admin', async () => {
    const { url } = await webServer();
    expect((await fetch(`${url}/api/v1/contacts`)).status).toBe(401);
  });
});

describe('a contact with mistakes', () => {
  it('is refused whole, each mistake by its path and with the remedy', async () => {
    const server = await webServer();
    const response = await server.api('POST', '/api/v1/contacts', {
      name: ' ',
      role: 'mayor',
      village: 'nowhere',
      department: 'nothing',
      lawyer: 'lawyer-9',
      order: 1.5,
      phone: '12345',
      colour: 'red',
      channels: [
        { kind: 'wecom', url: WECOM.replace('https', 'http') },
        { kind: 'dingtalk', url: 'https://evil.example/robot/send?access_token=a' },
        { kind: 'feishu', url: 'nothing' },
        { kind: 'email', address: 'nobody' },
        { kind: 'sms' },
        { kind: 'wecom', url: WECOM, secret: 'x' },
      ],
    });
    expect(await faultsOf(response)).toEqual([
      expect.stringMatching(/^channels\[0\]\.url: 要用 https，请写成/),
      expect.stringMatching(/^channels\[1\]\.url: 不是允许的主机，请写成 .*WEBHOOK_HOSTS$/),
      'channels[2].url: 要写机器人的完整网址，从群机器人的设置页复制',
      'channels[3].address: 不是邮箱地址，请写成 name@example.cn 这样',
      'channels[4].kind: 只能是 wechat-copy、wecom、dingtalk、feishu、email、log',
      'channels[5].secret: 不认识的项，请删去，或检查是否写错了字',
      'colour: 不认识的项，请删去，或检查是否写错了字',
      'department: 没有这个单位，请用已有的编号：sifasuo、zongzhi、fulian、anjian、shichang、renshe',
      'lawyer: 没有这个律师，请用已有的编号：lawyer-1、lawyer-2、lawyer-3、lawyer-4',
      'name: 不能空着',
      'order: 要写整数，小的先通知',
      'phone: 电话要写 11 位手机号，或带区号的座机号，例如 13800138000、0759-7761234',
      'role: 只能是 cadre、lawyer、department、office',
      expect.stringMatching(/^village: 没有这个村，请用已有的编号：gangmen、huohu/),
    ]);
    expect(await (await server.api('GET', '/api/v1/contacts')).json()).toEqual({ items: [], next: null });
  });

  it('has each way once', async () => {
    const server = await webServer();
    const channels = [
      { kind: 'wecom', url: WECOM },
      { kind: 'feishu', url: 'http://robot.example.cn:8080/hook/a' },
      { kind: 'wecom', url: WECOM },
    ];
    const faults = await faultsOf(await server.api('POST', '/api/v1/contacts', { ...cadre, channels }));
    expect(faults).toEqual(['channels[2].kind: 同一种方式只能写一次']);
  });

  it.each([
    ['13800138000', '13800138000'],
    ['+86 138-0013-8000', '13800138000'],
    ['0759-7761234', '0759-7761234'],
  ])('but the telephone number %s is none', async (phone, stored) => {
    expect((await add(await webServer(), { ...cadre, phone })).phone).toBe(stored);
  });

  it.each(['12345', '138001380001', '23800138000', '7761234', 'call me'])(
    'such as the telephone number %s is refused',
    async (phone) => {
      const { api } = await webServer();
      expect(await faultsOf(await api('POST', '/api/v1/contacts', { ...cadre, phone }))).toHaveLength(1);
    },
  );

  it('says whose it is', async () => {
    const { api } = await webServer();
    const post = (body: unknown): Promise<Response> => api('POST', '/api/v1/contacts', body);
    expect(await faultsOf(await post({ name: '甲', role: 'cadre' }))).toEqual([
      'village: cadre 要写明是哪个村的',
    ]);
    expect(await faultsOf(await post({ name: '甲', role: 'lawyer' }))).toEqual([
      'lawyer: lawyer 要写明是哪位律师的',
    ]);
    expect((await post({ name: '甲', role: 'office' })).status).toBe(201);
  });
});

describe('the key of a robot', () => {
  const signed = {
    ...cadre,
    channels: [
      { kind: 'dingtalk', url: 'https://oapi.dingtalk.com/robot/send?access_token=tok', secret: SECRET },
      { kind: 'feishu', url: 'https://open.feishu.cn/open-apis/bot/v2/hook/0123456789abcdef0123' },
    ],
  };

  it('comes back masked, and what was read can be sent back unharmed', async () => {
    const server = await webServer();
    const shown = await add(server, signed);
    expect(shown.channels).toEqual([
      { kind: 'dingtalk', url: 'https://oapi.dingtalk.com/robot/send?access_token=****', secret: '****cdef' },
      { kind: 'feishu', url: 'https://open.feishu.cn/open-apis/bot/v2/hook/****0123' },
    ]);
    const path = `/api/v1/contacts/${shown.id}`;
    const back = await server.api('PATCH', path, { ...shown, name: '陈书记' }, { 'if-match': '"1"' });
    expect(back.status).toBe(200);
    expect(await storedChannels(server, shown.id)).toEqual(signed.channels);
  });

  it('is masked wherever an address may have it', async () => {
    const server = await webServer();
    const host = 'http://robot.example.cn:8080';
    const masks: unknown[] = [];
    for (const url of [`${host}/robots/very-secret/send`, `${host}/x?token=very-secret&a=1`, `${host}/`])
      masks.push((await add(server, { ...cadre, channels: [{ kind: 'wecom', url }] })).channels[0]?.url);
    expect(masks).toEqual([`${host}/****send`, `${host}/****?token=****&a=****`, `${host}/****`]);
  });

  it('may be changed alone, and is not taken from another contact’s mask', async () => {
    const server = await webServer();
    const shown = await add(server, signed);
    const path = `/api/v1/contacts/${shown.id}`;
    const [dingtalk] = shown.channels;
    const channels = [{ ...dingtalk, secret: 'SECnew' }];
    expect((await server.api('PATCH', path, { channels }, { 'if-match': '*' })).status).toBe(200);
    expect(await storedChannels(server, shown.id)).toEqual([{ ...signed.channels[0], secret: 'SECnew' }]);
    const masked = [{ kind: 'wecom', url: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=****5aaa' }];
    const message = 'channels[0].url: 这是打了码的，请写完整的，从群机器人的设置页复制';
    expect(
      await faultsOf(await server.api('POST', '/api/v1/contacts', { ...cadre, channels: masked })),
    ).toEqual([message]);
    expect(
      await faultsOf(await server.api('PATCH', path, { channels: masked }, { 'if-match': '*' })),
    ).toEqual([message]);
  });

  it('stands in no trail and in no log', async () => {
    const server = await webServer();
    const { id } = await add(server, signed);
    const path = `/api/v1/contacts/${id}`;
    await server.api('PATCH', path, { channels: cadre.channels }, { 'if-match': '*' });
    await server.api('DELETE', path, undefined, { 'if-match': '*' });
    const trail = JSON.stringify(
      await server.store.read((transaction) => transaction.find('trail', { town: 'gangmen' })),
    );
    expect(trail).toContain('access_token=****');
    const file = readFileSync(join(server.dataDir, 'store.json'), 'utf8');
    for (const secret of [SECRET, KEY, '0123456789abcdef0123'])
      for (const text of [trail, file, server.logged.join('')]) expect(text).not.toContain(secret);
  });
});
