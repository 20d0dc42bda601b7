import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { closeAtEnd, freshFolder } from '../folder.js';
import { until } from '../until.js';
import { databaseAt } from './address.js';
import { makeCluster, type Cluster } from './cluster.js';

/*
 * The PostgreSQL of a run of tests: the server that DATABASE_URL names, else one of npm's that the first test which needs it
 * starts for all and globalTeardown.js ends.
 */

/** Starts the server of this run, or waits for the one that another test file is starting. */
async function sharedServer(dir: string): Promise<string> {
  const file = join(dir, 'url');
  try {
    mkdirSync(join(dir, 'cluster'));
  } catch {
    await until(() => existsSync(file), 'another test file starts PostgreSQL', 60_000);
    return readFileSync(file, 'utf8');
  }
  const { url, pid } = await makeCluster(join(dir, 'cluster'), Number(process.env.PUFA_TEST_RUN));
  writeFileSync(join(dir, 'pid'), String(pid()));
  // Whole or not at all.
  writeFileSync(`${file}.new`, url);
  renameSync(`${file}.new`, file);
  return url;
}

let server: Promise<string> | undefined;

/** The address of a server on which databases can be made. */
function databaseServer(): Promise<string> {
  const { DATABASE_URL: given = '', PUFA_TEST_POSTGRES: dir = '' } = process.env;
  server ??= given === '' ? sharedServer(dir) : Promise.resolve(given);
  return server;
}

/** Runs statements, one after another, as the server's administrator. @returns the rows of the last */
export async function sql(url: string, ...statements: readonly string[]): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    let rows: Record<string, unknown>[] = [];
    for (const statement of statements) ({ rows } = await client.query<Record<string, unknown>>(statement));
    return rows;
  } finally {
    await client.end();
  }
}

/** An empty database that goes when the test ends. */
export async function freshDatabase(): Promise<string> {
  const url = await databaseServer();
  const name = `pufa_test_${randomBytes(6).toString('hex')}`;
  await sql(url, `create database ${name}`);
  closeAtEnd(async () => {
    await sql(url, `drop database ${name} with (force)`);
  });
  return databaseAt(url, name);
}

/** A server of a test's own, to be killed; it goes when the test ends. */
export async function ownCluster(): Promise<Cluster> {
  const folder = freshFolder();
  // As root the server runs as another user.
  chmodSync(folder, 0o755);
  const dir = join(folder, 'cluster');
  mkdirSync(dir);
  const cluster = await makeCluster(dir);
  closeAtEnd(() => cluster.stop());
  return cluster;
}
