import { describe, expect, it } from '@jest/globals';
import type { Activity } from '../../../src/facts/index.js';
import { activity } from '../../support/gangmen.js';
import { TOKEN, webServer } from '../../support/webServer.js';

const ID = activity().id;
const PATH = `/activities/${ID}`;

/** A form as a browser sends it: the boxes in the page's order, whatever order the fact has. */
const formOf = (given: Partial<Record<string, string | readonly string[]>> = {}): URLSearchParams => {
  const { title, village, form, place, start, end, keyDate, lead } = activity();
  const fields = {
    revision: '1',
    title,
    village: village ?? '',
    form,
    place,
    startDay: start.slice(0, 10),
    startTime: start.slice(11, 16),
    endDay: end.slice(0, 10),
    endTime: end.slice(11, 16),
    keyDate: keyDate ?? '',
    lead: lead ?? '',
    partners: ['fulian', 'renshe'],
    ...given,
  };
  return new URLSearchParams(
    Object.entries(fields).flatMap(([name, value = '']) =>
      (typeof value === 'string' ? [value] : value).map((text): [string, string] => [name, text]),
    ),
  );
};

const served = async (given: Partial<Activity> = {}) => {
  const server = await webServer([activity({ partners: ['renshe', 'fulian'], pinned: false, ...given })]);
  const send = (body: URLSearchParams, path = PATH): Promise<Response> =>
    fetch(server.url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}` },
      body,
      redirect: 'manual',
    });
  return { ...server, send };
};

describe('the form of an activity', () => {
  it('changes nothing when nothing was touched, in whatever order its partners stand', async () => {
    const { send, store } = await served();
    const answer = await send(formOf());
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${PATH}?did=same`]);
    const stored = await store.read((transaction) => transaction.get('activities', 'gangmen', ID));
    expect(stored).toMatchObject({ partners: ['renshe', 'fulian'], revision: 1 });
  });

  it('says in names, and in no ids, what somebody else chose meanwhile', async () => {
    const { send, api } = await served();
    const theirs = {
      village: 'xipo',
      keyDate: null,
      lead: 'zongzhi',
      partners: ['sifasuo', 'anjian'],
      pinned: true,
    };
    await api('PATCH', `/api/v1${PATH}`, theirs, { 'if-match': '*' });
    const mine = formOf({
      village: '',
      keyDate: 'safety-month',
      lead: 'anjian',
      partners: ['fulian'],
      pinned: '1',
    });
    const answer = await send(mine);
    expect(answer.status).toBe(412);
    const page = await answer.text();
    const saidAt = (name: string): string | undefined =>
      new RegExp(`id="${name}-theirs">([^<]*)`).exec(page)?.[1];
    expect(['village', 'lead', 'partners', 'keyDate'].map(saidAt)).toEqual([
      '别人同时改成了：西坡村。保存会用您写的。',
      '别人同时改成了：综治办。保存会用您写的。',
      '别人同时改成了：司法所、安监。保存会用您写的。',
      '别人同时改成了：不写。保存会用您写的。',
    ]);
  });
});

describe('the list of activities', () => {
  it('shows its last page where an address asks for one beyond', async () => {
    const { api } = await webServer(
      Array.from({ length: 51 }, (_, index) => activity({ id: `2026-meeting-${100 + index}` })),
    );
    const page = await (await api('GET', '/activities?page=9')).text();
    expect(page).toContain('第 51–51 项，共 51 项');
    expect(page.match(/href="\/activities\/2026-meeting-\d+/g)).toEqual([
      'href="/activities/2026-meeting-150',
    ]);
    expect(page).toMatch(/page=1">上一页/);
  });
});

it('is not the whole town’s because its village is no longer in the data', async () => {
  const { api } = await served({ village: 'gone', lawyer: 'gone-too' });
  const page = await (await api('GET', PATH)).text();
  expect(page).toMatch(/<dt>地点<\/dt><dd>gone、货湖村委会<\/dd>/);
  expect(page).toMatch(/<dt>律师<\/dt><dd>gone-too<\/dd>/);
});
