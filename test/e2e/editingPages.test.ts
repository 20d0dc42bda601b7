import { describe, expect, it } from '@jest/globals';
import type { Activity, Actor } from '../../src/facts/index.js';
import { accessibilityFaults } from '../support/axe.js';
import { overhang, shoot, WIDTHS } from '../support/browser.js';
import { cadre } from '../support/contacts.js';
import { activity } from '../support/gangmen.js';
import { officeVisit } from '../support/officeVisit.js';
import { record } from '../support/records.js';
import { webServer } from '../support/webServer.js';

type Server = Awaited<ReturnType<typeof webServer>>;

const ID = activity().id;
const PATH = `/activities/${ID}`;
const ADMIN: Actor = { actor: 'admin', via: 'api', address: null, request: null, reason: null };

const stored = async ({ api }: Server, id = ID): Promise<Activity> =>
  (await (await api('GET', `/api/v1/activities/${id}`)).json()) as Activity;

const withContact = async (activities: readonly Activity[] = [activity()]): Promise<Server> => {
  const server = await webServer(activities);
  await server.store.write(ADMIN, (transaction) => transaction.put('contacts', cadre({ name: '陈支书' })));
  return server;
};

describe('the list of activities', () => {
  const activities = [
    activity(),
    activity({ id: 'x-town', village: null, title: '全镇法治讲座', place: '镇政府礼堂', keyDate: null }),
    activity({
      id: 'x-past',
      title: '早先的会议',
      start: '2026-03-04T09:00:00+08:00',
      end: '2026-03-04T11:30:00+08:00',
    }),
  ];

  it.each(WIDTHS)('finds them by text, village and days, %i pixels wide', async (width) => {
    const server = await webServer(activities);
    const page = await officeVisit(server.url, '/activities', { width, javaScript: false });
    const titles = () => page.locator('tbody th').allInnerTexts();
    expect(await titles()).toEqual(['国家宪法日：召开会议（货湖村）', '全镇法治讲座']);
    expect([await overhang(page)]).toEqual([0]);
    await shoot(page, `editing-activities-${width}`);
    await page.fill('[name=q]', '礼堂');
    await page.click('text=查找');
    expect(await titles()).toEqual(['全镇法治讲座']);
    await page.fill('[name=q]', '');
    await page.selectOption('[name=village]', 'huohu');
    await page.fill('[name=from]', '');
    await page.click('text=查找');
    expect(await titles()).toEqual(['早先的会议', '国家宪法日：召开会议（货湖村）']);
    await page.fill('[name=q]', '没有这样的');
    await page.click('text=查找');
    expect(await page.innerText('main')).toContain('没有符合的活动');
  });
});

describe('the form of a new activity', () => {
  it('has sensible defaults, says which rules it would break, and makes it on a second press', async () => {
    const server = await webServer([activity()]);
    const page = await officeVisit(server.url, '/activities/new');
    expect(await page.inputValue('[name=startDay]')).toBe('2026-11-24');
    expect(await page.inputValue('[name=lead]')).toBe('sifasuo');
    await page.fill('[name=title]', '法治讲座');
    await page.fill('[name=place]', '文化广场');
    await page.selectOption('[name=village]', 'huohu');
    await page.selectOption('[name=form]', 'meeting');
    await page.fill('[name=startDay]', '2026-12-04');
    await page.fill('[name=endDay]', '2026-12-04');
    await page.click('button:text-is("保存")');
    await page.waitForSelector('text=会违反这些排期规则');
    expect(await page.inputValue('[name=title]')).toBe('法治讲座');
    expect(await accessibilityFaults(page)).toEqual([]);
    await shoot(page, 'editing-warned');
    await page.click('button:text("照样保存")');
    await page.waitForSelector('text=新建好了');
    expect(await page.innerText('.history')).toContain('管理员 新建活动：12月4日上午，文化广场');
    const made = await stored(server, new URL(page.url()).pathname.split('/').pop());
    expect(made).toMatchObject({ title: '法治讲座', village: 'huohu', lead: 'sifasuo', pinned: true });
  });

  it('keeps all that was typed when it is refused, with each fault at its field and the first focused', async () => {
    const server = await webServer();
    const page = await officeVisit(server.url, '/activities/new', { javaScript: false, expected: ['422'] });
    const long = '长'.repeat(1001);
    await page.fill('[name=title]', long);
    await page.fill('[name=place]', '<script>alert(1)</script>');
    await page.fill('[name=startDay]', '2026-12-04');
    await page.fill('[name=endDay]', '2026-12-01');
    await page.click('button:text-is("保存")');
    await page.waitForSelector('[role=alert]');
    expect(await page.getAttribute('[name=title]', 'aria-invalid')).toBe('true');
    expect(await page.inputValue('[name=title]')).toBe(long);
    expect(await page.inputValue('[name=place]')).toBe('<script>alert(1)</script>');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('title');
    await page.fill('[name=title]', '短');
    await page.click('button:text-is("保存")');
    await page.waitForSelector('#endDay-fault');
    expect(await page.innerText('#endDay-fault')).toBe('结束早于开始');
    expect(await page.getAttribute('[role=alert] a', 'href')).toBe('#endDay');
    await shoot(page, 'editing-refused');
    expect(await server.store.read((it) => it.find('activities', { town: 'gangmen' }))).toEqual([]);
  });
});

describe('the page of an activity', () => {
  it.each(WIDTHS)('shows all there is about it, %i pixels wide', async (width) => {
    const server = await withContact([activity({ reasons: ['圩日', '离12·4还有0天'] })]);
    await server.store.write(ADMIN, (it) => it.put('records', record({ people: 86, summary: '顺利' })));
    const page = await officeVisit(server.url, PATH, { width });
    const text = await page.innerText('main');
    expect(text).toContain('2026年12月4日 周五 上午 9:00–11:30');
    expect(text).toContain('圩日；离12·4还有0天');
    expect(text).toContain('86');
    expect(text).toContain('还没有为它发过提醒');
    expect(await overhang(page)).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    await shoot(page, `editing-activity-${width}`);
  });

  it('changes only what was touched, says whom it tells, and takes a change back', async () => {
    const server = await withContact();
    const page = await officeVisit(server.url, PATH);
    await page.fill('[name=place]', '文化广场');
    await page.click('text=先看看影响');
    await page.waitForSelector('text=还没有保存，先看看影响');
    expect((await stored(server)).place).toBe('货湖村委会');
    await page.click('button:text-is("保存")');
    await page.waitForSelector('text=已保存。这次不用通知谁');
    expect(await stored(server)).toMatchObject({ place: '文化广场', pinned: false, revision: 2 });
    expect(await page.innerText('.history li')).toContain('改地点：货湖村委会 → 文化广场');
    await page.click('text=撤回这次修改');
    await page.waitForSelector('text=已撤回那次修改');
    expect((await stored(server)).place).toBe('货湖村委会');
    expect(await page.innerText('.history li')).toContain('撤回前面的改动：改地点：文化广场 → 货湖村委会');
  });

  it('brings a stale form up to date, keeping what was typed', async () => {
    const server = await withContact();
    const page = await officeVisit(server.url, PATH, { expected: ['412'] });
    await page.fill('[name=place]', '文化广场');
    const change = { place: '小学操场', title: '国家宪法日：货湖村大会' };
    await server.api('PATCH', `/api/v1${PATH}`, change, { 'if-match': '"1"' });
    await page.click('button:text-is("保存")');
    await page.waitForSelector('text=别人改过，这次没有保存');
    expect(await page.innerText('.notice.warn')).toContain('改地点：货湖村委会 → 小学操场');
    expect(await page.inputValue('[name=place]')).toBe('文化广场');
    expect(await page.inputValue('[name=title]')).toBe('国家宪法日：货湖村大会');
    expect(await page.innerText('#place-theirs')).toContain('小学操场');
    expect(await accessibilityFaults(page)).toEqual([]);
    await shoot(page, 'editing-stale');
    await page.click('button:text-is("保存")');
    await page.waitForSelector('text=已保存。');
    expect(await stored(server)).toMatchObject({ place: '文化广场', title: '国家宪法日：货湖村大会' });
  });

  it('confirms, cancels with a reason and restores, by the keyboard alone', async () => {
    const server = await withContact();
    const page = await officeVisit(server.url, PATH, { javaScript: false });
    const press = async (text: string): Promise<void> => {
      await page.focus(`:is(button, summary):text-is("${text}")`);
      await page.keyboard.press('Enter');
    };
    await press('确认');
    await page.waitForSelector('text=已确认。');
    expect((await stored(server)).status).toBe('confirmed');
    await press('取消这项活动…');
    await page.focus('[name=reason]');
    await page.keyboard.type('台风');
    await page.keyboard.press('Enter');
    await page.waitForSelector('text=已取消，订阅的日历会标明取消。');
    expect(await page.innerText('.history li')).toContain('取消（理由：台风）');
    expect(await page.locator('[name=place]').count()).toBe(0);
    await press('恢复');
    await page.waitForSelector('text=已恢复。');
    expect((await stored(server)).status).toBe('planned');
  });

  it('gives back what was typed when the login ended meanwhile', async () => {
    const server = await withContact();
    const page = await officeVisit(server.url, PATH, { expected: ['403'] });
    await page.fill('[name=place]', '文化广场 <b>');
    const sessions = await server.store.read((it) => it.find('sessions', { town: 'gangmen' }));
    await server.store.write(ADMIN, async (it) => {
      for (const { id } of sessions) await it.remove('sessions', 'gangmen', id);
    });
    await page.click('button:text-is("保存")');
    await page.waitForSelector('text=登录已过期');
    expect(await accessibilityFaults(page)).toEqual([]);
    await shoot(page, 'editing-kept');
    await page.context().request.post(`${server.url}/login`, {
      form: { token: 'test-token' },
      headers: { origin: server.url },
      maxRedirects: 0,
    });
    await page.click('button:text("再提交一次")');
    await page.waitForSelector('text=已保存。');
    expect((await stored(server)).place).toBe('文化广场 <b>');
  });

  it('shows hostile text as text, in English too', async () => {
    const hostile = `<img src=x onerror=alert(1)>\u202E${'好'.repeat(900)}😀`;
    const server = await withContact([activity({ title: hostile, place: hostile })]);
    for (const width of WIDTHS) {
      const page = await officeVisit(server.url, `${PATH}?lang=en`, { width });
      expect(await page.locator('main img').count()).toBe(0);
      expect(await page.inputValue('[name=title]')).toBe(hostile);
      expect([width, await overhang(page)]).toEqual([width, 0]);
    }
    const list = await officeVisit(server.url, '/activities', { width: 360 });
    expect(await overhang(list)).toBe(0);
  });
});
