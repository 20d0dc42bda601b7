import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { milliseconds, type Benchmark, type Row } from './benchmark.js';

const RECORDS = 5000;

/** What one process alone says of itself. */
interface Measured {
  readonly seconds: number;
  /** Most memory it ever had, in MB. */
  readonly peak: number;
  readonly bytes: number;
}

/** Each in a process of its own, for memory is that of the whole process. */
function measured(what: 'nothing' | 'ledger' | 'report'): Measured {
  const child = fileURLToPath(new URL('./ledgerChild.js', import.meta.url));
  const { stdout, status, stderr } = spawnSync(process.execPath, [child, what, String(RECORDS)], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Measured;
}

/** The year's documents, against a process that has the records and writes nothing. */
export const ledger: Benchmark = {
  title: `ledger (xlsx) and report (docx) of ${RECORDS.toLocaleString('en')} records, each in a process of its own`,
  run: () => {
    const bare = measured('nothing');
    const rowOf = (what: 'ledger' | 'report', name: string): Row => {
      const { seconds, peak, bytes } = measured(what);
      return {
        what: `${name}, ${Math.round(bytes / 1000)} kB`,
        figure: milliseconds(seconds),
        ratio: `${Math.round(peak)} MB at most, ${(peak / bare.peak).toFixed(1)} × the process without it`,
      };
    };
    return Promise.resolve([
      rowOf('ledger', 'ledger as xlsx'),
      rowOf('report', 'report as docx'),
      { what: 'the records alone', figure: milliseconds(bare.seconds), ratio: `${Math.round(bare.peak)} MB` },
    ]);
  },
};
