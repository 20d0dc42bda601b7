import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import {
  BY_NOTICE,
  dueSchema,
  keyDateSchema,
  marketSchema,
  RULE_WORDS,
  ruleSchema,
} from '../../src/calendar/index.js';
import { townSchema } from '../../src/town/index.js';

const text = readFileSync('calendars/README.md', 'utf8');

/** The first cells of the tables of a section. */
const firstCells = (heading: string): string[] => {
  const section = text.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/^\| `(\{.+?\})` \|/gm)].map(([, cell = '']) => cell);
};

describe('the page on how to write the data', () => {
  it('shows an example of every rule word, each one right', () => {
    const rules = firstCells('日期规则').map((cell) => ruleSchema.parse(parse(cell)));
    expect(rules.map(({ word }) => word)).toEqual([...Object.keys(RULE_WORDS), BY_NOTICE]);
  });

  it('shows every kind of deadline', () => {
    const dues = firstCells('司法所自己的期限').map((cell) => dueSchema.parse(parse(cell)));
    expect(dues.flatMap((due) => Object.keys(due))).toEqual(['deadline', 'monthly', 'quarterly']);
  });

  it('shows entries and a market that pass the check', () => {
    const blocks = [...text.matchAll(/```yaml\n([^]*?)```/g)].map(
      ([, block = '']) => parse(block) as unknown,
    );
    expect(blocks).toHaveLength(5);
    const [week, water, market, rules, reminders] = blocks;
    expect(z.array(keyDateSchema).parse(week)).toHaveLength(1);
    expect(z.array(keyDateSchema).parse(water)).toHaveLength(1);
    expect(z.object({ market: marketSchema }).parse(market).market.digits).toEqual([3, 6, 9]);
    const { rules: ruleShape, reminders: settingsShape } = townSchema.shape;
    expect(
      z
        .object({ rules: ruleShape })
        .parse(rules)
        .rules.map(({ id }) => id),
    ).toEqual(['week-before']);
    expect(z.object({ reminders: settingsShape }).parse(reminders)).toEqual({
      reminders: settingsShape.parse(undefined),
    });
  });

  it('explains every item of an entry', () => {
    const section = text.split('\n## 一个节点\n')[1]?.split('\n## ')[0] ?? '';
    const explained = [...section.matchAll(/^\| (`[a-z`  ]+`) \|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([a-z]+)`/g)].map(([, name]) => name),
    );
    expect(explained.sort()).toEqual(Object.keys(keyDateSchema.shape).sort());
  });
});
