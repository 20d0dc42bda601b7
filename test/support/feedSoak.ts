import { createHash } from 'node:crypto';
import { Agent, request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { AdminApi } from './adminApi.js';
import { until } from './until.js';

interface Answer {
  readonly status: number;
  readonly etag: string;
  readonly packed: boolean;
  readonly length: number;
  readonly body: Buffer;
}

const ask = (url: string, method: string, headers: Record<string, string>, agent: Agent): Promise<Answer> =>
  new Promise((resolve, reject) => {
    request(url, { method, headers, agent }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        // `complete` is false when the connection broke off in the middle.
        if (!response.complete) reject(new Error(`${url}: cut off`));
        resolve({
          status: response.statusCode ?? 0,
          etag: response.headers.etag ?? '',
          packed: response.headers['content-encoding'] === 'gzip',
          length: Number(response.headers['content-length'] ?? 0),
          body: Buffer.concat(parts),
        });
      });
    })
      .on('error', reject)
      .end();
  });

/** The serial number that the edited activity bears in its place. */
const serialIn = (text: string): number => Number(/^LOCATION:第(\d+)处\r$/m.exec(text)?.[1] ?? NaN);

interface SoakSetting {
  readonly url: string;
  readonly api: AdminApi;
  /** The activity that is edited all the while; it stands in every feed asked for. */
  readonly activity: string;
  /** Its feeds, whole addresses. */
  readonly feeds: readonly string[];
  readonly requests: number;
  readonly connections: number;
}

/** What a soak saw; `faults` names all that must not be. */
export interface SoakResult {
  readonly requests: number;
  readonly edits: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly faults: readonly string[];
}

/**
 * Asks for feeds in every manner from many connections while one activity is edited without end, and holds each answer
 * against what had been answered before it was asked for: an edit that was confirmed by then must show.
 */
export async function soakFeeds(setting: SoakSetting): Promise<SoakResult> {
  const { url, api, activity, feeds, requests, connections } = setting;
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const faults: string[] = [];
  const statuses: Record<string, number> = {};
  /** The last edit that the server has confirmed. */
  let confirmed = 0;
  /** What each tag of each feed stood for: hash of the bytes, and the edit they show. */
  const known = new Map<string, { hash: string; serial: number }>();
  const lastTags = new Map<string, string>();
  let asked = 0;
  const going = { on: true };

  const edits = (async (): Promise<void> => {
    let revision = (
      (await (await api('GET', `/api/v1/activities/${activity}`)).json()) as { revision: number }
    ).revision;
    for (let serial = 1; going.on; serial += 1) {
      const match = { 'if-match': `"${revision}"` };
      const response = await api(
        'PATCH',
        `/api/v1/activities/${activity}`,
        { place: `第${serial}处` },
        match,
      );
      if (response.status !== 200) throw new Error(`edit ${serial}: ${response.status}`);
      revision = ((await response.json()) as { revision: number }).revision;
      confirmed = serial;
    }
  })();

  const take = (feed: string, answer: Answer, before: number, method: string, sent: string): void => {
    const { status, etag, packed, length, body } = answer;
    statuses[status] = (statuses[status] ?? 0) + 1;
    if (status === 304) {
      const state = known.get(`${feed} ${sent}`);
      if (!state || state.serial < before) faults.push(`${feed}: 304 to a tag from before edit ${before}`);
      return;
    }
    if (status !== 200) {
      faults.push(`${feed}: ${status}`);
      return;
    }
    lastTags.set(feed, etag);
    if (method === 'HEAD') return;
    if (length !== body.length) faults.push(`${feed}: ${body.length} of ${length} bytes`);
    const plain = packed ? gunzipSync(body) : body;
    const text = plain.toString();
    if (!text.startsWith('BEGIN:VCALENDAR\r\n') || !text.endsWith('END:VCALENDAR\r\n'))
      faults.push(`${feed}: torn`);
    const serial = serialIn(text);
    if (!(serial >= before)) faults.push(`${feed}: shows edit ${serial} after edit ${before} was confirmed`);
    const hash = createHash('sha256').update(plain).digest('hex');
    const key = `${feed} ${etag}`;
    const state = known.get(key);
    if (state && state.hash !== hash) faults.push(`${feed}: one tag for two contents`);
    known.set(key, { hash, serial });
  };

  const connection = async (index: number): Promise<void> => {
    for (let turn = index; asked < requests; turn += 1) {
      asked += 1;
      const feed = feeds[turn % feeds.length] ?? url;
      const method = turn % 11 === 0 ? 'HEAD' : 'GET';
      const tag = turn % 3 === 0 ? undefined : lastTags.get(feed);
      const headers: Record<string, string> = {
        ...(turn % 5 === 0 ? {} : { 'accept-encoding': 'gzip' }),
        ...(tag !== undefined && known.has(`${feed} ${tag}`) ? { 'if-none-match': tag } : {}),
      };
      const before = confirmed;
      try {
        take(feed, await ask(feed, method, headers, agent), before, method, headers['if-none-match'] ?? '');
      } catch (error) {
        faults.push(`${feed}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  };

  await until(() => confirmed > 0, 'the first edit is confirmed');
  await Promise.all(Array.from({ length: connections }, (_, index) => connection(index)));
  going.on = false;
  await edits;
  agent.destroy();
  return { requests: asked, edits: confirmed, statuses, faults };
}
