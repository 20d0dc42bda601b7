import autocannon from 'autocannon';
import type { Benchmark, Row } from './benchmark.js';
import { startScript } from './feedPeers/start.js';

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

/** How long a reader waits for a page that comes packed, when many read at once. */
async function rowOf(what: string, url: string): Promise<Row> {
  const { latency, errors, non2xx } = await autocannon({
    url,
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

/** The public pages of a town with a thousand activities, while nothing changes. */
export const pages: Benchmark = {
  title: `public pages with ${ACTIVITIES.toLocaleString('en')} activities, ${PER_SECOND} requests a second for ${SECONDS} s each`,
  run: async () => {
    const pufa = await startScript('pufa', [String(ACTIVITIES)]);
    try {
      const rows: Row[] = [];
      for (const [what, path] of Object.entries(VIEWS)) {
        // The first visitor also pays for what is worked out once.
        await fetch(`${pufa.url}${path}`);
        rows.push(await rowOf(what, `${pufa.url}${path}`));
      }
      return rows;
    } finally {
      pufa.stop();
    }
  },
};
