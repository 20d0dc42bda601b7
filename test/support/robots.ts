import { setTimeout as wait } from 'node:timers/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from '@jest/globals';
import { DateTime } from 'luxon';
import {
  bodyOf,
  JUDGES,
  meant,
  parsed,
  PATHS,
  textOf,
  UNKNOWN,
  type Asked,
  type Robot,
  type RobotKind,
  type Verdict,
} from './robotRules.js';

export type { RobotKind } from './robotRules.js';

/** A message that a robot took, as its group sees it. */
export interface GroupMessage {
  readonly kind: RobotKind;
  /** The robot's key. */
  readonly key: string;
  readonly text: string;
  /** Milliseconds by the servers' clock. */
  readonly at: number;
}

/** What a robot answers in the place of what it would. */
export interface Answer {
  /** HTTP status; 200 unless said. */
  readonly status?: number;
  /** Sent as it is; an object as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Cuts the connection: `before` the message is taken, or `after` it (so that the sender cannot know). */
  readonly hangUp?: 'before' | 'after';
  /** Takes the message and answers after so many milliseconds. */
  readonly delayMs?: number;
}

export interface RobotOptions {
  /** Milliseconds, for rates and signatures; the machine's own unless said. */
  readonly clock?: () => number;
  /** Whether the real rates hold; true unless said. */
  readonly rates?: boolean;
}

export interface Robots {
  /** `127.0.0.1:PORT`, for WEBHOOK_HOSTS. */
  readonly host: string;
  /** A robot's address as a contact has it; the robot is there from now on, wanting that secret if one is given. */
  url(kind: RobotKind, key: string, secret?: string): string;
  /** What the groups received, in order. */
  readonly received: GroupMessage[];
  /** The error codes answered, in order. */
  readonly refused: { readonly kind: RobotKind; readonly key: string; readonly code: number }[];
  /** Every request that came, for what must not come. */
  readonly requests: { readonly method: string; readonly url: string }[];
  /** The next requests get these answers, one each, whichever robot they are for. */
  answerNext(...answers: readonly Answer[]): void;
  close(): Promise<void>;
}

async function bodyIn(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

const open = new Set<Server>();

const closed = (server: Server): Promise<void> => {
  open.delete(server);
  server.closeAllConnections();
  return new Promise((resolve) =>
    server.close(() => {
      resolve();
    }),
  );
};

afterEach(async () => {
  for (const server of open) await closed(server);
});

/** Servers on this machine that answer, sign-check, count and measure as WeCom's, DingTalk's and Feishu's robots do. */
export async function fakeRobots({
  clock: now = () => DateTime.utc().toMillis(),
  rates = true,
}: RobotOptions = {}): Promise<Robots> {
  const robots = new Map<string, Robot>();
  const received: GroupMessage[] = [];
  const refused: { kind: RobotKind; key: string; code: number }[] = [];
  const requests: { method: string; url: string }[] = [];
  const scripted: Answer[] = [];

  const judge = (kind: RobotKind, key: string, asked: Omit<Asked, 'robot'>): Verdict => {
    const robot = robots.get(`${kind} ${key}`);
    if (!robot) return UNKNOWN[kind];
    const verdict = JUDGES[kind]({ ...asked, robot });
    if (verdict.code === 0) robot.taken.push(asked.now);
    return verdict;
  };

  const server = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? '/', 'http://robot');
      requests.push({ method: request.method ?? '', url: request.url ?? '' });
      const body = await bodyIn(request);
      const answer = scripted.shift();
      if (answer?.hangUp === 'before') {
        request.socket.destroy();
        return;
      }
      const send = (status: number, content: unknown): void => {
        const text = typeof content === 'string' ? content : JSON.stringify(content);
        const type = typeof content === 'string' ? 'text/html' : 'application/json';
        response.writeHead(status, { 'content-type': type, ...answer?.headers }).end(text);
      };
      const takes = answer === undefined || answer.hangUp === 'after' || answer.delayMs !== undefined;
      if (!takes) {
        send(answer.status ?? 200, answer.body ?? '');
        return;
      }
      const robot = meant(url);
      if (robot === null || request.method !== 'POST') {
        send(404, '<html>404</html>');
        return;
      }
      const { kind, key } = robot;
      const json = parsed(body);
      const type = request.headers['content-type'] ?? '';
      const verdict = judge(kind, key, { url, json, bytes: body.length, type, now: now(), rates });
      if (verdict.code === 0) {
        const text = kind === 'feishu' ? textOf(json.content, 'text') : textOf(json.text, 'content');
        received.push({ kind, key, text, at: now() });
      } else refused.push({ kind, key, code: verdict.code });
      if (answer?.hangUp === 'after') {
        request.socket.destroy();
        return;
      }
      // Whoever waited for the answer may be gone, and the test over: nobody waits for the clock then.
      if (answer?.delayMs !== undefined) await wait(answer.delayMs, undefined, { ref: false });
      send(answer?.status ?? 200, answer?.body ?? bodyOf(kind, verdict));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.add(server);
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    url: (kind, key, secret) => {
      robots.set(`${kind} ${key}`, { kind, key, secret, taken: [], blockedUntil: 0 });
      return `http://${host}${PATHS[kind](key)}`;
    },
    received,
    refused,
    requests,
    answerNext: (...answers) => {
      scripted.push(...answers);
    },
    close: () => closed(server),
  };
}
