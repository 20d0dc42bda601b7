import { mkdtempSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { hundredth, type Benchmark, type Row } from './benchmark.js';
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

/** Milliseconds from a request to the last byte of its answer, packed. */
const asked = (url: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const began = performance.now();
    // A connection of its own, as readers have who come one after the other.
    get(url, { agent: false, headers: { 'accept-encoding': 'gzip' } }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url}: ${response.statusCode ?? 'nothing'}`));
      response.resume().once('end', () => {
        resolve(performance.now() - began);
      });
    }).once('error', reject);
  });

/**
 * How long readers wait who come one after the other in even steps, whether or not the one before has been served.
 *
 * @param fresh whether each request is for an address that was not asked for before, so that no page kept will do
 */
async function rowOf(what: string, url: string, fresh = false): Promise<Row> {
  const waits: Promise<number>[] = [];
  const began = performance.now();
  for (let count = 0; count < PER_SECOND * SECONDS; count += 1) {
    await pause(Math.max(0, began + (count * 1000) / PER_SECOND - performance.now()));
    waits.push(asked(fresh ? `${url}&asked=${count}` : url));
  }
  const waited = await Promise.all(waits);
  const p99 = hundredth(waited, 99);
  return {
    what: `${what}, p50 ${hundredth(waited, 50).toFixed(1)} ms`,
    figure: `p99 ${p99.toFixed(1)} ms`,
    ratio: `${(p99 / LIMIT_MS).toFixed(2)} of the limit of ${LIMIT_MS} ms`,
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
