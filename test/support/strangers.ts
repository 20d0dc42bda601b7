import type { Chance } from '../fuzz/chance.js';
import { MARKS, type MarkedId } from './markedTowns.js';

/** A request as somebody sends it. */
export interface Request {
  readonly method: string;
  /** Below the town's own address. */
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The pages of a town that take no id. */
const PAGES = [
  '/',
  '/?view=month',
  '/?lang=en',
  '/today',
  '/board',
  '/board/ledger',
  '/board/calendar',
  '/board/plans',
  '/activities',
  '/activities/new',
  '/ledger',
  '/ledger/deadlines',
  '/ledger/guides',
  '/imports',
  '/settings/contacts',
  '/settings/blackouts',
  '/settings/accounts',
  '/settings/api-tokens',
  '/settings/feed-tokens',
  '/feeds/help',
  '/login',
  '/nowhere',
];

const FEEDS = ['key-dates', 'town', 'villages/huohu', 'departments/zongzhi', 'campaigns/constitution-day'];

const FILES = ['ledger/2026.xlsx', 'plan/2026.xlsx', 'report/2026.docx', 'sheet/2026.pdf', 'audit.csv'];

const PAGES_OF_ONE = [
  '/activities/',
  '/settings/contacts/',
  '/settings/accounts/',
  '/imports/',
  '/board/plans/',
];

interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The API's reads, as its own document names them. */
export const readsIn = ({ paths }: ApiDocument): string[] =>
  Object.entries(paths).flatMap(([path, operations]) => ('get' in operations ? [path] : []));

/**
 * What somebody may ask of a town: to read or change something, with ids of any town's.
 *
 * @param ids of things that were made, in whichever town
 */
export class Strangers {
  constructor(
    private readonly chance: Chance,
    private readonly reads: readonly string[],
    private readonly ids: () => readonly string[],
  ) {}

  #id(): string {
    const ids = this.ids();
    return ids.length === 0 ? 'x' : this.chance.pick(ids);
  }

  #read(): Request {
    const { chance } = this;
    const path = [
      () =>
        chance
          .pick(this.reads)
          .replace('{year}', '2026')
          .replaceAll(/\{\w+\}/g, () => this.#id()),
      () =>
        chance
          .pick(this.reads)
          .replace('{year}', '2026')
          .replaceAll(/\{\w+\}/g, () => this.#id()),
      () => chance.pick(PAGES),
      () => chance.pick(PAGES_OF_ONE) + this.#id(),
      () => `/feeds/${chance.pick(FEEDS)}.ics`,
      () => `/api/v1/${chance.pick(FILES)}`,
    ];
    return { method: 'GET', path: chance.pick(path)() };
  }

  /** @param mark what all that is written bears */
  write(mark: string): Request {
    const { chance } = this;
    const village = chance.pick(['huohu', 'xipo', 'tangwei']);
    const any = { 'if-match': '*' };
    const start = `2026-12-${String(10 + chance.whole(15))}T09:00:00+08:00`;
    const one = `/api/v1/activities/${this.#id()}`;
    const made: (() => Request)[] = [
      () => ({
        method: 'POST',
        path: '/api/v1/activities',
        body: {
          village,
          form: 'lecture',
          title: `讲座${mark}`,
          place: `小学${mark}`,
          start,
          end: start.replace('T09', 'T11'),
        },
      }),
      () => ({ method: 'PATCH', path: one, body: { place: `祠堂${mark}` }, headers: any }),
      () => ({ method: 'DELETE', path: `${one}?reason=${mark}`, headers: any }),
      () => ({ method: 'PUT', path: `${one}/record`, body: { people: 40, place: `村口${mark}` } }),
      () => ({
        method: 'POST',
        path: '/api/v1/contacts',
        body: { name: `联系人${mark}`, role: 'cadre', village },
      }),
      () => ({
        method: 'PATCH',
        path: `/api/v1/contacts/${this.#id()}`,
        body: { name: `改${mark}` },
        headers: any,
      }),
      () => ({ method: 'DELETE', path: `/api/v1/contacts/${this.#id()}`, headers: any }),
      () => ({ method: 'POST', path: '/api/v1/law-guides', body: { village, name: `明白人${mark}` } }),
      () => ({
        method: 'POST',
        path: '/api/v1/accounts',
        body: {
          username: `u${chance.whole(1e6)}-${mark.toLowerCase()}`,
          name: `账号${mark}`,
          role: 'office',
        },
      }),
      () => ({
        method: 'PATCH',
        path: `/api/v1/accounts/${this.#id()}`,
        body: { name: `账${mark}` },
        headers: any,
      }),
      () => ({
        method: 'POST',
        path: '/api/v1/api-tokens',
        body: { label: `令牌${mark}`, role: 'reader', scope: 'read' },
      }),
      () => ({
        method: 'POST',
        path: '/api/v1/feed-tokens',
        body: { label: `订阅${mark}`, scope: { kind: 'office' } },
      }),
      () => ({ method: 'DELETE', path: `/api/v1/feed-tokens/${this.#id()}`, headers: any }),
      () => ({
        method: 'POST',
        path: '/api/v1/imports?kind=contacts',
        body: `姓名,村\n丙${mark},西坡村${mark}\n`,
        headers: { 'content-type': 'text/csv' },
      }),
      () => ({ method: 'POST', path: `/api/v1/imports/${this.#id()}/apply` }),
      () => ({ method: 'POST', path: `/api/v1/audit/${this.#id()}/undo`, headers: any }),
      () => ({ method: 'POST', path: `/api/v1/plans/${this.#id()}/release` }),
      // What is wrong is said with what was sent.
      () => ({ method: 'POST', path: '/api/v1/activities', body: { village: mark, title: mark } }),
    ];
    const request = chance.pick(made)();
    if (request.method !== 'POST' || !chance.often(0.3)) return request;
    // Few keys, so that both towns use the same ones.
    return { ...request, headers: { ...request.headers, 'idempotency-key': `key-${chance.whole(5)}` } };
  }

  next(town: MarkedId): Request {
    return this.chance.often(0.35) ? this.write(MARKS[town]) : this.#read();
  }
}
