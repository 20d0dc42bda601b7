import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { DateTime } from 'luxon';
import { freshFolder } from '../support/folder.js';
import { mailbox } from '../support/mailbox.js';
import { preparedFolder } from '../support/preparedFolder.js';
import { startProgram, type Program } from '../support/program.js';
import { fakeRobots } from '../support/robots.js';

const KEY = '693a91f6-7aaa-4bc4-97a0-0ec2sifa5aaa';
const SECRET = 'SEC0123456789abcdef0123456789abcdef';

/** The shipped data, reminding of what is in three days at whatever hour the test runs. */
function wakefulCalendars(): string {
  const dir = freshFolder();
  cpSync('calendars', dir, { recursive: true });
  const file = join(dir, 'towns', 'gangmen.yaml');
  const text = readFileSync(file, 'utf8')
    .replace('before: 7d at 08:30', 'before: 7d at 00:01')
    .replace('max-late: 3d', 'max-late: 6d')
    .replace(/^( +quiet(?:-days-off)?:).*$/gm, '$1 23:59-00:00');
  writeFileSync(file, text);
  return dir;
}

const until = async (holds: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 200 && !holds(); tries += 1)
    await new Promise((resume) => setTimeout(resume, 50));
  expect(holds()).toBe(true);
};

const post = async ({ api }: Program, path: string, body: unknown): Promise<Record<string, unknown>> => {
  const response = await api('POST', `/api/v1${path}`, body);
  expect([path, response.status]).toEqual([path, 201]);
  return (await response.json()) as Record<string, unknown>;
};

describe('a reminder by every channel', () => {
  it('arrives, is answered by its link, and leaves no secret in the log', async () => {
    const robots = await fakeRobots();
    const mail = await mailbox({
      onAuth: ({ username }, _session, callback) => {
        callback(null, { user: username });
      },
    });
    const variables = {
      DATA_DIR: await preparedFolder(),
      CALENDARS_DIR: wakefulCalendars(),
      WEBHOOK_HOSTS: robots.host,
      SMTP_URL: `smtp://pufa%40example.cn:hunter2@127.0.0.1:${mail.port}`,
      LOG_LEVEL: 'trace',
    };
    const first = await startProgram(variables);
    const start = DateTime.utc().setZone('Asia/Shanghai').plus({ days: 3 }).startOf('hour');
    const activity = await post(first, '/activities', {
      village: 'huohu',
      form: 'meeting',
      title: '国家宪法日：召开会议（货湖村）',
      start: start.toISO(),
      end: start.plus({ hours: 1 }).toISO(),
      place: '货湖村委会',
    });
    const contact = await post(first, '/contacts', {
      name: '陈主任',
      role: 'cadre',
      village: 'huohu',
      channels: [
        { kind: 'wecom', url: robots.url('wecom', KEY) },
        { kind: 'dingtalk', url: robots.url('dingtalk', 'token-of-dingtalk', SECRET), secret: SECRET },
        { kind: 'feishu', url: robots.url('feishu', 'hook-of-feishu', SECRET), secret: SECRET },
        { kind: 'email', address: 'chen@example.cn' },
        { kind: 'log' },
      ],
    });
    await first.stop('SIGTERM');

    // It ticks as soon as it starts.
    const program = await startProgram(variables);
    await until(() => robots.received.length === 3 && mail.received.length === 1);
    expect(robots.received.map(({ kind }) => kind).sort()).toEqual(['dingtalk', 'feishu', 'wecom']);
    expect(robots.refused).toEqual([]);
    const links = new Set(robots.received.map(({ text }) => text.split('\n').at(-1)));
    expect(links.size).toBe(1);
    const token = /\/r\/(\S+)$/.exec([...links][0] ?? '')?.[1] ?? '';
    const [sent] = mail.received;
    expect([sent?.from, sent?.to]).toEqual(['pufa@example.cn', ['chen@example.cn']]);
    expect(sent?.raw).toMatch(/Content-Type: text\/calendar; charset=utf-8/i);

    const page = `${program.url}/r/${token}`;
    expect(await (await fetch(page)).text()).toContain('货湖村委会');
    const answered = await fetch(`${page}/ack`, { method: 'POST', redirect: 'manual' });
    expect(answered.status).toBe(303);
    await fetch(`${page}x`);
    const { items } = (await (await program.api('GET', '/api/v1/deliveries')).json()) as {
      items: { activity: string; contact: string; channel: string; state: string }[];
    };
    expect(
      items
        .filter((item) => item.activity === activity.id && item.contact === contact.id)
        .map(({ channel, state }) => `${channel} ${state}`)
        .sort(),
    ).toEqual(['dingtalk', 'email', 'feishu', 'log', 'wecom'].map((channel) => `${channel} acknowledged`));
    await program.stop('SIGTERM');

    const log = program.output().stdout + program.output().stderr;
    expect(log).toContain('reminder');
    for (const secret of [
      token,
      token.slice(0, 22),
      KEY,
      'token-of-dingtalk',
      'hook-of-feishu',
      SECRET,
      'hunter2',
    ])
      expect(log).not.toContain(secret);
  }, 60_000);
});
