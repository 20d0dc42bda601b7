import { PASSWORD, cookieOf } from './people.js';
import { phonePhoto, pictureForm } from './pictures.js';
import type { AdminApi } from './adminApi.js';
import { until } from './until.js';

interface Asking {
  /** @throws when it is refused */
  readonly ask: AdminApi;
  /** Rehearses a write, then does it; the id of what it made. */
  readonly both: (method: string, path: string, body?: unknown, headers?: object) => Promise<string>;
  /** Makes what cannot be rehearsed, for its answer holds a secret. */
  readonly make: (path: string, body: unknown) => Promise<string>;
}

function asking(api: AdminApi): Asking {
  const ask: AdminApi = async (method, path, body, headers) => {
    const response = await api(method, `/api/v1${path}`, body, headers);
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return response;
  };
  const idIn = async (response: Response): Promise<string> =>
    response.status === 204 ? '' : ((await response.json()) as { id: string }).id;
  return {
    ask,
    both: async (method, path, body, more = {}) => {
      const headers = { 'if-match': '*', ...more };
      await ask(method, `${path}${path.includes('?') ? '&' : '?'}dry-run=1`, body, headers);
      return idIn(await ask(method, path, body, headers));
    },
    make: async (path, body) => idIn(await ask('POST', path, body)),
  };
}

async function activities({ ask, both }: Asking): Promise<void> {
  const made = await both('POST', '/activities', {
    village: 'xipo',
    form: 'lecture',
    title: '讲座',
    place: '小学',
    start: '2026-12-09T09:00:00+08:00',
    end: '2026-12-09T11:00:00+08:00',
  });
  await ask('GET', `/activities/${made}`);
  await both('PATCH', `/activities/${made}`, { place: '祠堂' });
  await both('DELETE', `/activities/${made}`);
  await ask('GET', `/activities/${made}/history`);
  const operations = [{ op: 'change', id: made, revision: 3, patch: { status: 'planned' } }];
  await ask('POST', '/activities:batch?dry-run=1', { operations });
  await ask('POST', '/activities:batch', { operations });

  const trail = await ask('GET', `/audit?target=${made}&order=newest`);
  const [{ id: newest }] = ((await trail.json()) as { items: [{ id: string }] }).items;
  await ask('GET', '/audit.csv');
  await both('POST', `/audit/${newest}/undo`);
}

async function planning({ ask, both }: Asking): Promise<void> {
  const blackout = await both('POST', '/blackouts', {
    start: '2026-12-28',
    end: '2026-12-29',
    villages: null,
    reason: '台风',
  });
  await ask('GET', `/blackouts/${blackout}`);
  await ask('GET', `/blackouts/${blackout}/history`);
  await both('DELETE', `/blackouts/${blackout}`);

  const notice = await both('POST', '/notices', {
    keyDate: 'constitution-week',
    year: 2026,
    start: '2026-12-01',
    end: '2026-12-07',
    source: '通知',
  });
  for (const path of ['/notices?year=2026', `/notices/${notice}`, `/notices/${notice}/history`])
    await ask('GET', path);
  await both('PATCH', `/notices/${notice}`, { theme: { zh: '主题', en: null } });
  await both('DELETE', `/notices/${notice}`);

  const plan = await both('POST', '/plans', { year: 2026 });
  await until(
    async () => ((await (await ask('GET', `/plans/${plan}`)).json()) as { state: string }).state === 'draft',
    'the plan is a draft',
  );
  await both('POST', `/plans/${plan}/release`);
}

async function people({ ask, both, make }: Asking): Promise<void> {
  const contact = await both('POST', '/contacts', { name: '村干部乙', role: 'cadre', village: 'xipo' });
  await ask('GET', `/contacts/${contact}`);
  await ask('GET', `/contacts/${contact}/history`);
  await both('PATCH', `/contacts/${contact}`, { phone: '13800138000' });
  await both('DELETE', `/contacts/${contact}/links`);
  await both('DELETE', `/contacts/${contact}`);

  await ask('GET', '/deliveries');
  await both('POST', '/deliveries/d1/sent');

  const guide = await both('POST', '/law-guides', { village: 'xipo', name: '法律明白人乙' });
  for (const list of ['/law-guides', '/law-guides/gaps']) await ask('GET', list);
  await both('PUT', `/law-guides/${guide}`, { village: 'xipo', name: '法律明白人丙' });
  await both('DELETE', `/law-guides/${guide}`);

  const feed = await make('/feed-tokens', { label: '所里', scope: { kind: 'office' } });
  for (const path of ['/feed-tokens', `/feed-tokens/${feed}`]) await ask('GET', path);
  await both('PATCH', `/feed-tokens/${feed}`, { label: '所里的' });
  await both('DELETE', `/feed-tokens/${feed}`);
}

async function records({ ask, both }: Asking): Promise<void> {
  const path = '/activities/held/record';
  await both('PUT', path, { people: 40 });
  await ask('GET', path);
  // A rehearsal with photos takes and throws away the same picture.
  await both('POST', `${path}/photos`, pictureForm(await phonePhoto()));
  const { photos } = (await (await ask('GET', path)).json()) as { photos: { id: string }[] };
  await ask('GET', `/photos/${photos[0]?.id ?? ''}`);
  for (const file of ['/ledger/2026.xlsx', '/plan/2026.xlsx', '/report/2026.docx', '/sheet/2026.pdf'])
    await ask('GET', file);
  for (const sums of ['/figures', '/coverage', '/lawyer-logs', '/deadlines']) await ask('GET', sums);
  await both('PUT', '/deadlines/annual-report-ready-2026-12-31/tick');
  await both('DELETE', '/deadlines/annual-report-ready-2026-12-31/tick');
}

async function imports({ ask, both }: Asking): Promise<void> {
  const csv = { 'content-type': 'text/csv' };
  const made = await both('POST', '/imports?kind=contacts', '姓名,村\n丙,西坡村\n', csv);
  for (const path of ['/imports', `/imports/${made}`, '/imports/templates/contacts.xlsx'])
    await ask('GET', path);
  await both('POST', `/imports/${made}/apply`);
  await both('DELETE', `/imports/${made}`);
}

async function access({ ask, both, make }: Asking, url: string): Promise<void> {
  const made = await make('/accounts', {
    username: 'chen',
    name: '陈所长',
    role: 'office',
    password: PASSWORD,
  });
  for (const path of ['/accounts', `/accounts/${made}`]) await ask('GET', path);
  await both('PATCH', `/accounts/${made}`, { name: '陈某' });

  const loggedIn = await ask('POST', '/session', { username: 'chen', password: PASSWORD });
  const own = { authorization: '', cookie: cookieOf(loggedIn), origin: url };
  await ask('GET', '/session', undefined, own);
  const change = { oldPassword: PASSWORD, newPassword: '逢圩日到文化广场摆摊讲法' };
  await ask('PUT', '/session/password', change, own);
  await both('DELETE', '/session', undefined, own);
  await ask('POST', `/accounts/${made}/invitation`);
  await both('DELETE', `/accounts/${made}`);

  const token = await make('/api-tokens', { label: '脚本', role: 'office', scope: 'read' });
  for (const path of ['/api-tokens', `/api-tokens/${token}`]) await ask('GET', path);
  await both('PATCH', `/api-tokens/${token}`, { label: '备份脚本' });
  await both('DELETE', `/api-tokens/${token}`);
}

/**
 * Calls every operation so that it succeeds, each write rehearsed before. The server at `url` has the delivery `d1`, to be
 * passed on, and the activity `held`, which is over.
 */
export async function callEveryOperation(api: AdminApi, url: string): Promise<void> {
  const asked = asking(api);
  for (const list of ['town', 'key-dates', 'activities', 'plans', 'blackouts', 'contacts', 'reminders'])
    await asked.ask('GET', `/${list}`);
  await activities(asked);
  await planning(asked);
  await people(asked);
  await records(asked);
  await imports(asked);
  await access(asked, url);
}
