import { describe, expect, it } from '@jest/globals';
import { toString as qrCode } from 'qrcode';
import { webServer } from '../support/webServer.js';

const get = async (url: string): Promise<string> => (await fetch(url)).text();

describe('the help page', () => {
  it('is linked from the public page, and gives each feed’s addresses, file and code', async () => {
    const { url } = await webServer();
    expect(await get(url)).toContain('href="/feeds/help?feed=town"');
    const page = await get(`${url}/feeds/help?feed=villages%2Fhuohu`);
    const feed = `${url}/feeds/villages/huohu.ics`;
    expect(page).toContain(`href="${feed.replace('http:', 'webcal:')}"`);
    expect(page).toContain(`href="${feed}?download=1"`);
    expect(page).toContain(`${feed}?alarms=1`);
    expect(page).toContain('src="/feeds/villages/huohu/qr.svg"');
    expect(page).toContain('<option value="villages/huohu" selected>货湖村普法</option>');
    expect((await fetch(`${feed}?download=1`)).status).toBe(200);
  });

  it('says of each phone what is known of it, and promises no more', async () => {
    const { url } = await webServer();
    const page = await get(`${url}/feeds/help`);
    const said = [...page.matchAll(/<li class="client"><h3>(.*?) <span class="tag[^"]*">(.*?)<\/span>/g)];
    expect(said.map(([, name, works]) => [name, works])).toEqual([
      ['苹果手机、平板、电脑', '可以订阅'],
      ['小米手机自带的日历', '可以订阅'],
      ['华为、OPPO、vivo 自带的日历', '只能导入一次'],
      ['鸿蒙系统自带的日历', '没有核实'],
      ['Outlook 网页版、新版 Outlook', '可以订阅'],
      ['Outlook 电脑版', '可以订阅'],
      ['谷歌日历', '可以订阅'],
      ['飞书、钉钉、企业微信', '没有核实'],
      ['WPS 日历', '没有核实'],
    ]);
    expect(page).toContain('临时变动请以司法所的通知为准');
  });

  it('speaks English of the feeds whose names have any', async () => {
    const { url } = await webServer();
    const page = await get(`${url}/feeds/help?lang=en&feed=villages%2Fhuohu`);
    expect(page).toContain('<option value="villages/huohu" selected>Huohu Village</option>');
    expect(page).toContain('<option value="campaigns/safety-month">National Work Safety Month</option>');
    expect(page).toContain('<option value="departments/sifasuo" lang="zh-CN">港门镇司法所普法</option>');
    expect(page).toContain('QR code that opens the subscription page of “Huohu Village” on a phone');
    expect(page).toContain('<h2 id="chosen">Huohu Village</h2>');
  });

  it('shows the town’s feed for whatever it does not know, and never what was asked', async () => {
    const { url } = await webServer();
    const page = await get(`${url}/feeds/help?feed=%3Cscript%3E`);
    expect(page).toContain('<h2 id="chosen">港门镇普法</h2>');
    expect(page).not.toContain('<script>');
  });

  it('warns while the address is one that only this machine can open', async () => {
    const local = await webServer();
    expect(await get(`${local.url}/feeds/help`)).toContain('只有装程序的这台电脑能打开');
    const known = await webServer([], { baseUrl: 'https://pufa.example.cn' });
    expect(await get(`${known.url}/feeds/help`)).not.toContain('只有装程序的这台电脑能打开');
  });
});

describe('a QR code', () => {
  it('leads to the help page of its feed, which every scanner can open', async () => {
    const { url } = await webServer([], { baseUrl: 'https://pufa.example.cn' });
    const response = await fetch(`${url}/feeds/villages/huohu/qr.svg`);
    expect(response.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
    const page = 'https://pufa.example.cn/feeds/help?feed=villages%2Fhuohu';
    expect(await response.text()).toBe(await qrCode(page, { type: 'svg' }));
  });

  it('stands for public feeds only', async () => {
    const { url } = await webServer();
    const statuses = ['villages/nowhere', 'private/x', 'nothing'].map(
      async (path) => (await fetch(`${url}/feeds/${path}/qr.svg`)).status,
    );
    expect(await Promise.all(statuses)).toEqual([404, 404, 404]);
  });
});
