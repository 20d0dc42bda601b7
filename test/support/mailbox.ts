import type { AddressInfo } from 'node:net';
import { afterEach } from '@jest/globals';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail as the server took it. */
export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  /** Header and body, as they came over the wire. */
  readonly raw: string;
}

export interface Mailbox {
  readonly port: number;
  /** For SMTP_URL. */
  readonly url: string;
  readonly received: Mail[];
  close(): Promise<void>;
}

const open = new Set<SMTPServer>();

const closed = (server: SMTPServer): Promise<void> => {
  open.delete(server);
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });
};

afterEach(async () => {
  for (const server of open) await closed(server);
});

/** A mail server on this machine that keeps what it is given. @param options what it should refuse, and whom it knows */
export async function mailbox(options: SMTPServerOptions = {}): Promise<Mailbox> {
  const received: Mail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    // Its own certificate, which the clients of these tests do not hold against anything.
    logger: false,
    closeTimeout: 50,
    disabledCommands: options.onAuth ? [] : ['AUTH'],
    onData: (stream, session, callback) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(parts).toString(),
        });
        callback();
      });
    },
    ...options,
  });
  // A client that gives up on the certificate or hangs up is the test's business.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  open.add(server);
  const { port } = server.server.address() as AddressInfo;
  return { port, url: `smtp://127.0.0.1:${port}`, received, close: () => closed(server) };
}

/** An answer of the server that refuses. */
export const refusal = (responseCode: number, message = 'no'): Error =>
  Object.assign(new Error(message), { responseCode });
