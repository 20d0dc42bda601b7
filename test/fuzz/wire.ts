/** Bytes that are no HTTP, or stop in its middle, or mean two things at once. */
export const wireShots = (token: string): string[] => {
  const head = (line: string, ...headers: string[]): string =>
    [line, 'Host: x', `Authorization: Bearer ${token}`, ...headers, '', ''].join('\r\n');
  const post = 'POST /api/v1/activities HTTP/1.1';
  const json = 'Content-Type: application/json';
  return [
    '',
    '\r\n\r\n',
    '\u0000\u0001\u0002',
    'EHLO x\r\n\r\n',
    'GET\r\n\r\n',
    'GET /api/v1/town\r\n\r\n',
    'GET /api/v1/town HTTP/9.9\r\n\r\n',
    'GET /api/v1/法 HTTP/1.1\r\nHost: x\r\n\r\n',
    'GET /api/v1/a b HTTP/1.1\r\nHost: x\r\n\r\n',
    'get /api/v1/town HTTP/1.1\r\nHost: x\r\n\r\n',
    'GET /api/v1/town HTTP/1.1\n\n',
    'GET /api/v1/town HTTP/1.1\r\n\r\n',
    'GET http://evil.example/api/v1/town HTTP/1.1\r\nHost: x\r\n\r\n',
    'OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n',
    'CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n',
    'TRACE /api/v1/town HTTP/1.1\r\nHost: x\r\n\r\n',
    head('GET /api/v1/town HTTP/1.1', 'X: a\u0000b'),
    head('GET /api/v1/town HTTP/1.1', ': empty'),
    head('GET /api/v1/town HTTP/1.1', ...Array.from({ length: 300 }, (_, index) => `X-${index}: y`)),
    head('GET /api/v1/town HTTP/1.1', `X: ${'y'.repeat(40_000)}`),
    head('GET /api/v1/town HTTP/1.1', 'Upgrade: websocket', 'Connection: Upgrade'),
    head('GET /api/v1/town HTTP/1.1', 'Upgrade: h2c', 'Connection: Upgrade, HTTP2-Settings'),
    `${head(post, json, 'Content-Length: 100')}{"title":`,
    `${head(post, json, 'Content-Length: 5', 'Content-Length: 6')}{"a":1}`,
    `${head(post, json, 'Content-Length: -1')}{}`,
    `${head(post, json, 'Content-Length: 99999999999999999999')}{}`,
    `${head(post, json, 'Content-Length: 2', 'Transfer-Encoding: chunked')}{}`,
    `${head(post, json, 'Transfer-Encoding: chunked')}zz\r\n{}\r\n0\r\n\r\n`,
    `${head(post, json, 'Transfer-Encoding: chunked')}fffffffffffffffff\r\n{}`,
    `${head(post, json, 'Transfer-Encoding: chunked')}2;${'x'.repeat(20_000)}\r\n{}\r\n0\r\n\r\n`,
    `${head(post, json, 'Transfer-Encoding: gzip, chunked')}2\r\n{}\r\n0\r\n\r\n`,
    `${head(post, json, 'Content-Encoding: gzip', 'Content-Length: 2')}{}`,
    `${head(post, json, 'Expect: 200-maybe', 'Content-Length: 2')}{}`,
    head('GET /api/v1/town HTTP/1.1').repeat(50),
  ];
};
