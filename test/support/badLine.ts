import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { closeAtEnd } from './folder.js';

/** A line to a server that can break at the worst moment. */
export interface BadLine {
  readonly url: string;
  /** From now on lets POSTs to a path through, and cuts the line when the answer comes; null: no more. */
  readonly cutAnswersTo: (path: string | null) => void;
  /** How many answers were cut so far; a browser asks once more by itself on a line it has used before. */
  readonly cuts: () => number;
}

/** A plain TCP line in front of a server: the server does its work, and only the answer is lost. */
export async function badLine(target: string): Promise<BadLine> {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  let path: string | null = null;
  let cuts = 0;
  const proxy = createServer((client) => {
    const server = connect(Number(port), hostname);
    let cutting = false;
    for (const socket of [client, server]) {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
      socket.on('error', () => undefined);
    }
    client.on('data', (bytes) => {
      const line = /^POST (\S+) HTTP/.exec(bytes.toString('latin1', 0, 500));
      if (path !== null && line?.[1]?.endsWith(path)) cutting = true;
      server.write(bytes);
    });
    server.on('data', (bytes) => {
      if (!cutting) {
        client.write(bytes);
        return;
      }
      cuts += 1;
      client.destroy();
      server.destroy();
    });
    client.on('close', () => server.destroy());
    server.on('close', () => client.destroy());
  });
  await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
  closeAtEnd(async () => {
    for (const socket of open) socket.destroy();
    await new Promise((closed) => proxy.close(closed));
  });
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    cutAnswersTo: (next) => {
      path = next;
    },
    cuts: () => cuts,
  };
}
