import { describe, expect, it } from '@jest/globals';
import { tick } from '../../src/reminders/index.js';
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
    expect(html.match(/<li class="message">/g)).toHaveLength(1);
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
