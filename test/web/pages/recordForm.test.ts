import { describe, expect, it } from '@jest/globals';
import { FIELD_WORDS } from '../../../src/activities/history/words.js';
import { words } from '../../../src/web/words/index.js';
import { activity } from '../../support/gangmen.js';
import { newToken } from '../../support/people.js';
import { TOKEN, webServer } from '../../support/webServer.js';

type Server = Awaited<ReturnType<typeof webServer>>;

const ID = '2026-constitution-day-huohu-meeting-1';
const PATH = `/activities/${ID}/record`;

const held = () => webServer([activity()], { now: '2026-12-05T09:00' });

const send = (
  { url }: Server,
  fields: Record<string, string>,
  token: string = TOKEN,
  path = PATH,
): Promise<Response> =>
  fetch(url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: new URLSearchParams({ filedAt: '', ...fields }),
    redirect: 'manual',
  });

const stored = ({ store }: Server) =>
  store.read(async (transaction) => ({
    record: await transaction.get('records', 'gangmen', ID),
    status: (await transaction.get('activities', 'gangmen', ID))?.status,
  }));

describe('the office’s form of a record', () => {
  it('begins with what was planned, and files it', async () => {
    const server = await held();
    const page = await (await server.api('GET', PATH)).text();
    expect(page).toContain('value="2026-12-04"');
    expect(page).toContain('value="货湖村委会"');
    const answer = await send(server, { people: '４０', summary: '讲了宪法', hours: '1.5' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/activities/${ID}?did=saved`]);
    const { record, status } = await stored(server);
    expect(status).toBe('done');
    expect(record).toMatchObject({
      date: '2026-12-04',
      place: '货湖村委会',
      people: 40,
      leaflets: 0,
      hours: 1.5,
      summary: '讲了宪法',
      by: 'admin',
    });
    const about = await (await server.api('GET', `/activities/${ID}`)).text();
    expect(about).toContain('更正台账');
    expect(about).toContain(`/today/sign-in/${ID}`);
  });

  it('corrects one, and keeps what the form does not ask for', async () => {
    const server = await held();
    await server.api('PUT', `/api/v1${PATH}`, { people: 30, theme: '宪法进祠堂', helpers: ['fulian'] });
    const filedAt = (await stored(server)).record?.at ?? '';
    expect((await send(server, { filedAt, people: '45', place: '祠堂' })).status).toBe(303);
    expect((await stored(server)).record).toMatchObject({
      people: 45,
      place: '祠堂',
      theme: '宪法进祠堂',
      helpers: ['fulian'],
    });
  });

  it('keeps what was written as it was written: its punctuation, and its lines', async () => {
    const server = await held();
    const summary = '先讲宪法（第一条），再答问：\n① 土地\n② 婚姻';
    await server.api('PUT', `/api/v1${PATH}`, { people: 30, summary });
    const filedAt = (await stored(server)).record?.at ?? '';
    // The field must hold the lines, or a browser would run them together and send that.
    expect(await (await server.api('GET', PATH)).text()).toMatch(/<textarea[^>]* name="summary"[^>]*>先讲/);
    // A browser breaks a line by two characters.
    const sent = { filedAt, people: '４５', place: '祠堂（东）', summary: summary.replaceAll('\n', '\r\n') };
    expect((await send(server, sent)).status).toBe(303);
    expect((await stored(server)).record).toMatchObject({ people: 45, place: '祠堂（东）', summary });
  });

  it('stores nothing of a faulty one, and gives back what was typed', async () => {
    const server = await held();
    const answer = await send(server, { people: '很多', summary: '<b>热闹</b>' });
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain('value="很多"');
    expect(page).toContain('&lt;b>热闹&lt;/b>');
    expect((await stored(server)).record).toBeUndefined();
  });

  it('is not saved over one that was filed meanwhile', async () => {
    const server = await held();
    await server.api('PUT', `/api/v1${PATH}`, { people: 30 });
    const answer = await send(server, { people: '45' });
    expect(answer.status).toBe(412);
    const page = await answer.text();
    expect(page).toContain('别人交过或改过这份台账');
    expect(page).toContain('value="45"');
    expect((await stored(server)).record?.people).toBe(30);
  });

  it('is a village’s own to file, and no other’s', async () => {
    const server = await held();
    const own = await newToken(server, { role: 'village', village: 'huohu' });
    const other = await newToken(server, { role: 'village', village: 'xipo' });
    expect((await send(server, { people: '40' }, other.token)).status).toBe(404);
    expect((await stored(server)).record).toBeUndefined();
    expect((await send(server, { people: '40' }, own.token)).status).toBe(303);
    expect((await stored(server)).record?.people).toBe(40);
  });
});

it('calls what is filed in the form as the history calls it', () => {
  // The history says 开始 and 结束 of activities too, whose times have a day.
  const { start: _start, end: _end, ...fields } = words('zh').activities.recordFields;
  expect(FIELD_WORDS).toMatchObject(fields);
});
