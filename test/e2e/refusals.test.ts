import { cpSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { freshFolder } from '../support/folder.js';
import { pufa } from '../support/program.js';

/** The shipped data with an unknown key, 30 February, a lawyer who does not exist and a village listed twice. */
function brokenCalendars(): string {
  const dir = freshFolder();
  cpSync('calendars', dir, { recursive: true });
  const edit = (file: string, from: string, to: string): void => {
    const path = join(dir, file);
    writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
  };
  edit('national.yaml', 'rule: {fixed: 12-04}\n  from: 2014', 'rule: {fixed: 02-30}\n  from: 2014');
  edit('national.yaml', '  short: 3·15', '  short: 3·15\n  colour: red');
  edit('towns/gangmen.yaml', '    lawyer: lawyer-1', '    lawyer: lawyer-7');
  edit('towns/gangmen.yaml', '  - id: xincheng\n    name: 新城村', '  - id: huohu\n    name: 货湖村');
  return dir;
}

const FAULTS = [
  /national\.yaml:\d+ \[\d+\]\.colour: red: 不认识的项/,
  /national\.yaml:\d+ \[\d+\]\.rule\.fixed: 02-30: 02-30 不是每年都有的一天/,
  /gangmen\.yaml:\d+ villages\[0\]\.lawyer: lawyer-7: 没有这个律师/,
  /gangmen\.yaml:\d+ villages\[11\]\.id: huohu: 与第 2 条（villages\[1\]）重复/,
  /gangmen\.yaml:\d+ villages\[11\]\.name: 货湖村: 与第 2 条/,
];

describe('broken data', () => {
  it('stops pufa check with every fault, and pufa start before it touches the data folder', async () => {
    const CALENDARS_DIR = brokenCalendars();
    const check = await pufa(['check'], { CALENDARS_DIR });
    expect(check.code).toBe(1);
    expect(check.stdout.trim().split('\n')).toHaveLength(FAULTS.length + 1);
    const DATA_DIR = join(freshFolder(), 'data');
    const start = await pufa(['start'], { CALENDARS_DIR, DATA_DIR, PORT: '0' });
    expect(start.code).toBe(1);
    for (const fault of FAULTS) {
      expect(check.stdout).toMatch(fault);
      expect(start.stderr).toMatch(fault);
    }
    expect(existsSync(DATA_DIR)).toBe(false);
  }, 30_000);

  it('passes when it is sound, and one file can be checked alone', async () => {
    expect(await pufa(['check'])).toEqual({
      code: 0,
      stdout: '没有问题：83 个节点，4 年的放假安排，1 个镇。\n',
      stderr: '',
    });
    const CALENDARS_DIR = brokenCalendars();
    const one = await pufa(['check', join(CALENDARS_DIR, 'national.yaml')], { CALENDARS_DIR });
    expect([one.code, one.stdout.includes('gangmen.yaml')]).toEqual([1, false]);
    // A draft takes the place of the file it is a draft of, however its path is written.
    const draft = await pufa(['check', join(CALENDARS_DIR, 'towns', 'gangmen.yaml')]);
    expect([draft.code, draft.stdout]).toEqual([1, expect.stringContaining('villages[0].lawyer: lawyer-7')]);
    expect((await pufa(['check', './calendars/towns/../national.yaml'])).code).toBe(0);
    const nowhere = await pufa(['check'], { CALENDARS_DIR: '/nowhere' });
    expect([nowhere.code, nowhere.stdout]).toEqual([1, expect.stringContaining('没有找到节点文件')]);
  }, 30_000);
});

describe('data that cannot be planned', () => {
  it.each([
    ['towns/gangmen.yaml', 'perVillage: 1', 'perVillage: -1', 'perVillage: -1: 要写从 1 起的整数'],
    ['towns/gangmen.yaml', 'teams: 2', 'teams: 0', 'departments[0].teams: 0: 要写从 1 起的整数'],
    ['towns/gangmen.yaml', 'before: 10', 'before: -10', 'days.before: -10: 要写从 0 起的整数天数'],
    ['national.yaml', 'fixed-range: 03-22..03-28', 'fixed-range: 03-28..03-22', '结束早于开始'],
  ])('is refused by name: %s with %s made %s', async (file, from, to, fault) => {
    const CALENDARS_DIR = freshFolder();
    cpSync('calendars', CALENDARS_DIR, { recursive: true });
    const path = join(CALENDARS_DIR, file);
    writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
    const check = await pufa(['check'], { CALENDARS_DIR });
    expect([check.code, check.stdout]).toEqual([1, expect.stringContaining(fault)]);
    const plan = await pufa(['plan', '--year', '2027'], { CALENDARS_DIR });
    expect([plan.code, plan.stdout, plan.stderr]).toEqual([1, '', expect.stringContaining(fault)]);
  });
});

describe('a wrong environment', () => {
  it('stops the start with each name, value and remedy, and repeats no secret', async () => {
    const { code, stderr } = await pufa(['start'], {
      PORT: '99999',
      BASE_URL: 'pufa',
      TOWN: 'Gang Men',
      LOG_LEVEL: 'loud',
      ADMIN_TOKEN: 'two words',
      WEBHOOK_HOSTS: 'http://robot.example.cn',
      SMTP_URL: 'smtp://user:hunter2@mail.example.cn/inbox',
      DATABASE_URL: 'postgres://pufa:hunter2@db.example.cn',
    });
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toEqual([
      'PORT: 99999: 要写 0 到 65535 的整数',
      'TOWN: Gang Men: 编号只能用小写字母、数字和连字符，以字母开头，例如 constitution-day',
      'BASE_URL: pufa: 要写网址，不带路径，例如 https://pufa.example.cn',
      'ADMIN_TOKEN: （不显示）: 只能用不含空格的 ASCII 字符',
      'DATABASE_URL: （不显示）: 要写 postgres://用户名:密码@主机:5432/数据库；密码里的特殊字符写成 %XX，例如 @ 写成 %40',
      'WEBHOOK_HOSTS: http://robot.example.cn: 要写 主机:端口，几个之间用逗号，例如 robot.example.cn:443,10.0.0.5:8080；不带 http://',
      'SMTP_URL: （不显示）: 主机后面只能写 ?from=发件地址，例如 smtps://用户名:密码@smtp.example.cn:465；用户名里的 @ 写成 %40',
      'LOG_LEVEL: loud: 只能是 fatal、error、warn、info、debug、trace、silent',
    ]);
  });

  it('reads a secret from the file that NAME_FILE names', async () => {
    const { code, stderr } = await pufa(['day', '2026-12-04'], { ADMIN_TOKEN_FILE: '/nowhere/token' });
    expect([code, stderr]).toEqual([
      1,
      'ADMIN_TOKEN_FILE: /nowhere/token: 读不了这个文件，请检查路径和权限\n',
    ]);
  });

  it('names a port that is taken', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { code, stderr } = await pufa(['start'], {
      DATA_DIR: join(freshFolder(), 'data'),
      PORT: String(port),
    });
    server.close();
    expect([code, stderr]).toEqual([1, `PORT: ${port}: 已被别的程序占用，请换一个，例如 PORT=${port + 1}\n`]);
  });

  it('names an address that is none of the machine’s', async () => {
    // Of a net that is nobody's (RFC 5737).
    const { code, stderr } = await pufa(['start'], {
      DATA_DIR: join(freshFolder(), 'data'),
      HOST: '203.0.113.7',
      PORT: '0',
    });
    expect([code, stderr]).toEqual([
      1,
      'HOST: 203.0.113.7: 不是这台机器的地址；只给本机用写 127.0.0.1，给别的机器用写 0.0.0.0\n',
    ]);
  });

  it('ends when it cannot write the login link, and lets go of the folder', async () => {
    const DATA_DIR = freshFolder();
    writeFileSync(join(DATA_DIR, 'admin-links'), '');
    const { code, stderr } = await pufa(['start'], { DATA_DIR, PORT: '0' });
    const links = join(DATA_DIR, 'admin-links');
    expect([code, stderr]).toEqual([1, `DATA_DIR: ${links}: 写不了（EEXIST），请检查路径和权限\n`]);
    expect(existsSync(join(DATA_DIR, 'lock'))).toBe(false);
  });

  it('names a data folder that is not there', async () => {
    const { code, stderr } = await pufa(['due'], { DATA_DIR: '/nowhere/data' });
    expect([code, stderr]).toEqual([
      1,
      '/nowhere/data 里还没有数据（找不到 store.json），请先运行 pufa start。\n',
    ]);
  });
});

describe('the command line', () => {
  it('can be run as a program of its own, as npx does', () => {
    expect(statSync('dist/main.js').mode & 0o111).toBe(0o111);
    expect(readFileSync('dist/main.js', 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  it.each([
    [[], 2],
    [['help'], 0],
    [['dance'], 2],
    [['toString'], 2],
    [['day', '2026-12-04', '2026-12-05'], 2],
    [['plan', '--year', '2027', '--town', '/nowhere/a.yaml', '/nowhere/b.yaml'], 1],
    [['plan', '--year', '1800'], 2],
    [['dates', '--year', '1800'], 2],
    [['dates', '--yaer', '2027'], 2],
    [['day', '2026-02-30'], 2],
    [['due', '--at', 'soon'], 2],
    [['plan', '--year', '2027', '--blackout', '2027-09-03..2027-09-01'], 2],
    [['plan', '--year', '2027', '--seconds', '0'], 2],
    [['plan', '--year', '2027', '--town', '/nowhere.yaml'], 1],
    [['export', 'feed'], 2],
  ])('answers pufa %j with exit code %i', async (args, code) => {
    const outcome = await pufa(args);
    expect(outcome.code).toBe(code);
    expect(outcome.stdout + outcome.stderr).not.toContain('    at ');
  });

  it('tells of a day and a year, for people and for scripts', async () => {
    expect((await pufa(['day', '2026-12-04'])).stdout).toBe(
      '2026-12-04  农历十月廿六  上班（星期五）  港门镇圩日\n',
    );
    expect(JSON.parse((await pufa(['day', '2027-10-04', '--json'])).stdout)).toEqual({
      date: '2027-10-04',
      workday: 'not-announced',
      market: false,
      lunar: '九月初五',
      because: '星期一，国庆节调休安排待国务院通知',
    });
    const dates = JSON.parse((await pufa(['dates', '--year', '2027', '--json'])).stdout) as {
      year: number;
      occurrences: { id: string }[];
      unknown: string[];
    };
    expect(Object.keys(dates)).toEqual(['year', 'occurrences', 'unknown']);
    expect(dates.unknown).toEqual(['gd-legal-month', 'food-safety-week']);
    expect(dates.occurrences.find(({ id }) => id === 'consumer-day')).toEqual({
      id: 'consumer-day',
      name: { zh: '国际消费者权益日', en: 'World Consumer Rights Day' },
      short: '3·15',
      start: '2027-03-15',
      end: '2027-03-15',
      day: '2027-03-15',
      status: 'fixed',
      confidence: 'A',
      enabled: true,
      source: '港府〔2020〕76号；2026年主题见people.com.cn 2026-03-15',
    });
  }, 30_000);
});
