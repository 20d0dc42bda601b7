import { describe, expect, it } from '@jest/globals';
import { tableOf } from '../../bench/table.js';

describe('the table of the benchmarks', () => {
  it('has a line for each row, and does not hide the others when one fails', () => {
    const table = tableOf([
      {
        name: 'calendar',
        seconds: 2.4,
        rows: [
          { what: 'pufa, 港门镇', figure: '8.6 ms', ratio: '3.4 × as fast as the peer' },
          { what: 'the peer', figure: '29.2 ms', ratio: '' },
        ],
        failure: null,
      },
      { name: 'planner', seconds: 61, rows: [], failure: 'it ended with SIGKILL; why stands above' },
      {
        name: 'feeds',
        seconds: 70,
        rows: [{ what: '304', figure: '62,765/s', ratio: '1.02' }],
        failure: null,
      },
    ]);
    expect(table.split('\n')).toEqual([
      'benchmark       what                                               figure  against',
      '--------------  -----------------------------------------------  --------  -------------------------',
      'calendar (2 s)  pufa, 港门镇                                       8.6 ms  3.4 × as fast as the peer',
      '                the peer                                          29.2 ms',
      'planner (61 s)  failed: it ended with SIGKILL; why stands above',
      'feeds (70 s)    304                                              62,765/s  1.02',
    ]);
  });
});
