import { describe, expect, it } from '@jest/globals';
import { SYSTEM, type Activity } from '../../../src/facts/index.js';
import { activity } from '../../support/gangmen.js';
import { linker } from '../../support/contactLinks.js';
import { record } from '../../support/records.js';
import { webServer } from '../../support/webServer.js';

const VILLAGE = 'village:huohu';
const ID = activity().id;

const linked = async (given: Partial<Activity> = {}) => {
  const server = await webServer([activity(given)]);
  const linkFor = await linker(server.store, server.url);
  const link = await linkFor(VILLAGE, ID);
  const post = (what: string, body: Record<string, string>): Promise<Response> =>
    fetch(`${link}/${what}`, { method: 'POST', body: new URLSearchParams(body), redirect: 'manual' });
  const postJson = (what: string, body: unknown): Promise<Response> =>
    fetch(`${link}/${what}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
  const page = async (): Promise<string> => (await fetch(link)).text();
  const facts = <K extends 'acknowledgements' | 'records' | 'trail'>(kind: K) =>
    server.store.read((transaction) => transaction.find(kind, { town: 'gangmen' }));
  const edit = (body: unknown): Promise<Response> =>
    server.api('PATCH', `/api/v1/activities/${ID}`, body, { 'if-match': '*' });
  return { ...server, linkFor, link, post, postJson, page, facts, edit };
};

/** What stands on a page, without its tags, one blank between. */
const textOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

describe('a cadre’s page', () => {
  it('says what, when, where and with whom', async () => {
    const { page } = await linked({ lawyer: 'lawyer-1' });
    const text = textOf(await page());
    expect(text).toContain('港门镇司法所 国家宪法日：召开会议 （货湖村）');
    expect(text).toContain('时间 12月4日 星期五 上午 9:00–11:30 农历十月廿六，圩日 还有11天');
    expect(text).toContain('地点 货湖村委会');
    expect(text).toContain('做什么 召开会议 谁牵头 司法所 谁配合 综治办 律师 律师一');
    expect(text).not.toContain('有变动');
  });

  it('is nobody’s but its reader’s: not kept, not indexed, not told to others', async () => {
    const { link } = await linked();
    const { headers } = await fetch(link);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-robots-tag')).toContain('noindex');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('has scripts of our own only, none of them inline', async () => {
    const { page } = await linked();
    const html = await page();
    expect([...html.matchAll(/<script([^>]*)>([^<]*)/g)].map(([, at, inside]) => [at, inside])).toEqual([
      [' src="/assets/font.js" defer', ''],
      [' src="/assets/islands/answer.js" defer', ''],
      [' src="/assets/islands/record.js" defer', ''],
    ]);
    expect(html).not.toMatch(/ style=| on[a-z]+=|javascript:/);
  });

  it('shows hostile text as text', async () => {
    const { page, post } = await linked({ title: '<script>alert(1)</script>', place: '"><b>' });
    await post('ack', { answer: 'difficulty', reason: '<img src=x onerror=alert(1)>' });
    const html = await page();
    expect(html).not.toMatch(/<script>|<img|<b>\s*</);
    expect(html).toContain('&lt;img src=x');
  });

  it('gives the office’s number where there is one', async () => {
    const { page, api } = await linked();
    expect(await page()).not.toContain('tel:');
    await api('POST', '/api/v1/contacts', { name: '甲', role: 'office', phone: '0759-7761234' });
    expect(await page()).toContain('href="tel:07597761234"');
  });

  it('gives the activity for the phone’s calendar, with the UID of the feeds', async () => {
    const { link } = await linked();
    const response = await fetch(`${link}/huodong.ics`);
    expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe('inline; filename="huodong.ics"');
    const ics = await response.text();
    expect(ics.match(/^BEGIN:VEVENT\r$/gm)).toHaveLength(1);
    expect(ics).toContain(`UID:${ID}@gangmen.pufa\r\n`);
  });
});

describe('an activity that changed', () => {
  it('stands there as it is now, with what it was', async () => {
    const { page, edit } = await linked();
    await edit({ start: '2026-12-03T15:00:00+08:00', end: '2026-12-03T17:00:00+08:00' });
    const text = textOf(await page());
    expect(text).toContain('有变动 原定12月4日（星期五，圩日）09:00–11:30，请按下面的新安排来。');
    expect(text).toContain('12月3日 星期四 下午 15:00–17:00');
  });

  it('that was cancelled says so first, and takes no record', async () => {
    const { page, api, post, postJson } = await linked();
    await api('DELETE', `/api/v1/activities/${ID}`, undefined, { 'if-match': '*' });
    const text = textOf(await page());
    expect(text).toContain('已取消 这项活动不办了，请转告参加的人。 原定时间 12月4日');
    expect(text).not.toContain('有困难');
    expect((await post('ack', {})).status).toBe(303);
    expect(textOf(await page())).toContain('已回复“收到”');
    expect((await postJson('record', { people: 1, date: '2026-11-23' })).status).toBe(409);
  });

  it('is answered anew after it moved', async () => {
    const { page, post, edit } = await linked();
    await post('ack', {});
    expect(textOf(await page())).toContain('已回复“收到”');
    await edit({ start: '2026-12-03T15:00:00+08:00', end: '2026-12-03T17:00:00+08:00' });
    expect(textOf(await page())).not.toContain('已回复“收到”');
  });
});

describe('“收到” and “有困难”', () => {
  it('is answered by a press, twice to the same end', async () => {
    const { link, post, page, facts, setNow } = await linked();
    const pressed = await post('ack', { answer: 'received' });
    expect([pressed.status, pressed.headers.get('location')]).toEqual([303, new URL(link).pathname]);
    setNow('2026-11-23T10:05');
    await post('ack', { answer: 'received' });
    expect(await facts('acknowledgements')).toEqual([
      {
        id: expect.any(String),
        town: 'gangmen',
        activity: ID,
        start: activity().start,
        contact: VILLAGE,
        at: '2026-11-23T10:00:00+08:00',
        answer: 'received',
        reason: null,
      },
    ]);
    expect(textOf(await page())).toContain('已回复“收到”，谢谢。 11月23日 10:00');
    const [entry] = (await facts('trail')).filter(({ kind }) => kind === 'acknowledgements');
    expect(entry?.actor).toBe('contact:village:huohu');
  });

  it('pressed by an impatient thumb is answered once', async () => {
    const { post, facts } = await linked();
    await Promise.all([1, 2, 3, 4, 5].map(() => post('ack', { answer: 'received' })));
    expect((await facts('trail')).filter(({ kind }) => kind === 'acknowledgements')).toHaveLength(1);
  });

  it('is not answered by looking, however often', async () => {
    const { link, facts } = await linked();
    for (const method of ['GET', 'HEAD']) await fetch(link, { method });
    expect((await fetch(`${link}/ack`)).status).toBe(404);
    expect(await facts('acknowledgements')).toEqual([]);
  });

  it('wants a reason for a difficulty, and may become the other', async () => {
    const { post, page, facts } = await linked();
    const without = await post('ack', { answer: 'difficulty', reason: '  ' });
    expect(without.status).toBe(422);
    expect(textOf(await without.text())).toContain('请写明有什么困难');
    expect(await facts('acknowledgements')).toEqual([]);
    await post('ack', { answer: 'difficulty', reason: '会议室在装修' });
    expect(textOf(await page())).toContain('已告诉港门镇司法所：有困难。 11月23日 10:00 会议室在装修');
    await post('ack', { answer: 'received' });
    expect((await facts('acknowledgements')).map(({ answer, reason }) => [answer, reason])).toEqual([
      ['received', null],
    ]);
  });

  it('takes a difficulty as one tap, with words or without', async () => {
    const { post, facts } = await linked();
    const reasons = async (): Promise<unknown[]> =>
      (await facts('acknowledgements')).map(({ answer, reason }) => [answer, reason]);
    await post('ack', { answer: 'difficulty', choice: '人手不够', reason: ' ' });
    expect(await reasons()).toEqual([['difficulty', '人手不够']]);
    await post('ack', { answer: 'difficulty', choice: '时间不合适', reason: '那天村里选举' });
    expect(await reasons()).toEqual([['difficulty', '时间不合适：那天村里选举']]);
    await post('ack', { answer: 'difficulty', choice: '别的', reason: '路断了' });
    expect(await reasons()).toEqual([['difficulty', '路断了']]);
    const without = await post('ack', { answer: 'difficulty', choice: '别的' });
    expect([without.status, textOf(await without.text())]).toEqual([
      422,
      expect.stringContaining('请写明有什么困难'),
    ]);
  });

  it('is taken as JSON too, with problems as problems', async () => {
    const { postJson } = await linked();
    const answered = await postJson('ack', { answer: 'difficulty', reason: '没有人手' });
    expect([answered.status, await answered.json()]).toEqual([
      200,
      { answer: 'difficulty', reason: '没有人手', at: '2026-11-23T10:00:00+08:00' },
    ]);
    const wrong = await postJson('ack', { answer: 'perhaps' });
    expect([wrong.status, wrong.headers.get('content-type')]).toEqual([
      422,
      'application/problem+json; charset=utf-8',
    ]);
    const broken = await fetch((await linked()).link + '/ack', {
      method: 'POST',
      body: '{',
      headers: { 'content-type': 'application/json' },
    });
    expect([broken.status, broken.headers.get('content-type')]).toEqual([
      400,
      'application/problem+json; charset=utf-8',
    ]);
  });

  it('is not taken from a page of somebody else', async () => {
    const { link, facts } = await linked();
    const response = await fetch(`${link}/ack`, {
      method: 'POST',
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect([response.status, await facts('acknowledgements')]).toEqual([403, []]);
  });
});

describe('the record', () => {
  const given = {
    date: '2026-12-04',
    place: '货湖村委会',
    people: '６５',
    leaflets: '',
    consultations: ' 3 ',
  };

  it('is asked for once it has begun, filed, shown, and mended', async () => {
    const { page, post, facts, setNow } = await linked();
    expect(textOf(await page())).toContain('已经提前办了？填台账');
    setNow('2026-12-05T08:00');
    expect(textOf(await page())).toContain('还没有记录 活动已经过了，请在下面填一下台账');
    for (let press = 0; press < 2; press += 1) expect((await post('record', given)).status).toBe(303);
    expect(await facts('records')).toEqual([
      record({
        start: null,
        end: null,
        people: 65,
        consultations: 3,
        by: VILLAGE,
        at: '2026-12-05T08:00:00+08:00',
      }),
    ]);
    expect(textOf(await page())).toContain('到场 65 人，咨询 3 人次');
    await post('record', { ...given, people: '60' });
    expect((await facts('records')).map(({ people }) => people)).toEqual([60]);
    expect((await facts('trail')).filter(({ kind }) => kind === 'records')).toHaveLength(2);
  });

  it('with mistakes comes back as it was written, each said beside its field', async () => {
    const { post, facts, setNow } = await linked();
    setNow('2026-12-05T08:00');
    const response = await post('record', { ...given, people: '很多', date: '2026-12-05', leaflets: '-1' });
    const html = await response.text();
    expect(response.status).toBe(422);
    expect(html).toContain('value="很多"');
    expect(textOf(html)).toContain('没有保存 请把下面红字的地方改一下');
    expect(textOf(html).match(/要写整数，没有就写 0|这里要写整数/g)).toHaveLength(2);
    expect(await facts('records')).toEqual([]);
    const future = await post('record', { ...given, date: '2026-12-06' });
    expect(textOf(await future.text())).toContain('这一天还没有到');
    const longAgo = await post('record', { ...given, date: '2025-12-04' });
    expect(textOf(await longAgo.text())).toContain('请检查年月');
  });

  it('counts a line break as one character, though a form sends two, and blanks as nothing', async () => {
    const { post, facts, setNow } = await linked();
    setNow('2026-12-05T08:00');
    const longest = `${'法'.repeat(99)}\n`.repeat(20).trimEnd();
    const sent = { ...given, place: ' 　', summary: longest.replaceAll('\n', '\r\n'), log: ' \r\n ' };
    expect((await post('record', { ...sent, place: '祠堂' })).status).toBe(303);
    expect((await post('record', sent)).status).toBe(303);
    expect(await facts('records')).toMatchObject([{ place: '货湖村委会', summary: longest, log: null }]);
    const reason = `${'难'.repeat(24)}\n`.repeat(20).trimEnd();
    const answer = { answer: 'difficulty', reason: reason.replaceAll('\n', '\r\n') };
    expect((await post('ack', answer)).status).toBe(303);
    expect(await facts('acknowledgements')).toMatchObject([{ reason }]);
  });

  it('makes the activity done, which without it cannot be; a correction leaves it so', async () => {
    const { postJson, edit, setNow, api } = await linked();
    const status = async (): Promise<unknown> => {
      const response = await api('GET', `/api/v1/activities/${ID}`);
      return ((await response.json()) as { status: unknown }).status;
    };
    setNow('2026-12-05T08:00');
    expect((await edit({ status: 'done' })).status).toBe(409);
    expect([(await postJson('record', { people: 65 })).status, await status()]).toEqual([200, 'done']);
    expect([(await postJson('record', { people: 66 })).status, await status()]).toEqual([200, 'done']);
  });

  it('of the first version opens, and keeps what the form does not ask', async () => {
    const { store, page, post, facts, setNow } = await linked();
    setNow('2026-12-05T08:00');
    const { banners, boards, village, theme, form, host, helpers, ...old } = record({ people: 30 });
    await store.write(SYSTEM, (transaction) =>
      transaction.put('records', { ...old, banners: null, boards: null }),
    );
    expect(textOf(await page())).toContain('到场 30 人');
    await post('record', { date: '2026-12-04', place: '', people: '31' });
    const [stored] = await facts('records');
    expect(stored).toMatchObject({ people: 31, banners: null, village, theme, form, host, helpers });
  });
});

describe('a record sent again', () => {
  const sending = '0123456789abcdef0123456789abcdef';
  const given = { date: '2026-12-04', place: '货湖村委会', people: '65', sending };

  it('under the same number is filed once, and what was corrected meanwhile stands', async () => {
    const { post, facts, setNow, api } = await linked();
    setNow('2026-12-05T08:00');
    await post('record', given);
    await api('PUT', `/api/v1/activities/${ID}/record`, { people: 70 }, { 'if-match': '*' });
    expect((await post('record', given)).status).toBe(303);
    expect((await facts('records')).map(({ people }) => people)).toEqual([70]);
    await post('record', { ...given, people: '66', sending: sending.replaceAll('0', '9') });
    expect((await facts('records')).map(({ people }) => people)).toEqual([66]);
  });

  it('over a record that its page did not show is refused, unless it says the same', async () => {
    const { page, post, facts, setNow, api } = await linked();
    setNow('2026-12-05T08:00');
    const seenOn = async (): Promise<string> =>
      /name="seen" value(?:="([^"]*)")?/.exec(await page())?.[1] ?? '';
    const seen = await seenOn();
    expect(seen).toBe('');
    await api('PUT', `/api/v1/activities/${ID}/record`, { people: 70 }, { 'if-match': '*' });
    const form = { date: '2026-12-04', place: '货湖村委会' };
    const refused = await post('record', { ...form, people: '65', seen });
    expect([refused.status, textOf(await refused.text())]).toEqual([
      422,
      expect.stringContaining('有人填过或改过这份台账。请看一遍现在的'),
    ]);
    expect((await post('record', { ...form, people: '70', seen })).status).toBe(303);
    expect((await facts('records')).map(({ people, by }) => [people, by])).toEqual([[70, 'admin']]);
    setNow('2026-12-05T08:01');
    expect((await post('record', { ...form, people: '65', seen: await seenOn() })).status).toBe(303);
    expect((await facts('records')).map(({ people }) => people)).toEqual([65]);
  });

  it('is forgotten after a day, and then what is sent counts', async () => {
    const { post, facts, setNow, store } = await linked();
    setNow('2026-12-05T08:00');
    await post('record', given);
    setNow('2026-12-06T08:01');
    await post('record', { ...given, people: '64' });
    expect((await facts('records')).map(({ people }) => people)).toEqual([64]);
    const keys = await store.read((transaction) => transaction.find('idempotencyKeys', { town: 'gangmen' }));
    expect(keys.map(({ at }) => at)).toEqual(['2026-12-06T08:01:00+08:00']);
  });
});

describe('a link', () => {
  it('is one contact’s and one activity’s, and opens until a month after', async () => {
    const { link, linkFor, setNow, url } = await linked();
    expect(await linkFor(VILLAGE, ID)).toBe(link);
    const token = new URL(link).pathname.slice('/r/'.length);
    expect(token).toMatch(/^[\w-]{22}2026-constitution-day-huohu-meeting-1_village\.huohu$/);
    const other = await linkFor('village:xipo', ID);
    expect(other.slice(`${url}/r/`.length, `${url}/r/`.length + 22)).not.toBe(token.slice(0, 22));
    setNow('2027-01-03T23:59');
    expect((await fetch(link)).status).toBe(200);
    setNow('2027-01-04T00:00');
    expect((await fetch(link)).status).toBe(404);
  });

  it('that is unknown, forged, expired or revoked answers the very same', async () => {
    const { link, linkFor, api, url } = await linked();
    const revoked = await linkFor('village:xipo', ID);
    expect((await fetch(revoked)).status).toBe(200);
    expect((await api('DELETE', '/api/v1/contacts/village:xipo/links')).status).toBe(204);
    const forged = link.replace('village.huohu', 'village.xincheng');
    const answers = new Set<string>();
    for (const address of [
      revoked,
      forged,
      `${url}/r/nothing`,
      `${url}/r/${'A'.repeat(22)}${ID}_village.huohu`,
      await linkFor('village:nowhere', ID),
      await linkFor('c-000000000000', ID),
      await linkFor(VILLAGE, 'no-such-activity'),
    ]) {
      const response = await fetch(address);
      const { status, headers } = response;
      answers.add(
        `${status} ${headers.get('content-type')} ${headers.get('cache-control')} ${await response.text()}`,
      );
      expect((await fetch(`${address}/ack`, { method: 'POST' })).status).toBe(404);
      expect((await fetch(`${address}/record`, { method: 'POST' })).status).toBe(404);
      expect((await fetch(`${address}/huodong.ics`)).status).toBe(404);
    }
    expect([...answers]).toEqual([expect.stringContaining('链接已失效，请联系司法所')]);
    expect([...answers][0]).toMatch(/^404 text\/html; charset=utf-8 no-store <!doctype html>/);
    // The next message bears a new one.
    expect((await fetch(await linkFor('village:xipo', ID))).status).toBe(200);
    expect((await fetch(link)).status).toBe(200);
  });

  it('that no longer opens is a problem to a program', async () => {
    const { url } = await linked();
    const response = await fetch(`${url}/r/nothing`, { headers: { accept: 'application/json' } });
    expect([response.status, response.headers.get('content-type')]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
    ]);
  });

  it('of a contact that was removed no longer opens', async () => {
    const { api, linkFor } = await linked();
    const made = await api('POST', '/api/v1/contacts', { name: '甲', role: 'cadre', village: 'huohu' });
    const { id } = (await made.json()) as { id: string };
    const link = await linkFor(id, ID);
    expect((await fetch(link)).status).toBe(200);
    await api('DELETE', `/api/v1/contacts/${id}`, undefined, { 'if-match': '*' });
    expect((await fetch(link)).status).toBe(404);
  });

  it('stands in no log, whatever happens', async () => {
    const { link, post, logged, store } = await linked();
    await fetch(link);
    await post('ack', {});
    await store.close();
    expect((await post('ack', { answer: 'difficulty', reason: '坏了' })).status).toBeGreaterThanOrEqual(500);
    expect(logged.join('')).toContain('failed');
    expect(logged.join('')).not.toContain(new URL(link).pathname.slice('/r/'.length));
  });
});
