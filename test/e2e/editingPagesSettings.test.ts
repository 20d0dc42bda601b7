import { describe, expect, it } from '@jest/globals';
import type { Actor, Contact } from '../../src/facts/index.js';
import type { Channel, Outcome } from '../../src/reminders/index.js';
import { accessibilityFaults } from '../support/axe.js';
import { overhang, shoot, WIDTHS } from '../support/browser.js';
import { cadre } from '../support/contacts.js';
import { draftCalendars, noSolver } from '../support/draftTown.js';
import { officeVisit } from '../support/officeVisit.js';
import { newAccount } from '../support/people.js';
import { webServer } from '../support/webServer.js';

type Server = Awaited<ReturnType<typeof webServer>>;

const ADMIN: Actor = { actor: 'admin', via: 'api', address: null, request: null, reason: null };
const KEY = '11111111-2222-3333-4444-555555555555';
const WECOM = `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${KEY}`;

const withContacts = async (
  contacts: readonly Contact[],
  channels: readonly Channel[] = [],
): Promise<Server> => {
  const server = await webServer([], { channels });
  await server.store.write(ADMIN, async (it) => {
    for (const contact of contacts) await it.put('contacts', contact);
  });
  return server;
};

const contactIn = async ({ store }: Server, id: string): Promise<Contact | undefined> =>
  store.read((it) => it.get('contacts', 'gangmen', id));

describe('the pages of contacts', () => {
  it('make one, refuse one whole with each fault at its field, and never show a key', async () => {
    const server = await withContacts([]);
    const page = await officeVisit(server.url, '/settings/contacts', { expected: ['422'] });
    expect(await page.innerText('main')).toContain('还没有联系人');
    await page.click('text=新建联系人');
    await page.fill('[name=name]', '陈支书<b>');
    await page.fill('[name=phone]', '123');
    await page.fill('[name=wecomUrl]', 'https://example.com/send?key=1');
    await page.click('button:text-is("保存")');
    await page.waitForSelector('[role=alert]');
    expect(await page.innerText('#phone-fault')).toContain('11 位手机号');
    expect(await page.locator('#wecomUrl-fault').count()).toBe(1);
    expect(await page.inputValue('[name=name]')).toBe('陈支书<b>');
    expect(await accessibilityFaults(page)).toEqual([]);
    await shoot(page, 'editing-contact-refused');
    await page.fill('[name=phone]', '13800138000');
    await page.fill('[name=wecomUrl]', WECOM);
    await page.click('button:text-is("保存")');
    await page.waitForSelector('#village-fault');
    await page.selectOption('[name=village]', 'huohu');
    await page.click('button:text-is("保存")');
    await page.waitForSelector('text=新建好了。');
    expect(await page.content()).not.toContain(KEY);
    expect(await page.inputValue('[name=wecomUrl]')).toContain('****');
    await page.fill('[name=name]', '陈支书');
    await page.click('button:text-is("保存")');
    await page.waitForSelector('text=已保存。');
    const id = new URL(page.url()).pathname.split('/').pop() ?? '';
    expect(await contactIn(server, id)).toMatchObject({
      name: '陈支书',
      village: 'huohu',
      phone: '13800138000',
      channels: [{ kind: 'wecom', url: WECOM }],
    });
    expect(await page.innerText('.history')).toContain('改姓名：陈支书<b> → 陈支书');
  });

  it('move one up without a pointer, remove one, and bring it back', async () => {
    const contacts = [
      cadre(),
      cadre({ id: 'c2', name: '村干部乙', order: 1 }),
      cadre({ id: 'c3', name: '村干部丙', order: 2 }),
    ];
    const server = await withContacts(contacts);
    const page = await officeVisit(server.url, '/settings/contacts', { javaScript: false });
    const names = () => page.locator('.rows .row-name a').allInnerTexts();
    expect(await names()).toEqual(['村干部甲', '村干部乙', '村干部丙']);
    await page.focus('[aria-label="村干部丙往前一位"]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('text=次序改好了');
    expect(await names()).toEqual(['村干部甲', '村干部丙', '村干部乙']);
    await page.click('text=村干部丙');
    await page.click('text=删去…');
    await page.click('button:text("确定删去")');
    await page.waitForSelector('text=已删去。');
    expect(await names()).toEqual(['村干部甲', '村干部乙']);
    await page.click('.history button >> nth=0');
    await page.waitForSelector('text=已撤回那次修改');
    expect(await names()).toEqual(['村干部甲', '村干部丙', '村干部乙']);
  });

  it('send a test message to the stored address only, and say the answer', async () => {
    const sent: unknown[] = [];
    const wecom = (outcome: Outcome): Channel => ({
      kind: 'wecom',
      budgets: [],
      budgetKey: () => 'wecom',
      send: (address, { text }) => {
        sent.push(address, text);
        return Promise.resolve(outcome);
      },
    });
    const contact = cadre({ channels: [{ kind: 'wecom', url: WECOM }, { kind: 'wechat-copy' }] });
    const server = await withContacts(
      [contact],
      [wecom({ outcome: 'configuration', result: '机器人的 key 不对' })],
    );
    const page = await officeVisit(server.url, '/settings/contacts/c1');
    await page.click('text=给企业微信发一条试用消息');
    await page.waitForSelector('text=企业微信：没有发成。机器人的 key 不对');
    expect(sent).toEqual([
      { kind: 'wecom', url: WECOM },
      '这是港门镇普法日历发给村干部甲的试用消息。收到就说明提醒能送到，不用回复。',
    ]);
    expect(await page.locator('text=给微信转发发一条').count()).toBe(0);
    await shoot(page, 'editing-contact');
  });
});

describe('the pages of accounts', () => {
  it('make one with a link shown once, and say who may do what', async () => {
    const server = await webServer();
    const page = await officeVisit(server.url, '/settings/accounts/new', { expected: ['422'] });
    await page.fill('[name=name]', '李主任');
    await page.fill('[name=username]', 'li-huohu');
    await page.selectOption('[name=role]', 'village');
    await page.click('button:text-is("保存")');
    await page.waitForSelector('#village-fault');
    await page.selectOption('[name=village]', 'huohu');
    await page.click('button:text-is("保存")');
    await page.waitForSelector('.secret');
    const link = await page.innerText('.secret');
    expect(link).toMatch(/\/login\/invite\/[\w-]{22}$/);
    expect(await page.locator('.scan .qr').count()).toBe(1);
    expect(await accessibilityFaults(page)).toEqual([]);
    await shoot(page, 'editing-invited');
    await page.click('text=收好了，返回');
    expect(await page.content()).not.toContain(link);
    await page.goto(`${server.url}/settings/accounts`);
    expect(await page.innerText('.rows')).toContain('村（货湖村）');
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('keep what was typed into a stale form, and disable an account', async () => {
    const server = await webServer();
    const { id } = await newAccount(server);
    const page = await officeVisit(server.url, `/settings/accounts/${id}`, { expected: ['412'] });
    await page.check('[name=disabled]');
    await server.api('PATCH', `/api/v1/accounts/${id}`, { name: '陈副所长' }, { 'if-match': '"1"' });
    await page.click('button:text-is("保存")');
    await page.waitForSelector('text=别人改过，这次没有保存');
    expect(await page.isChecked('[name=disabled]')).toBe(true);
    expect(await page.inputValue('[name=name]')).toBe('陈副所长');
    await page.click('button:text-is("保存")');
    await page.waitForSelector('text=已保存。');
    const account = await server.store.read((it) => it.get('accounts', 'gangmen', id));
    expect(account).toMatchObject({ name: '陈副所长', disabled: true });
  });

  it('are for admins only', async () => {
    const server = await webServer();
    expect((await fetch(`${server.url}/settings/accounts`, { redirect: 'manual' })).status).toBe(303);
  });
});

describe('the pages of tokens and links', () => {
  it('show a token once, rename and revoke it', async () => {
    const server = await webServer();
    const page = await officeVisit(server.url, '/settings/api-tokens');
    await page.click('summary:text("新建接口令牌")');
    await page.fill('.sheet [name=label]', '县局大屏');
    await page.fill('[name=expires]', '2027-12-31');
    await page.click('button:text("新建接口令牌")');
    await page.waitForSelector('.secret');
    const token = await page.innerText('.secret');
    const answer = await fetch(`${server.url}/api/v1/town`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(answer.status).toBe(200);
    await page.click('text=收好了，返回');
    expect(await page.innerText('.rows')).toContain('到 2027年12月31日 23:59');
    await page.click('.rows summary');
    await page.fill('.line [name=label]', '县局二号屏');
    await page.click('.line button');
    await page.waitForSelector('text=已保存。');
    await page.click('.rows summary');
    await page.click('button:text("作废")');
    await page.waitForSelector('text=还没有接口令牌。');
    const after = await fetch(`${server.url}/api/v1/town`, { headers: { authorization: `Bearer ${token}` } });
    expect(after.status).toBe(401);
    expect(await page.innerText('.history')).toContain('县局大屏 → 县局二号屏');
  });

  it.each(['api-tokens', 'feed-tokens'] as const)(
    'keep a label that somebody else overtook (%s), and save it the second time',
    async (kind) => {
      const server = await webServer();
      const body =
        kind === 'api-tokens'
          ? { label: '大屏', role: 'office', scope: 'read' }
          : { label: '大屏', scope: { kind: 'office' } };
      const made = (await (await server.api('POST', `/api/v1/${kind}`, body)).json()) as { id: string };
      const page = await officeVisit(server.url, `/settings/${kind}`, { expected: ['412', '422'] });
      await server.api('PATCH', `/api/v1/${kind}/${made.id}`, { label: '县局大屏' }, { 'if-match': '"1"' });
      await page.click('.rows summary');
      await page.fill('.line [name=label]', '三楼大屏');
      await page.click('.line button');
      await page.waitForSelector('[role=alert]');
      expect(await page.innerText('[role=alert]')).toContain('大屏 → 县局大屏');
      expect(await page.inputValue('.line [name=label]')).toBe('三楼大屏');
      await page.click('.line button');
      await page.waitForSelector('text=已保存。');
      expect(await page.innerText('.rows')).toContain('三楼大屏');
      await page.click('.rows summary');
      await page.fill('.line [name=label]', '屏'.repeat(201));
      await page.click('.line button');
      await page.waitForSelector('[role=alert]');
      expect(await page.inputValue('.line [name=label]')).toBe('屏'.repeat(201));
    },
  );

  it.each(WIDTHS)('hand out a feed with its code, %i pixels wide', async (width) => {
    const server = await webServer();
    const page = await officeVisit(server.url, '/settings/feed-tokens', { width });
    await page.click('summary:text("新建订阅链接")');
    await page.fill('.sheet [name=label]', '陈律师的手机'.repeat(16));
    await page.selectOption('[name=scope]', { index: 1 });
    await page.click('button:text("新建订阅链接")');
    await page.waitForSelector('.scan .qr');
    expect((await fetch(await page.innerText('.secret'))).status).toBe(200);
    expect(await overhang(page)).toBe(0);
    await shoot(page, `editing-feed-made-${width}`);
    await page.click('text=收好了，返回');
    await page.click('.rows summary');
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await overhang(page)).toBe(0);
    await shoot(page, `editing-feeds-${width}`);
  });
});

describe('the page of blackouts', () => {
  it.each(WIDTHS)('writes one, refuses one, and takes one away, %i pixels wide', async (width) => {
    const server = await webServer([], { calendars: draftCalendars(1), solve: noSolver });
    const page = await officeVisit(server.url, '/settings/blackouts', { width, expected: ['400'] });
    await page.click('summary:text("添加停办时段")');
    await page.fill('[name=start]', '2026-12-04');
    await page.fill('[name=end]', '2026-12-02');
    await page.fill('[name=reason]', '台风');
    await page.click('button:text("保存并编排")');
    await page.waitForSelector('#end-fault');
    expect(await page.inputValue('[name=reason]')).toBe('台风');
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await overhang(page)).toBe(0);
    await shoot(page, `editing-blackouts-${width}`);
    await page.fill('[name=end]', '2026-12-05');
    await page.click('button:text("保存并编排")');
    await page.waitForURL(/\/(board\/plans\/|settings\/blackouts\?did)/);
    // In another tab, for the plan's page loads itself anew when its search ends, and takes the place of what comes next.
    const list = await page.context().newPage();
    await list.goto(`${server.url}/settings/blackouts`);
    expect(await list.innerText('.rows')).toContain('台风');
    await list.click('button:text("撤掉")');
    await list.waitForSelector('text=以后没有停办时段。');
    expect(await list.innerText('.history')).toContain('撤掉停办时段：12月4日–12月5日，全镇');
  });
});
