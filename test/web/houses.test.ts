import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import pino from 'pino';
import { dispatch, Houses, type House } from '../../src/web/index.js';

/** Houses that note what they are asked, and whose work a test holds. */
function street(most: number) {
  const asked: string[] = [];
  const closed: string[] = [];
  const busy = new Set<string>();
  const houses = new Houses((id): House => {
    if (id === 'broken') throw new Error('no such file');
    return {
      answer: ({ url = '' }) => void asked.push(`${id} ${url}`),
      isBusy: () => busy.has(id),
      close: () => {
        closed.push(id);
        return Promise.resolve();
      },
    };
  }, most);
  const written: (number | string)[] = [];
  const response = () =>
    Object.assign(new EventEmitter(), {
      writeHead: (status: number) => void written.push(status),
      end: (text: string) => void written.push(text),
    }) as unknown as ServerResponse;
  const ask = (id: string, isAnswered = true): ServerResponse => {
    const answer = response();
    houses.answer(id, { url: '/' } as IncomingMessage, answer);
    if (isAnswered) answer.emit('close');
    return answer;
  };
  return { houses, asked, closed, busy, ask, response, written };
}

describe('the houses of an installation', () => {
  it('are opened once, and the one asked for longest ago is closed when there are too many', () => {
    const { houses, closed, ask } = street(2);
    for (const id of ['a', 'b', 'a', 'c']) ask(id);
    expect([houses.ids, closed]).toEqual([['a', 'c'], ['b']]);
  });

  it('stay open while they search or are answering, and are closed afterwards', () => {
    const { houses, closed, busy, ask } = street(1);
    busy.add('a');
    ask('a');
    const answer = ask('b', false);
    ask('c');
    expect([houses.ids, closed]).toEqual([['a', 'b'], ['c']]);
    busy.clear();
    answer.emit('close');
    expect([houses.ids, closed]).toEqual([['b'], ['c', 'a']]);
  });

  it('are all closed at the end', async () => {
    const { houses, closed, ask } = street(3);
    for (const id of ['a', 'b']) ask(id);
    await houses.close();
    expect([houses.ids, closed]).toEqual([[], ['a', 'b']]);
  });
});

describe('the dispatcher', () => {
  const lead = (target: string) => {
    const { houses, asked, response, written } = street(9);
    const log = pino({ level: 'silent' });
    const has = (id: string): boolean => ['home', 'xipo', 'broken'].includes(id);
    dispatch({ houses, home: 'home', has, log })({ url: target } as IncomingMessage, response());
    return [...asked, ...written];
  };

  it('takes the town from the first part of the path', () => {
    expect(lead('/xipo/board?year=2026')).toEqual(['xipo /board?year=2026']);
    expect(lead('/xipo')).toEqual(['xipo /']);
    expect(lead('/xipo?lang=en')).toEqual(['xipo /?lang=en']);
    expect(lead('/xipo//evil.example')).toEqual(['xipo //evil.example']);
    expect(lead('/home/board')).toEqual(['home /board']);
  });

  it('leaves everything else to the town without a prefix', () => {
    for (const target of [
      '/',
      '/board',
      '/nowhere/board',
      '/Xipo/',
      '/xipo%2Fboard',
      '//xipo/board',
      '/xipofoo/',
      '*',
    ])
      expect(lead(target)).toEqual([`home ${target}`]);
  });

  it('answers for a town whose file has been broken, and says what to do', () => {
    expect(lead('/broken/board')).toEqual([503, '这个镇的资料读不了，请管理员运行 pufa check。\n']);
  });
});
