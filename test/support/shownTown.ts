import { boardTown } from './boardTown.js';
import { linker } from './contactLinks.js';
import { newAccount, sound } from './people.js';
import { until } from './until.js';

/** Addresses of a town's pages, by the name that their picture gets. */
export type Addresses = Readonly<Record<string, string>>;

/**
 * The real town late in its year, as `boardTown` makes it, with a draft of the next year, a cadre's link, and one of all
 * that the office keeps beside; and the address of each of its pages.
 */
export async function shownTown() {
  const { server, next } = await boardTown();
  const { api, store, url } = server;
  const made = (path: string, body: unknown, headers = {}): Promise<{ id: string }> =>
    sound(api('POST', `/api/v1${path}`, body, headers));
  const { id: plan } = await made('/plans', { year: 2027 });
  await until(
    async () => {
      const { state } = await sound<{ state: string }>(api('GET', `/api/v1/plans/${plan}`));
      return state === 'draft';
    },
    'the plan is a draft',
    60_000,
  );
  await made('/blackouts', {
    start: '2026-12-10',
    end: '2026-12-11',
    villages: null,
    reason: '台风',
  });
  await made('/feed-tokens', { label: '所里', scope: { kind: 'office' } });
  await made('/api-tokens', { label: '县局大屏', role: 'office', scope: 'read' });
  const wanted = await made('/imports?kind=contacts', '姓名,村\n村干部丙,西坡村\n村干部丁,港门村\n', {
    'content-type': 'text/csv',
  });
  await made('/law-guides', { village: 'huohu', name: '法律明白人甲' });
  const { id: account, invitation } = await newAccount(server, { password: undefined });
  if (!invitation) throw new Error('an account without a password gets an invitation');
  await api('PATCH', `/api/v1/activities/${next.id}`, { place: '货湖村文化楼' }, { 'if-match': '*' });
  const held = await store.read(async (transaction) => {
    const [first] = await transaction.find('records', { town: 'gangmen' });
    if (!first) throw new Error('nothing was recorded');
    return first.id;
  });
  const link = await (await linker(store, url))('c1', next.id);
  const pages: Addresses = {
    year: '/?year=2026',
    'year-next': '/?year=2027',
    'year-village': '/?year=2026&village=huohu',
    'year-en': '/?year=2026&lang=en',
    month: '/?year=2026&view=month&month=12&lang=zh',
    list: '/?year=2026&view=list',
    'key-date': '/key-dates/constitution-day?year=2026&lang=zh',
    subscribe: '/feeds/help',
    'not-found': '/nowhere',
    login: '/login',
    password: invitation.link.slice(url.length),
    cadre: link.slice(url.length),
  };
  const behindLogin: Addresses = {
    today: '/today',
    board: '/board',
    'board-en': '/board?lang=en',
    'board-ledger': '/board/ledger?year=2026&lang=zh',
    ledger: '/ledger?year=2026',
    deadlines: '/ledger/deadlines',
    guides: '/ledger/guides',
    plans: '/board/plans',
    draft: `/board/plans/${plan}`,
    calendar: '/board/calendar?month=2026-12',
    activities: '/activities',
    'activity-new': '/activities/new',
    activity: `/activities/${next.id}`,
    'activity-held': `/activities/${held}`,
    record: `/activities/${held}/record`,
    contacts: '/settings/contacts',
    'contact-new': '/settings/contacts/new',
    contact: '/settings/contacts/c1',
    blackouts: '/settings/blackouts',
    'feed-tokens': '/settings/feed-tokens',
    'api-tokens': '/settings/api-tokens',
    accounts: '/settings/accounts',
    account: `/settings/accounts/${account}`,
    imports: '/imports',
    import: `/imports/${wanted.id}`,
    'api-docs': '/api/docs',
  };
  return { server, pages, behindLogin };
}
