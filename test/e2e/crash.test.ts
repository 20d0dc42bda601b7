import { describe, expect, it } from '@jest/globals';
import { crashTown, type CrashTown } from '../support/crashTown.js';

/** `npm run crash` runs 200. */
const ROUNDS = Number(process.env.ROUNDS ?? 20);

const sleep = (ms: number): Promise<void> => new Promise((resume) => setTimeout(resume, ms));

/** Waits until more came than before, or a while has passed. */
async function somethingCame(town: CrashTown, before: number): Promise<void> {
  for (let tries = 0; tries < 150 && town.came() === before; tries += 1) await sleep(10);
}

describe('killed with kill -9', () => {
  it(
    `loses no reminder in ${ROUNDS} rounds, and doubles none but where a claim was open, which it says`,
    async () => {
      const town = await crashTown();
      const titles: string[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const before = town.came();
        // Some robots are slow to answer, so that a kill may find a message taken and not yet noted.
        town.robots.answerNext(...Array.from({ length: 2 }, () => ({ delayMs: Math.random() * 120 })));
        const program = await town.start();
        for (let index = 0; index < 4; index += 1)
          titles.push(await town.enter(program, Math.floor(Math.random() * 12)));
        if (Math.random() < 0.7) await somethingCame(town, before);
        await sleep(Math.random() * 80);
        await program.stop('SIGKILL');
      }
      const last = await town.start();
      await town.settled(last);
      const deliveries = await town.deliveries(last);
      await last.stop('SIGTERM');
      const report = titles.map((title) => {
        const [delivery, ...more] = deliveries.get(title) ?? [];
        return {
          title,
          arrived: town.arrivals(title),
          state: delivery?.state,
          double: delivery?.maybeDouble,
          tries: delivery?.attempts.length ?? 0,
          more,
        };
      });
      expect(
        report.filter(({ state, arrived, more }) => state !== 'sent' || arrived < 1 || more.length > 0),
      ).toEqual([]);
      // No oftener than it was tried, and more than once only where it says so.
      expect(
        report.filter(({ arrived, double, tries }) => arrived > tries || (arrived > 1 && double !== true)),
      ).toEqual([]);
      expect(town.robots.refused).toEqual([]);
      const marked = report.filter(({ double }) => double === true).length;
      const twice = report.filter(({ arrived }) => arrived > 1).length;
      console.log(
        `${titles.length} reminders, ${marked} marked as perhaps double, ${twice} of them came again`,
      );
    },
    60_000 + ROUNDS * 15_000,
  );
});

describe('asked to stop', () => {
  it('sends what it has claimed, notes it, and sends it no second time', async () => {
    const town = await crashTown();
    const program = await town.start();
    const title = await town.enter(program, 0);
    await program.stop('SIGKILL');
    town.robots.answerNext({ delayMs: 1500 });
    const before = town.came();
    const slow = await town.start();
    await somethingCame(town, before);
    expect(await slow.stop('SIGTERM')).toBe(0);
    const next = await town.start();
    await town.settled(next);
    const [delivery] = (await town.deliveries(next)).get(title) ?? [];
    await next.stop('SIGTERM');
    expect([delivery?.state, delivery?.maybeDouble, town.arrivals(title)]).toEqual(['sent', false, 1]);
  }, 60_000);
});
