import { describe, expect, it } from '@jest/globals';
import { SYSTEM } from '../../../src/facts/index.js';
import { cadre } from '../../support/contacts.js';
import { TOKEN, webServer } from '../../support/webServer.js';

const served = async () => {
  const server = await webServer();
  const post = (path: string, fields: Record<string, string>): Promise<Response> =>
    fetch(server.url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}` },
      body: new URLSearchParams(fields),
      redirect: 'manual',
    });
  return { ...server, post };
};

describe('the list of contacts', () => {
  it('says as an error, and not as done, what could not be taken back', async () => {
    const { api, post, store } = await served();
    const made = await api('POST', '/api/v1/contacts', { name: '甲', role: 'office' });
    const { id } = (await made.json()) as { id: string };
    for (const name of ['乙', '丙'])
      await api('PATCH', `/api/v1/contacts/${id}`, { name }, { 'if-match': '*' });
    const trail = await store.read((transaction) =>
      transaction.find('trail', { town: 'gangmen', kind: 'contacts' }),
    );
    const toB = trail.find(({ changes }) => changes.name?.after === '乙');
    const answer = await post('/settings/contacts/undo', { entry: toB?.id ?? '' });
    expect(answer.status).toBe(409);
    const page = await answer.text();
    expect(page).toMatch(/class="notice error" role="alert".*后来又改过，不能撤回这一次/s);
    expect(page).not.toContain('notice done');
  });

  it('has all of them, where they are more than one page of the API', async () => {
    const { api, store } = await served();
    const people = Array.from({ length: 501 }, (_, index) =>
      cadre({ id: `c-${index}`, name: `甲${index}`, order: index }),
    );
    await store.write(SYSTEM, async (transaction) => {
      for (const one of people) await transaction.put('contacts', one);
    });
    const page = await (await api('GET', '/settings/contacts')).text();
    const linked = new Set(page.match(/\/settings\/contacts\/c-\d+(?=")/g));
    expect(linked).toEqual(new Set(people.map(({ id }) => `/settings/contacts/${id}`)));
  });
});

describe('the form of a notice', () => {
  it('says what is usual only where that is not this year’s own', async () => {
    const { api } = await served();
    const hintAt = async (id: string): Promise<string | undefined> =>
      /id="start-hint">([^<]*)/.exec(await (await api('GET', `/settings/notices/${id}`)).text())?.[1];
    expect(await hintAt('disaster-week-2027')).toBe('往年是5月10日至16日');
    // The files have the notice of that year.
    expect(await hintAt('disaster-week-2025')).toBeUndefined();
  });
});
