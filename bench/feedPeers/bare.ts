/*
 * The limit: node:http that sends one buffer or 304, whatever is asked, and does nothing else. `bare.js FILE.gz ETAG`
 * prints its port.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const [file = '', etag = ''] = process.argv.slice(2);
const body = readFileSync(file);
const headers = [
  'Content-Type',
  'text/calendar; charset=utf-8',
  'ETag',
  etag,
  'Content-Encoding',
  'gzip',
  'Content-Length',
  String(body.length),
];
const unchanged = ['ETag', etag];
const http = createServer((request, response) => {
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, unchanged);
    response.end();
  } else {
    response.writeHead(200, headers);
    response.end(body);
  }
});
http.listen(0, '127.0.0.1', () => {
  console.log((http.address() as AddressInfo).port);
});
