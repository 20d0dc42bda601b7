import { createServer, STATUS_CODES, type Server } from 'node:http';
import type { Socket } from 'node:net';

/** How long and how large a request may be before anything of ours sees it. Times in milliseconds. */
export interface HttpLimits {
  /** Headers come in one packet; who drips them holds a socket for nothing (slow loris). */
  readonly headersTimeout: number;
  /** A cadre's photo on a weak mobile network takes a minute; longer is no upload any more. */
  readonly requestTimeout: number;
  /** Longer than a proxy keeps an idle connection (nginx: 60 s), or it would send on one that is just being closed. */
  readonly keepAliveTimeout: number;
  /** How often they are looked at. */
  readonly connectionsCheckingInterval: number;
  /** In bytes; a session cookie, a token and a browser's own take two thousand. */
  readonly maxHeaderSize: number;
}

export const HTTP_LIMITS: HttpLimits = {
  headersTimeout: 15_000,
  requestTimeout: 120_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5000,
  maxHeaderSize: 16 * 1024,
};

/** More than any browser sends; what is beyond is dropped unread. */
const MOST_HEADERS = 100;

const STATUSES: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Answers what is no HTTP, or too slow, or too large to be read: Node's own answer has no body and no type. */
function refuse(error: NodeJS.ErrnoException & { rawPacket?: Buffer }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = STATUSES[error.code ?? ''] ?? 400;
  const title = STATUS_CODES[status] ?? '';
  const isHead = error.rawPacket?.toString('latin1', 0, 5) === 'HEAD ';
  const body = JSON.stringify({ type: 'about:blank', title, status, detail: '读不懂这个请求', errors: [] });
  socket.end(
    [
      `HTTP/1.1 ${status} ${title}`,
      'Content-Type: application/problem+json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      isHead ? '' : body,
    ].join('\r\n'),
  );
}

/** An HTTP server that nobody holds open by being slow. */
export function httpServer(limits: HttpLimits = HTTP_LIMITS): Server {
  const server = createServer({ ...limits });
  server.maxHeadersCount = MOST_HEADERS;
  server.on('clientError', refuse);
  return server;
}
