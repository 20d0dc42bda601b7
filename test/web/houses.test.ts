import { once } from 'node:events';
import { request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import pino from 'pino';
import { dispatch, Houses, httpServer, type House } from '../../src/web/index.js';
import { closeAtEnd } from '../support/folder.js';
import { until } from '../support/until.js';

/** A server whose houses say their name and what they were asked; those of `held` answer when they are let go. */
async function street(most: number, home = 'home') {
  const closed: string[] = [];
  const busy = new Set<string>();
  const held = new Map<string, ServerResponse | null>();
  const houses = new Houses((id): House => {
    if (id === 'broken') throw new Error('no such file');
    return {
      answer: ({ url = '' }, response) => {
        if (held.has(id)) held.set(id, response);
        else response.end(`${id} ${url}`);
      },
      isBusy: () => busy.has(id),
      close: () => {
        closed.push(id);
        return Promise.resolve();
      },
    };
  }, most);
  const has = (id: string): boolean => /^([abc]|home|xipo|broken)$/.test(id);
  const server = httpServer();
  server.on('request', dispatch({ houses, home, has, log: pino({ level: 'silent' }) }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closeAtEnd(async () => {
    server.closeAllConnections();
    await new Promise((ended) => server.close(ended));
  });
  const { port } = server.address() as AddressInfo;
  /** Asks for a target as it stands, which `fetch` would write differently. */
  const ask = async (path: string): Promise<string> => {
    const asked = request({ port, host: '127.0.0.1', path });
    asked.end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    response.setEncoding('utf8');
    let text = '';
    response.on('data', (part: string) => (text += part));
    await once(response, 'end');
    return response.statusCode === 200 ? text : `${response.statusCode ?? ''} ${text}`;
  };
  const settle = (ids: readonly string[]): Promise<void> =>
    until(() => houses.ids.join() === ids.join(), `open are ${ids.join()}`);
  return { houses, closed, busy, held, ask, settle };
}

describe('the houses of an installation', () => {
  it('are opened once, and the one asked for longest ago is closed when there are too many', async () => {
    const { closed, ask, settle } = await street(2);
    for (const id of ['a', 'b', 'a', 'c']) await ask(`/${id}/`);
    await settle(['a', 'c']);
    expect(closed).toEqual(['b']);
  });

  it('stay open while they search or are answering, and are closed afterwards', async () => {
    const { closed, busy, held, ask, settle } = await street(1);
    busy.add('a');
    await ask('/a/');
    held.set('b', null);
    const answer = ask('/b/');
    await until(() => Boolean(held.get('b')), 'b is asked');
    await ask('/c/');
    await settle(['a', 'b']);
    expect(closed).toEqual(['c']);
    busy.clear();
    held.get('b')?.end('b');
    expect(await answer).toBe('b');
    await settle(['b']);
    expect(closed).toEqual(['c', 'a']);
  });

  it('are all closed at the end', async () => {
    const { houses, closed, ask } = await street(3);
    for (const id of ['a', 'b']) await ask(`/${id}/`);
    await houses.close();
    expect([houses.ids, closed]).toEqual([[], ['a', 'b']]);
  });
});

describe('the dispatcher', () => {
  it('takes the town from the first part of the path', async () => {
    const { ask } = await street(9);
    expect(await ask('/xipo/board?year=2026')).toBe('xipo /board?year=2026');
    expect(await ask('/xipo')).toBe('xipo /');
    expect(await ask('/xipo?lang=en')).toBe('xipo /?lang=en');
    expect(await ask('/xipo//evil.example')).toBe('xipo //evil.example');
    expect(await ask('/home/board')).toBe('home /board');
  });

  it('leaves everything else to the town without a prefix', async () => {
    const { ask } = await street(9);
    for (const target of [
      '/',
      '/board',
      '/nowhere/board',
      '/Xipo/',
      '/xipo%2Fboard',
      '//xipo/board',
      '/xipofoo/',
    ])
      expect(await ask(target)).toBe(`home ${target}`);
  });

  it('answers for a town whose file has been broken, and says what to do', async () => {
    const { ask } = await street(9);
    expect(await ask('/broken/board')).toBe('503 这个镇的资料读不了，请管理员运行 pufa check。\n');
    expect(await ask('/xipo/')).toBe('xipo /');
  });
});
