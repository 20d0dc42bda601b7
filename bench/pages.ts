import { mkdtempSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import autocannon from 'autocannon';
import type { Benchmark, Row } from './benchmark.js';
import { startScript, type Peer } from './feedPeers/start.js';
import { renderRows } from './pageRender.js';

const ACTIVITIES = 1000;
const PER_SECOND = 20;
const SECONDS = 15;
/** What nobody should wait longer for, in milliseconds. */
const LIMIT_MS = 50;

const VIEWS = {
  year: '/?year=2027',
  month: '/?year=2027&view=month&month=6',
  list: '/?year=2027&view=list',
  'key date': '/key-dates/anti-drug-day?year=2027',
} as const;

/**
 * How long a reader waits for a page that comes packed, when many read at once.
 *
 * @param fresh whether each request is for an address that was not asked for before, so that no page kept will do
 */
async function rowOf(what: string, url: string, fresh = false): Promise<Row> {
  let asked = 0;
  const { origin, pathname, search } = new URL(url);
  const setupRequest = (request: autocannon.Request): autocannon.Request => ({
    ...request,
    path: `${pathname}${search}&asked=${(asked += 1)}`,
  });
  const { latency, errors, non2xx } = await autocannon({
    url: fresh ? origin : url,
    ...(fresh ? { requests: [{ setupRequest }] } : {}),
    headers: { 'accept-encoding': 'gzip' },
    connections: 4,
    overallRate: PER_SECOND,
    duration: SECONDS,
  });
  if (errors + non2xx > 0) throw new Error(`${what}: ${errors} errors, ${non2xx} answers that were no page`);
  return {
    what: `${what}, p50 ${latency.p50} ms`,
    figure: `p99 ${latency.p99} ms`,
    ratio: `${(latency.p99 / LIMIT_MS).toFixed(2)} of the limit of ${LIMIT_MS} ms`,
  };
}

/** The same bytes, packed before, from node:http alone: what the machine and the client take for themselves. */
async function startBare(page: Buffer): Promise<Peer> {
  const file = join(mkdtempSync(join(tmpdir(), 'pufa-bare-')), 'page.gz');
  writeFileSync(file, gzipSync(page));
  return startScript('bare', [file, '"page"']);
}

/** The public pages of a town with a thousand activities: rendered anew each time, and kept while nothing changes. */
export const pages: Benchmark = {
  title: `public pages with ${ACTIVITIES.toLocaleString('en')} activities, ${PER_SECOND} requests a second for ${SECONDS} s each`,
  run: async () => {
    const rows: Row[] = await renderRows(ACTIVITIES, PER_SECOND, LIMIT_MS);
    const peers: Peer[] = [];
    try {
      const pufa = await startScript('pufa', [String(ACTIVITIES)]);
      peers.push(pufa);
      const year = await fetch(`${pufa.url}${VIEWS.year}`);
      const bare = await startBare(Buffer.from(await year.arrayBuffer()));
      peers.push(bare);
      rows.push(await rowOf('bare node:http, the year’s bytes', `${bare.url}/`));
      for (const [what, path] of Object.entries(VIEWS)) {
        // The first visitor also pays for what is worked out once.
        await fetch(`${pufa.url}${path}`);
        rows.push(await rowOf(`${what}, rendered each time`, `${pufa.url}${path}`, true));
        rows.push(await rowOf(`${what}, kept`, `${pufa.url}${path}`));
      }
      rows.push({
        what: 'load average, 1 minute',
        figure: (loadavg()[0] ?? NaN).toFixed(1),
        ratio: 'on two cores',
      });
      return rows;
    } finally {
      for (const peer of peers) peer.stop();
    }
  },
};
