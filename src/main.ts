#!/usr/bin/env node
import { DateTime } from 'luxon';
import { COMMANDS, UsageError } from './commands/index.js';
import { readEnvironment } from './environment.js';

const USAGE = `用法：pufa 命令 [选项]

  start                            启动服务；空的数据目录会先排好今年余下和明年的计划
  check [文件…]                    检查 calendars/，列出每一处错误
  dates --year 2027 [--json]       一年的节点
  day 2026-12-04 [--json]          某天上不上班、是不是圩日、农历几号
  plan --town 文件 --year 2027 …   排一年的计划，不改任何文件
  due --at 2026-12-03T08:30        到那时要发哪些提醒
  export feed 文件.ics             把订阅日历存成文件
  export ledger --year 2026        台账（Excel）；plan 是计划表，report 是报告（Word）
  export sheet 文件.pdf --year 2027 挂在墙上的日历；--month 6 是一个月，--size a3 是大张
  backup 文件.tar.gz               备份全部数据和照片，不用停服务
  restore 文件.tar.gz              恢复一份备份；原来的数据先留一份
  verify                           检查数据是否完好
  migrate --to postgres://…        把数据目录迁移到 PostgreSQL，或者迁回来
  admin-link                       取一个一次有效的管理员登录链接

几个镇时，due、export、admin-link 用 --town 指明哪个镇，不写就是 TOWN。`;

/** Errors that a person can mend need no stack. */
const EXPECTED = new Set([
  'UsageError',
  'EnvironmentError',
  'CalendarsError',
  'StoreError',
  'StoreUnavailableError',
  'StartError',
  'SolverError',
  'OutputError',
]);

/** To the first column, and the line wiped (ECMA-48). */
const START_OF_LINE = '\r\u001b[K';

async function run([name, ...args]: string[]): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help') {
    console.log(USAGE);
    return name === undefined ? 2 : 0;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!load) throw new UsageError(`没有这个命令：${name}\n${USAGE}`);
  const command = await load();
  return command(args, {
    env: readEnvironment(process.env),
    print: (line) => {
      console.log(line);
    },
    status: process.stderr.isTTY
      ? (line) => {
          process.stderr.write(`${START_OF_LINE}${line}`);
        }
      : undefined,
    now: () => DateTime.utc(),
    clock: () => performance.now(),
  });
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const expected = error instanceof Error && (EXPECTED.has(error.name) || 'code' in error);
  console.error(expected ? error.message : error);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
