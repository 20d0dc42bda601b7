import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import autocannon from 'autocannon';
import { median, type Benchmark, type Row } from './benchmark.js';
import { editRows } from './feedEdit.js';
import { startNginx, startRadicale, startScript, type Peer } from './feedPeers/start.js';

const ROUNDS = 3;
const SECONDS = 4;
const CONNECTIONS = 32;

interface Case {
  readonly what: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly status: '200' | '304';
}

/** Requests a second in one round. @throws when an answer was not the one wanted */
async function rateOf({ what, url, headers, status }: Case): Promise<number> {
  const result = await autocannon({ url, headers, connections: CONNECTIONS, duration: SECONDS });
  const { errors, timeouts } = result;
  const counts = result.statusCodeStats as Record<string, { count: number } | undefined> | undefined;
  const others = Object.keys(counts ?? {}).filter((code) => code !== status);
  if (errors + timeouts > 0 || others.length > 0)
    throw new Error(`${what}: ${errors} errors, ${timeouts} timeouts, status ${others.join(', ')}`);
  return result.requests.total / result.duration;
}

/** Each case in turn, round after round, so that all meet the same minutes of a noisy machine; the median of each. */
async function ratesOf(cases: readonly Case[]): Promise<number[]> {
  const rates: number[][] = cases.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [index, one] of cases.entries()) rates[index]?.push(await rateOf(one));
  return rates.map(median);
}

const whole = (rate: number): string => `${Math.round(rate).toLocaleString('en')}/s`;

/** A year of the town's feed, packed in full and as 304, from the program and from what else can send bytes. */
export const feeds: Benchmark = {
  title: `a year of the town's feed (550 activities), ${CONNECTIONS} connections, median of ${ROUNDS} rounds in turn`,
  run: async () => {
    const peers: Peer[] = [];
    const started = <P extends Peer | null>(peer: P): P => {
      if (peer) peers.push(peer);
      return peer;
    };
    try {
      const pufa = started(await startScript('pufa'));
      const url = `${pufa.url}/feeds/town.ics`;
      const response = await fetch(url, { headers: { 'accept-encoding': 'identity' } });
      const plain = Buffer.from(await response.arrayBuffer());
      const etag = response.headers.get('etag') ?? '';
      const packed = gzipSync(plain);
      const file = join(mkdtempSync(join(tmpdir(), 'pufa-bare-')), 'town.ics.gz');
      writeFileSync(file, packed);
      const bare = started(await startScript('bare', [file, etag]));
      const nginx = started(await startNginx(plain, packed));
      const radicale = started(await startRadicale(plain));
      const nginxUrl = nginx && `${nginx.url}/town.ics`;
      const nginxTag = nginxUrl ? ((await fetch(nginxUrl)).headers.get('etag') ?? '') : '';

      const gzip = { 'accept-encoding': 'gzip' };
      const known = (tag: string) => ({ ...gzip, 'if-none-match': tag });
      const of = (
        what: string,
        at: string,
        headers: Record<string, string>,
        status: Case['status'],
      ): Case => ({
        what,
        url: at,
        headers,
        status,
      });
      const cases: Case[] = [
        of('304: bare node:http', bare.url, known(etag), '304'),
        of('304: pufa', url, known(etag), '304'),
        ...(nginxUrl ? [of('304: nginx', nginxUrl, known(nginxTag), '304')] : []),
        of('full, gzip: bare node:http', bare.url, gzip, '200'),
        of('full, gzip: pufa', url, gzip, '200'),
        ...(nginxUrl ? [of('full, gzip: nginx', nginxUrl, gzip, '200')] : []),
        ...(radicale
          ? [of('full: Radicale', radicale.url, { authorization: `Basic ${btoa('bench:x')}` }, '200')]
          : []),
      ];
      const rates = await ratesOf(cases);
      const limit = {
        '304': rates[0] ?? NaN,
        '200': rates[cases.findIndex(({ status }) => status === '200')] ?? NaN,
      };
      const size = `${plain.length.toLocaleString('en')} bytes, ${packed.length.toLocaleString('en')} packed`;
      return [
        { what: 'the feed', figure: size, ratio: '' },
        ...cases.map(({ what, status }, index): Row => {
          const rate = rates[index] ?? NaN;
          const isLimit = rate === limit[status];
          return {
            what,
            figure: whole(rate),
            ratio: isLimit
              ? ''
              : `${(rate / limit[status]).toFixed(rate / limit[status] < 0.01 ? 4 : 2)} × bare node:http`,
          };
        }),
        ...(await editRows()),
      ];
    } finally {
      for (const peer of peers) peer.stop();
    }
  },
};
