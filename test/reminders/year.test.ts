import { describe, expect, it } from '@jest/globals';
import { faultsIn, type History, type Rule } from '../support/reminderOracle.js';
import { HOURS, PEOPLE, simulatedYear } from '../support/simulatedYear.js';
import { town } from '../support/reminding.js';

const rules: readonly Rule[] = town.rules;

/** One seed takes seconds; `npm run soak` runs twenty. */
const SEEDS = Number(process.env.SEEDS ?? 1);

const OPTIONS = { activities: 220, changes: 200, outages: 8, refusals: 0.03 };

const faults = (history: History): string[] => faultsIn(history, rules, PEOPLE, HOURS);

describe('a year of twelve villages, thirty contacts and two hundred changes', () => {
  it.each(Array.from({ length: SEEDS }, (_, seed) => seed + 1))(
    'tells everybody what they must know, once, and nobody anything else (seed %i)',
    async (seed) => {
      const history = await simulatedYear(seed, OPTIONS);
      expect(history.received.length).toBeGreaterThan(500);
      expect(faults(history)).toEqual([]);
    },
    60_000,
  );

  it('would be found out', async () => {
    const history = await simulatedYear(7, { activities: 60, changes: 60, outages: 0, refusals: 0 });
    expect(faults(history)).toEqual([]);
    const without = (word: string): History => {
      const index = history.received.findIndex(({ text }) => text.includes(word));
      return { ...history, received: history.received.filter((_, at) => at !== index) };
    };
    const twice = (word: string): History => {
      const index = history.received.findIndex(({ text }) => text.startsWith(`【港门镇普法${word}`));
      return {
        ...history,
        received: history.received.flatMap((item, at) => (at === index ? [item, item] : [item])),
      };
    };
    const late: History = {
      ...history,
      received: history.received.map((item) => ({ ...item, at: item.at + 86_400_000 })),
    };
    for (const [what, changed] of [
      ['not reminded', without('普法提醒')],
      ['otherwise than it is', without('普法变更')],
      ['otherwise than it is', without('普法取消')],
      ['not urged', without('普法催办')],
      ['twice', twice('提醒')],
      ['twice', twice('变更')],
      ['twice', twice('取消')],
      ['twice', twice('催办')],
      ['which is cancelled', late],
    ] as const)
      expect(faults(changed)).toContainEqual(expect.stringContaining(what));
  });
});
