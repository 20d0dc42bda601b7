import { describe, expect, it } from '@jest/globals';
import qrcode from 'qrcode';
import { tick, wecomChannel } from '../../src/reminders/index.js';
import { linker } from '../support/contactLinks.js';
import { activity, gangmen, townTime } from '../support/gangmen.js';
import { TOKEN, webServer } from '../support/webServer.js';

const { town } = gangmen;
const headers = { authorization: `Bearer ${TOKEN}` };

const dueServer = async (...facts: Parameters<typeof webServer>) => {
  const server = await webServer(...facts);
  server.setNow('2026-11-27T08:30');
  await tick({ store: server.store, town, channels: [], now: townTime('2026-11-27T08:30') });
  return server;
};

const sheet = async (url: string): Promise<string> => (await fetch(`${url}/today`, { headers })).text();
const idsOn = (html: string): string[] =>
  [...html.matchAll(/name="id" value="([\w-]+)"/g)].map(([, id = '']) => id);

describe('the day’s sheet', () => {
  it('shows what is to be passed on, one message for what falls due together', async () => {
    const { url } = await dueServer([
      activity(),
      activity({ id: 'b', title: '国家宪法日：张贴宣传标语（货湖村）' }),
    ]);
    const html = await sheet(url);
    expect(html.match(/<li class="message"/g)).toHaveLength(1);
    expect(html).toContain('发给 货湖村');
    expect(html).toContain('国家宪法日：召开会议（货湖村）');
    expect(html).toContain('国家宪法日：张贴宣传标语（货湖村）');
    expect(idsOn(html)).toHaveLength(2);
  });

  it('marks it sent with one press, and the delivery says so', async () => {
    const { url, api } = await dueServer([activity()]);
    const [id = ''] = idsOn(await sheet(url));
    const pressed = await fetch(`${url}/today/sent`, {
      method: 'POST',
      headers,
      body: new URLSearchParams({ id }),
      redirect: 'manual',
    });
    expect([pressed.status, pressed.headers.get('location')]).toEqual([303, '/today']);
    const html = await sheet(url);
    expect(idsOn(html)).toEqual([]);
    expect(html).toContain('今天已转发 1 条');
    const { items } = (await (await api('GET', '/api/v1/deliveries')).json()) as { items: unknown[] };
    expect(items).toEqual([
      {
        id,
        activity: activity().id,
        rule: 'week-before',
        contact: 'village:huohu',
        channel: 'wechat-copy',
        dueAt: '2026-11-27T08:30:00+08:00',
        state: 'sent',
        attempts: [{ at: '2026-11-27T08:30:00+08:00', result: '已人工发送' }],
        maybeDouble: false,
      },
    ]);
  });

  it('marks it sent over the API too, twice to the same end', async () => {
    const { url, api } = await dueServer([activity()]);
    const [id = ''] = idsOn(await sheet(url));
    for (let round = 0; round < 2; round += 1) {
      const answer = await api('POST', `/api/v1/deliveries/${id}/sent`);
      expect([
        answer.status,
        ((await answer.json()) as { state: string; attempts: unknown[] }).attempts.length,
      ]).toEqual([200, 1]);
    }
    expect((await api('POST', '/api/v1/deliveries/nothing/sent')).status).toBe(404);
  });

  it('answers a script without a page', async () => {
    const { url } = await dueServer([activity()]);
    const [id = ''] = idsOn(await sheet(url));
    const pressed = await fetch(`${url}/today/sent`, {
      method: 'POST',
      headers: { ...headers, accept: 'application/json' },
      body: new URLSearchParams({ id }),
    });
    expect([pressed.status, await pressed.text(), idsOn(await sheet(url))]).toEqual([204, '', []]);
  });

  it('tells nobody of an activity that was cancelled or moved meanwhile', async () => {
    const { url, api } = await dueServer([activity(), activity({ id: 'b', village: 'xipo' })]);
    await api('DELETE', `/api/v1/activities/${activity().id}`, undefined, { 'if-match': '*' });
    await api(
      'PATCH',
      '/api/v1/activities/b',
      { start: '2026-12-10', end: '2026-12-10' },
      { 'if-match': '*' },
    );
    expect(idsOn(await sheet(url))).toEqual([]);
  });

  it('shows hostile text as text', async () => {
    const { url } = await dueServer([activity({ title: '</pre><script>alert(1)</script>' })]);
    const html = await sheet(url);
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('&lt;/pre>&lt;script>alert(1)&lt;/script>');
  });

  it('names what stands on a day off, and nothing where all stand on workdays', async () => {
    const onHoliday = activity({
      id: 'holiday',
      start: '2027-02-08T09:00:00+08:00',
      end: '2027-02-08T11:30:00+08:00',
    });
    const { url } = await dueServer([activity(), onHoliday]);
    const html = await sheet(url);
    expect(html).toContain('1 项活动落在休息日，请改期');
    expect(html).toContain('2027-02-08 国家宪法日：召开会议（货湖村）：春节法定假日');
    const { url: quiet } = await dueServer([activity()]);
    expect(await sheet(quiet)).not.toContain('休息日');
  });
});

describe('what wants a look', () => {
  /** The list under a heading, without tags. */
  const listed = (html: string, id: string): string =>
    (new RegExp(`aria-labelledby="${id}">(.*?)</section>`, 's').exec(html)?.[1] ?? '')
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim();
  const figures = (html: string): string[] =>
    [...html.matchAll(/<b data-count="\w+">(\d+)<\/b><span>([^<]+)<\/span>/g)].map(
      ([, count = '', name = '']) => name + count,
    );

  const passOn = async ({ url }: Awaited<ReturnType<typeof dueServer>>): Promise<void> => {
    for (const id of idsOn(await sheet(url)))
      await fetch(`${url}/today/sent`, { method: 'POST', headers, body: new URLSearchParams({ id }) });
  };

  it('is nothing on a quiet day', async () => {
    const { url } = await webServer([activity()]);
    const html = await sheet(url);
    expect(figures(html)).toEqual(['待转发0', '有困难0', '没发出0', '没回复0', '漏发0', '已回复0']);
    expect(html).toContain('现在没有要转发的提醒');
  });

  it('has the link in the text, whole, and as a code for the camera', async () => {
    const server = await webServer([activity()]);
    const linkFor = await linker(server.store, server.url);
    server.setNow('2026-11-27T08:30');
    await tick({ store: server.store, town, channels: [], now: townTime('2026-11-27T08:30') });
    const html = await sheet(server.url);
    const link = await linkFor('village:huohu', activity().id);
    expect(/<pre class="message-text">([^<]*)<\/pre>/.exec(html)?.[1]?.split('\n').at(-1)).toBe(link);
    const drawn = [...html.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(
      ([, x, y]) => `${Number(x) - 4} ${Number(y) - 4}`,
    );
    const { size, data } = qrcode.create(link, { errorCorrectionLevel: 'L' }).modules;
    const dark = [...data.keys()].filter((index) => data[index] === 1);
    expect(drawn).toEqual(dark.map((index) => `${index % size} ${Math.floor(index / size)}`));
    expect(html).toContain(`viewBox="0 0 ${size + 8} ${size + 8}"`);
  });

  it('names who has not answered, since when, and how to call', async () => {
    const server = await webServer([activity()]);
    await server.api('POST', '/api/v1/contacts', {
      name: '陈主任',
      role: 'cadre',
      village: 'huohu',
      phone: '13800138000',
    });
    server.setNow('2026-11-27T08:30');
    await tick({ store: server.store, town, channels: [], now: townTime('2026-11-27T08:30') });
    await passOn(server);
    server.setNow('2026-11-30T10:00');
    const html = await sheet(server.url);
    expect(listed(html, 'unanswered')).toBe(
      '没回复（1） 到时会自动催；着急就打电话。 陈主任 打电话 3天前发的，还没有回复 国家宪法日：召开会议（货湖村），12月4日（星期五，圩日）09:00–11:30',
    );
    expect(html).toContain('href="tel:13800138000"');
  });

  it('tells who has a difficulty, and why, until it is answered otherwise', async () => {
    const server = await dueServer([activity()]);
    await passOn(server);
    const link = await (await linker(server.store, server.url))('village:huohu', activity().id);
    const answer = (body: Record<string, string>): Promise<Response> =>
      fetch(`${link}/ack`, { method: 'POST', body: new URLSearchParams(body), redirect: 'manual' });
    await answer({ answer: 'difficulty', reason: '会议室在装修' });
    const html = await sheet(server.url);
    expect(figures(html)).toEqual(['待转发0', '有困难1', '没发出0', '没回复0', '漏发0', '已回复0']);
    expect(listed(html, 'difficulties')).toContain('货湖村 会议室在装修 国家宪法日');
    await answer({ answer: 'received' });
    const later = await sheet(server.url);
    expect([figures(later)[1], figures(later)[5]]).toEqual(['有困难0', '已回复1']);
    expect(listed(later, 'answered')).toBe(
      '已回复（1） 最近七天里回了“收到”、活动还没办的。 货湖村 今天 08:30 收到 国家宪法日：召开会议（货湖村），12月4日（星期五，圩日）09:00–11:30',
    );
    server.setNow('2026-12-05T08:30');
    expect(figures(await sheet(server.url))[5]).toBe('已回复0');
  });

  it('says what did not arrive and why, and what came too late', async () => {
    const server = await webServer([activity(), activity({ id: 'b', village: 'xipo' })]);
    await server.api('POST', '/api/v1/contacts', {
      name: '陈主任',
      role: 'cadre',
      village: 'huohu',
      channels: [{ kind: 'wecom', url: 'http://robot.example.cn:8080/send?key=very-secret' }],
    });
    // The robot's host is not allowed any more when it is sent.
    const channels = [wecomChannel([])];
    server.setNow('2026-11-27T08:30');
    await tick({ store: server.store, town, channels, now: townTime('2026-11-27T08:30') });
    server.setNow('2026-12-01T08:30');
    await tick({ store: server.store, town, channels, now: townTime('2026-12-01T08:30') });
    const html = await sheet(server.url);
    expect(listed(html, 'failed')).toContain('陈主任 企业微信：没有发送：要用 https');
    expect(listed(html, 'late')).toContain('西坡村 没有按时发出（微信转发），没有补发 国家宪法日');
    expect(html).not.toContain('very-secret');
  });
});
