import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import type { Shot } from './requests.js';

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** How long an answer may take, in milliseconds. */
const PATIENCE_MS = 30_000;

/** After a pause each of the open connections may turn out to be closed. */
const CONNECTION_TRIES = 20;

const textOf = (value: string | string[] | undefined): string =>
  Array.isArray(value) ? value.join(', ') : (value ?? '');

/** Sends shots over a few open connections. */
export class Client {
  readonly #agent: Agent;

  constructor(
    private readonly port: number,
    connections: number,
  ) {
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** A connection that the server gave up meanwhile is no answer: then it goes once more, on another. */
  async send(shot: Shot, tries = CONNECTION_TRIES): Promise<Answer> {
    try {
      return await this.#once(shot);
    } catch (error) {
      if (tries === 1 || (error as NodeJS.ErrnoException).code !== 'ECONNRESET') throw error;
      return this.send(shot, tries - 1);
    }
  }

  #once({ method, target, headers, body }: Shot): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sending = request(
        {
          host: '127.0.0.1',
          port: this.port,
          agent: this.#agent,
          method,
          path: target,
          headers: { ...Object.fromEntries(headers), ...(body ? { 'Content-Length': body.length } : {}) },
          timeout: PATIENCE_MS,
        },
        (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('error', reject);
          response.on('end', () => {
            const told = Object.entries(response.headers).map(
              ([name, value]) => [name, textOf(value)] as const,
            );
            resolve({
              status: response.statusCode ?? 0,
              type: response.headers['content-type'] ?? '',
              headers: Object.fromEntries(told),
              body: Buffer.concat(parts),
            });
          });
        },
      );
      sending.on('timeout', () => sending.destroy(new Error('no answer')));
      sending.on('error', reject);
      sending.end(body ?? undefined);
    });
  }

  /** Sends bytes that may be no HTTP, hangs up, and says what came back until then. */
  raw(text: string | Buffer, waitMs = 50): Promise<string> {
    return new Promise((resolve) => {
      let answer = '';
      const socket = connect(this.port, '127.0.0.1', () => {
        socket.write(text);
        setTimeout(() => socket.destroy(), waitMs);
      });
      socket.setEncoding('latin1').on('data', (part: string) => (answer += part));
      socket.on('error', () => undefined);
      socket.on('close', () => {
        resolve(answer);
      });
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
