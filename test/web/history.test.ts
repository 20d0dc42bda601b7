import { describe, expect, it } from '@jest/globals';
import { acknowledge } from '../../src/reminders/index.js';
import { SYSTEM, type Actor, type Delivery } from '../../src/facts/index.js';
import { cadre } from '../support/contacts.js';
import { noSolver } from '../support/draftTown.js';
import { activity } from '../support/gangmen.js';
import { webServer } from '../support/webServer.js';

const ID = '2026-constitution-day-huohu-meeting-1';

type Server = Awaited<ReturnType<typeof webServer>>;

const texts = async ({ api }: Server, path: string): Promise<string[]> =>
  ((await (await api('GET', `/api/v1${path}/history`)).json()) as { items: { text: string }[] }).items.map(
    ({ text }) => text,
  );

const patch = ({ api }: Server, path: string, body: unknown): Promise<Response> =>
  api('PATCH', `/api/v1${path}`, body, { 'if-match': '*' });

const link: Actor = { actor: 'contact:c1', via: 'link', address: null, request: null, reason: null };

describe('the history of an activity', () => {
  it('tells all that happened to it in sentences, the newest first', async () => {
    const server = await webServer([activity()], { now: '2025-12-31T10:00' });
    const { store, api } = server;
    await store.write(SYSTEM, (transaction) => transaction.put('contacts', cadre()));
    const delivery: Delivery = {
      id: 'd1',
      town: 'gangmen',
      activity: ID,
      start: '2026-12-05',
      rule: 'day-before',
      contact: 'c1',
      channel: 'log',
      dueAt: '2026-12-03T17:00:00+08:00',
      state: 'sent',
      attempts: [{ at: '2026-12-03T17:00:10+08:00', result: 'ok' }],
      maybeDouble: false,
      told: null,
      claim: null,
      retryAt: null,
      halted: null,
    };
    server.setNow('2026-12-01T09:12');
    await api(
      'PATCH',
      `/api/v1/activities/${ID}?reason=${encodeURIComponent('台风')}`,
      { start: '2026-12-05T09:00:00+08:00', end: '2026-12-05T11:30:00+08:00' },
      { 'if-match': '*' },
    );
    server.setNow('2026-12-02T08:00');
    await patch(server, `/activities/${ID}`, {
      village: null,
      lead: 'zongzhi',
      partners: [],
      title: '宪法日',
    });
    server.setNow('2026-12-02T09:00');
    await patch(server, `/activities/${ID}`, { start: '2026-12-05', end: '2026-12-06', allDay: true });
    await store.write(SYSTEM, (transaction) => transaction.put('deliveries', delivery));
    server.setNow('2026-12-03T18:00');
    const stands = await store.read((transaction) => transaction.get('activities', 'gangmen', ID));
    for (const given of [
      { answer: 'difficulty', reason: '停电' },
      { answer: 'received', reason: null },
    ] as const)
      await store.write(link, (transaction) =>
        acknowledge(transaction, stands ?? activity(), 'c1', given, '2026-12-03T18:00:00+08:00'),
      );
    server.setNow('2026-12-05T18:00');
    const record = {
      id: ID,
      town: 'gangmen',
      date: '2026-12-05',
      place: '货湖村委会',
      people: 30,
      leaflets: 20,
      consultations: 2,
      by: 'c1',
      at: '2026-12-05T18:00:00+08:00',
    };
    await store.write(link, (transaction) => transaction.put('records', record));
    server.setNow('2026-12-05T18:05');
    await store.write(link, (transaction) => transaction.put('records', { ...record, people: 45 }));
    server.setNow('2026-12-06T09:00');
    for (const body of [
      { status: 'done' },
      { pinned: false },
      { status: 'cancelled' },
      { status: 'confirmed' },
    ])
      expect((await patch(server, `/activities/${ID}`, body)).status).toBe(200);

    expect(await texts(server, `/activities/${ID}`)).toEqual([
      '12月6日 09:00 管理员 恢复',
      '12月6日 09:00 管理员 取消',
      '12月6日 09:00 管理员 不再固定',
      '12月6日 09:00 管理员 标为已完成',
      '12月5日 18:05 村干部甲 改人数：30 → 45',
      '12月5日 18:00 村干部甲 新建台账记录',
      '12月3日 18:00 村干部甲 回复“收到”',
      '12月3日 18:00 村干部甲 回复“有困难”：停电',
      '12月3日 17:00 提醒村干部甲（日志）：已发，对方已回复',
      '12月2日 09:00 管理员 改期：12月5日上午 → 12月5日–12月6日全天',
      '12月2日 08:00 管理员 改村：货湖村 → 全镇；改标题：国家宪法日：召开会议（货湖村） → 宪法日；改牵头单位：司法所 → 综治办；改协作单位：综治办 → 无',
      '12月1日 09:12 管理员 改期：12月4日上午 → 12月5日上午（理由：台风）',
      '2025年12月31日 10:00 系统 新建活动：12月4日上午，货湖村委会',
    ]);
  });

  it('goes page by page', async () => {
    const server = await webServer([activity()]);
    for (const [index, place] of ['甲', '乙', '丙'].entries()) {
      server.setNow(`2026-11-24T09:0${index}`);
      await patch(server, `/activities/${ID}`, { place });
    }
    const seen: string[] = [];
    let cursor = '';
    for (let page = 0; page < 5; page += 1) {
      const answer = (await (
        await server.api('GET', `/api/v1/activities/${ID}/history?limit=2${cursor}`)
      ).json()) as { items: { text: string }[]; next: string | null };
      seen.push(...answer.items.map(({ text }) => text.split(' ').slice(3).join(' ')));
      if (answer.next === null) break;
      cursor = `&cursor=${answer.next}`;
    }
    expect(seen).toEqual([
      '改地点：乙 → 丙',
      '改地点：甲 → 乙',
      '改地点：货湖村委会 → 甲',
      '新建活动：12月4日上午，货湖村委会',
    ]);
    expect((await server.api('GET', '/api/v1/activities/none/history')).status).toBe(404);
  });
});

describe('the history of a contact and of a blackout', () => {
  it('stays when they are gone', async () => {
    const server = await webServer([], { solve: noSolver });
    const made = await server.api('POST', '/api/v1/contacts', {
      name: '甲',
      role: 'cadre',
      village: 'huohu',
    });
    const { id } = (await made.json()) as { id: string };
    await patch(server, `/contacts/${id}`, { phone: '13800138000', channels: [{ kind: 'log' }] });
    await server.api('DELETE', `/api/v1/contacts/${id}`, undefined, { 'if-match': '*' });
    expect(await texts(server, `/contacts/${id}`)).toEqual([
      '11月23日 10:00 管理员 删去联系人',
      '11月23日 10:00 管理员 改电话：无 → 13800138000；改提醒方式',
      '11月23日 10:00 管理员 新建联系人',
    ]);
    const body = { start: '2026-12-04', end: '2026-12-05', villages: null, reason: '台风' };
    const blackout = (await (await server.api('POST', '/api/v1/blackouts', body)).json()) as { id: string };
    await server.api('DELETE', `/api/v1/blackouts/${blackout.id}?reason=${encodeURIComponent('台风转向')}`);
    expect(await texts(server, `/blackouts/${blackout.id}`)).toEqual([
      '11月23日 10:00 管理员 撤掉停办时段：12月4日–12月5日，全镇（理由：台风转向）',
      '11月23日 10:00 管理员 写下停办时段：12月4日–12月5日，全镇',
    ]);
  });
});
