import { describe, expect, it } from '@jest/globals';
import type { Activity } from '../../src/facts/index.js';
import {
  dingtalkChannel,
  feishuChannel,
  virtualPace,
  wecomChannel,
  type Channel,
} from '../../src/reminders/index.js';
import { activity, townTime } from '../support/gangmen.js';
import { cadre } from '../support/contacts.js';
import { reminding } from '../support/reminding.js';
import { fakeRobots, type RobotKind, type Robots } from '../support/robots.js';

const MAKERS: Record<RobotKind, (hosts: readonly string[]) => Channel> = {
  wecom: wecomChannel,
  dingtalk: dingtalkChannel,
  feishu: feishuChannel,
};

const COUNT = 45;

/** Forty-five contacts who share one robot, each with something due at half past eight, and the robot's real rates. */
async function crowd(kind: RobotKind) {
  let minute = townTime('2026-11-27T08:30');
  let pace = virtualPace();
  const robots: Robots = await fakeRobots({ clock: () => minute.toMillis() + pace.elapsed() });
  const url = robots.url(kind, 'shared');
  const villages = Array.from({ length: COUNT }, (_, index) => `v${index}`);
  const facts = villages.map((village): Activity =>
    activity({ id: village, title: `${village}的活动`, village }),
  );
  const contacts = villages.map((village) => cadre({ id: village, village, channels: [{ kind, url }] }));
  const town = await reminding(facts, contacts);
  const channel = MAKERS[kind]([robots.host]);
  return {
    robots,
    states: town.states,
    /** Runs the minute's tick, and the following ones. */
    minutes: async (count: number): Promise<number[]> => {
      const arrived: number[] = [];
      for (let index = 0; index < count; index += 1) {
        const before = robots.received.length;
        pace = virtualPace();
        await town.tick(minute.toFormat("yyyy-MM-dd'T'HH:mm"), { channels: [channel], pace });
        // A tick that takes longer than a minute makes the timer leave out the next.
        minute = minute.plus({ milliseconds: pace.elapsed() }).startOf('minute').plus({ minutes: 1 });
        arrived.push(robots.received.length - before);
      }
      return arrived;
    },
  };
}

describe('a robot that many share', () => {
  it.each(['wecom', 'dingtalk', 'feishu'] as const)(
    'of %s is never asked faster than it may be, and everything arrives',
    async (kind) => {
      const { robots, minutes, states } = await crowd(kind);
      const arrived = await minutes(6);
      expect([robots.received.length, robots.refused]).toEqual([COUNT, []]);
      expect(Math.max(...arrived)).toBeLessThanOrEqual(kind === 'feishu' ? 100 : 20);
      expect((await states()).filter((line) => !line.endsWith(' sent'))).toEqual([]);
    },
  );

  it.each([
    ['wecom', 45009, { errcode: 45009, errmsg: 'api freq out of limit' }],
    ['dingtalk', 130101, { errcode: 130101, errmsg: 'send too fast, exceed 20 times per minute' }],
    ['feishu', 11232, { code: 11232, msg: 'frequency limited' }],
  ] as const)('of %s that answers %i gets time, and then everything arrives', async (kind, _code, body) => {
    const { robots, minutes, states } = await crowd(kind);
    robots.answerNext({ body });
    await minutes(1);
    // The first refusal holds the rest back.
    expect(robots.requests).toHaveLength(1);
    await minutes(45);
    expect([robots.received.length, new Set(robots.received.map(({ text }) => text)).size]).toEqual([
      COUNT,
      COUNT,
    ]);
    expect((await states()).filter((line) => !line.endsWith(' sent'))).toEqual([]);
  });
});
