import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A server under load. */
export interface Peer {
  readonly url: string;
  stop(): void;
}

const peerOf = (child: ChildProcess, url: string): Peer => ({ url, stop: () => void child.kill() });

/** A script of this folder; it prints its port. */
export async function startScript(name: string, args: readonly string[] = []): Promise<Peer> {
  const script = fileURLToPath(new URL(`${name}.js`, import.meta.url));
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (text: Buffer) => {
      resolve(text.toString().trim());
    });
    child.once('exit', () => {
      reject(new Error(`${name} ended before it served`));
    });
  });
  return peerOf(child, `http://127.0.0.1:${port}`);
}

const isInstalled = (command: string): boolean => spawnSync('which', [command]).status === 0;

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => {
        resolve(port);
      });
    });
  });

async function answering(url: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      await fetch(url);
      return;
    } catch {
      await new Promise((resume) => setTimeout(resume, 100));
    }
  }
  throw new Error(`${url} never answered`);
}

/** nginx with the ready bytes and the ready packed bytes as files; null where it is not installed. */
export async function startNginx(plain: Buffer, packed: Buffer): Promise<Peer | null> {
  if (!isInstalled('nginx')) return null;
  const dir = mkdtempSync(join(tmpdir(), 'pufa-nginx-'));
  const port = await freePort();
  writeFileSync(join(dir, 'town.ics'), plain);
  writeFileSync(join(dir, 'town.ics.gz'), packed);
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${dir}/${name};`,
  );
  writeFileSync(
    join(dir, 'nginx.conf'),
    `user root; worker_processes 1; daemon off; pid ${dir}/pid; error_log ${dir}/error.log;
events { worker_connections 1024; }
http { ${paths.join(' ')} access_log off; keepalive_requests 1000000000; types { text/calendar ics; }
server { listen 127.0.0.1:${port}; root ${dir}; gzip_static on; } }`,
  );
  const child = spawn('nginx', ['-c', join(dir, 'nginx.conf'), '-e', join(dir, 'error.log')], {
    stdio: 'ignore',
  });
  const url = `http://127.0.0.1:${port}`;
  await answering(url);
  return peerOf(child, url);
}

/** Radicale with the same events as a collection; null where it is not installed. */
export async function startRadicale(plain: Buffer): Promise<Peer | null> {
  if (!isInstalled('radicale')) return null;
  const dir = mkdtempSync(join(tmpdir(), 'pufa-radicale-'));
  const port = await freePort();
  mkdirSync(join(dir, 'collections'));
  writeFileSync(
    join(dir, 'config'),
    `[server]\nhosts = 127.0.0.1:${port}\n[auth]\ntype = none\n[rights]\ntype = authenticated\n[storage]\nfilesystem_folder = ${dir}/collections\n[web]\ntype = none\n`,
  );
  const child = spawn('radicale', ['--config', join(dir, 'config')], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}/bench/town/`;
  await answering(url);
  const headers = { 'content-type': 'text/calendar', authorization: `Basic ${btoa('bench:x')}` };
  const put = await fetch(url, { method: 'PUT', headers, body: new Uint8Array(plain) });
  if (!put.ok) throw new Error(`radicale took no calendar: ${put.status}`);
  return peerOf(child, url);
}
