import { cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CalendarsError, faultLine, filesIn, loadCalendars, readCalendars } from '../../src/town/index.js';
import { fileFault } from '../../src/town/source.js';
import { freshFolder } from '../support/folder.js';

/** One file of the shipped data, with a piece of it replaced. */
interface Edit {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const TOWN = 'towns/gangmen.yaml';

/** The faults of the shipped data after some edits, `file:line path: value: remedy`, files without their folder. */
function faultsAfter(...edits: Edit[]): string[] {
  const dir = freshFolder();
  cpSync('calendars', dir, { recursive: true });
  for (const { file, from, to } of edits) {
    const path = join(dir, file);
    const text = readFileSync(path, 'utf8');
    if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
    writeFileSync(path, text.replace(from, to));
  }
  return readCalendars(filesIn(dir))
    .sortedFaults()
    .map((fault) => faultLine(fault).replaceAll(`${dir}/`, ''));
}

/** The line of a text in a shipped file, from 1. */
const lineOf = (file: string, text: string): number =>
  readFileSync(join('calendars', file), 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(text)) + 1;

/** Where an entry stands in national.yaml, from 0. */
const indexOf = (id: string): number =>
  [...readFileSync(join('calendars', 'national.yaml'), 'utf8').matchAll(/^- id: (.+)$/gm)].findIndex(
    ([, found]) => found === id,
  );

const CONSTITUTION = 'short: 12·4\n  rule: {fixed: 12-04}\n  from: 2014';
const SAFETY = 'short: 安全生产月\n  rule: {month: 6}';

describe('the shipped data', () => {
  it('has no fault', () => {
    expect(faultsAfter()).toEqual([]);
  });

  it('holds twelve villages, six departments, four stand-in lawyers with three villages each', () => {
    const { town } = loadCalendars('calendars', 'gangmen');
    expect(town.villages.map(({ id }) => id)).toEqual(
      'gangmen huohu xipo wujia tangwei gangmenbu fengshu beizao xingang shijiao huangwu xincheng'.split(' '),
    );
    expect(town.villages.map(({ code }) => Number(code) - 440823112200)).toEqual([...Array(12).keys()]);
    expect(town.departments.map(({ name }) => name)).toEqual([
      '司法所',
      '综治办',
      '妇联',
      '安监',
      '市场监督管理所',
      '人社所',
    ]);
    expect(town.lawyers.map(({ name }) => name)).toEqual(['律师一', '律师二', '律师三', '律师四']);
    expect(town.lawyers.map(({ id }) => town.villages.filter(({ lawyer }) => lawyer === id).length)).toEqual([
      3, 3, 3, 3,
    ]);
  });

  it('bears a source on every entry', () => {
    const text = readFileSync(join('calendars', TOWN), 'utf8');
    const entries = text.split(/\n(?= {2}- )/).slice(1);
    expect(entries).toHaveLength(6 + 4 + 12 + 9 + 5 + 11 + 4);
    expect(entries.filter((entry) => !/^ {4}source: \S/m.test(entry))).toEqual([]);
  });
});

describe('a broken file', () => {
  it('is told of every fault at once, with file, line, value and remedy', () => {
    const found = faultsAfter(
      {
        file: 'national.yaml',
        from: CONSTITUTION,
        to: CONSTITUTION.replace('12-04', '02-30') + '\n  colour: red',
      },
      { file: TOWN, from: '    lawyer: lawyer-2', to: '    lawyer: lawyer-9' },
      { file: TOWN, from: '  - id: xincheng', to: '  - id: huangwu' },
    );
    const december = lineOf('national.yaml', '- id: constitution-day') + 3;
    const at = indexOf('constitution-day');
    expect(found).toEqual([
      `national.yaml:${december} [${at}].rule.fixed: 02-30: 02-30 不是每年都有的一天，请写成 12-04 这样的“月-日”`,
      `national.yaml:${december + 2} [${at}].colour: red: 不认识的项，请删去，或检查是否写错了字`,
      `${TOWN}:${lineOf(TOWN, 'lawyer: lawyer-2')} villages[3].lawyer: lawyer-9: 没有这个律师，请改成已有的编号：lawyer-1、lawyer-2、lawyer-3、lawyer-4`,
      `${TOWN}:${lineOf(TOWN, '- id: xincheng')} villages[11].id: huangwu: 与第 11 条（villages[10]）重复，请删去一条或改成不同的`,
    ]);
  });

  it.each<[string, Edit, string]>([
    [
      'a campaign for a key date that does not exist',
      { file: TOWN, from: 'keyDate: anti-drug-day', to: 'keyDate: no-day' },
      'campaigns[3].keyDate: no-day: 没有这个节点',
    ],
    [
      'a form that does not exist',
      { file: TOWN, from: '      - form: meeting', to: '      - form: opera' },
      'campaigns[0].quota[1].form: opera: 没有这个形式',
    ],
    [
      'a form that stands twice in a campaign',
      { file: TOWN, from: '      - form: slogans', to: '      - form: leaflets' },
      'campaigns[0].quota[3].form: leaflets: 同一个节点里这种形式写了两次',
    ],
    [
      'a zone with summer time, in which instants do not compare as text',
      { file: TOWN, from: 'zone: Asia/Shanghai', to: 'zone: Europe/Berlin' },
      'zone: Europe/Berlin: 只能用没有夏令时的时区',
    ],
    [
      'a month that is no number',
      { file: 'national.yaml', from: SAFETY, to: SAFETY.replace('month: 6', 'month: true') },
      `[${indexOf('safety-month')}].rule.month: true: 月份要写 1 到 12 的整数`,
    ],
    [
      'a partner that does not exist',
      { file: TOWN, from: '      - fulian\n', to: '      - fuyou\n' },
      'campaigns[3].partners[1]: fuyou: 没有这个单位',
    ],
    [
      'a rule that reminds after what it says is before',
      { file: TOWN, from: 'before: 7d at 08:30', to: 'before: -3d' },
      'rules[0].before: -3d: 请写成 7d at 08:30（提前几天、几点），天数从 1 起',
    ],
    [
      'a rule that bears the name of what the program tells by itself',
      { file: TOWN, from: 'id: week-before', to: 'id: change-of-week' },
      'rules[0].id: change-of-week: 这几个开头留给程序自己发的通知',
    ],
    [
      'quiet hours that end before they begin',
      { file: TOWN, from: 'quiet: 21:00-07:00', to: 'quiet: 07:00-21:00' },
      'reminders.quiet: 07:00-21:00: 请写成 21:00-07:00 这样',
    ],
    [
      'working hours that overlap',
      { file: TOWN, from: '    - 14:30-17:30', to: '    - 11:30-17:30' },
      '上班时间要从早到晚写，不能重叠',
    ],
    [
      'an escalation after days',
      { file: TOWN, from: 'escalate-after: 4h', to: 'escalate-after: 2d' },
      'reminders.escalate-after: 2d: 请写成 4h',
    ],
    [
      'a quota below one',
      { file: TOWN, from: 'perVillage: 1', to: 'perVillage: -1' },
      'campaigns[0].quota[0].perVillage: -1: 要写从 1 起的整数',
    ],
    [
      'a department without teams',
      { file: TOWN, from: 'teams: 1', to: 'teams: 0' },
      'departments[1].teams: 0: 要写从 1 起的整数',
    ],
    [
      'a rule with two times',
      { file: TOWN, from: 'before: 7d at 08:30', to: 'before: 7d at 08:30\n    on-day: at 07:30' },
      'rules[0]: {"id":"week-before","before":"7d at 08:30","on-day":"at 07:3…: 要写且只写一个：before、on-day、after',
    ],
    [
      'a rule that is late after no unit',
      { file: TOWN, from: 'max-late: 3d', to: 'max-late: 3' },
      'rules[0].max-late: 3: 请写成 3d（天）、14h（小时）或 90m（分钟）',
    ],
    [
      'a reminder three days after it would be before',
      { file: TOWN, from: 'before: 7d at', to: 'before: -7d at' },
      'rules[0].before: -7d at 08:30: 请写成 7d at 08:30',
    ],
    [
      'a time of day that no clock shows',
      { file: TOWN, from: '1d at 17:00', to: '1d at 24:00' },
      'rules[1].before: 1d at 24:00: 请写成 7d at 08:30',
    ],
    [
      'a market digit of eleven',
      { file: TOWN, from: '    - 9\n', to: '    - 11\n' },
      'market.digits[2]: 11: 尾数只能是 0 到 9',
    ],
    [
      'hours that end before they start',
      { file: TOWN, from: 'am: 09:00-11:30', to: 'am: 11:30-09:00' },
      'hours.am: 11:30-09:00: 时段的结束要晚于开始',
    ],
    [
      'an afternoon that begins before the morning ends',
      { file: TOWN, from: 'pm: 15:00-17:30', to: 'pm: 11:00-17:30' },
      '下午要等上午结束以后才开始',
    ],
    [
      'a town’s id that stands for something else',
      { file: TOWN, from: 'id: gangmen\n', to: 'id: feeds\n' },
      'id: feeds: 这个编号留给网址用了',
    ],
    [
      'a town’s id that a page stands under',
      { file: TOWN, from: 'id: gangmen\n', to: 'id: key-dates\n' },
      'id: key-dates: 这个编号留给网址用了',
    ],
    [
      'a topic nobody has a colour for',
      { file: 'national.yaml', from: '  topic: livelihood', to: '  topic: sport' },
      `[${indexOf('wage-arrears-winter')}].topic: sport: 只能是 law、security、safety`,
    ],
    [
      'a source left out',
      {
        file: 'national.yaml',
        from: '  source: 港府〔2020〕76号；2026年主题',
        to: '  # 港府〔2020〕76号；2026年主题',
      },
      `[${indexOf('consumer-day')}].source: 缺这一项，请补上`,
    ],
    [
      'an unknown rule word',
      { file: 'national.yaml', from: 'rule: {fixed: 03-15}', to: 'rule: {on: 03-15}' },
      `national.yaml:${lineOf('national.yaml', '- id: consumer-day') + 3} [${indexOf('consumer-day')}].rule.on: 03-15: 没有这个日期规则，只能写：fixed、fixed-range、`,
    ],
    [
      'a sixth week of a month',
      { file: 'national.yaml', from: 'nth-week: 09/3', to: 'nth-week: 09/6' },
      `[${indexOf('cyber-week')}].rule.nth-week: 09/6: 只能是第 1 到第 5 周`,
    ],
    [
      'a legal basis on what nobody has verified',
      { file: 'national.yaml', from: '  lead: 税务分局', to: '  lead: 税务分局\n  basis: 某法第1条' },
      `[${indexOf('tax-month')}].basis: 某法第1条: 没有核实的节点`,
    ],
    [
      'a key date of the province with a number of the country’s',
      { file: 'guangdong.yaml', from: '- id: humen-day', to: '- id: consumer-day' },
      `[${indexOf('consumer-day')}].id: consumer-day: 编号重复，已见于 `,
    ],
    [
      'a campaign for a deadline of the office, which is no key date',
      { file: TOWN, from: 'keyDate: anti-drug-day', to: 'keyDate: annual-report-due' },
      'campaigns[3].keyDate: annual-report-due: 没有这个节点',
    ],
    [
      'a deadline in a month that does not end so',
      { file: TOWN, from: 'due: {monthly: 25}', to: 'due: {monthly: 31}' },
      'duties[8].due.monthly: 31: 要写 1 到 28 的日期，月底写 last',
    ],
    [
      'a duty for nobody',
      { file: TOWN, from: '    for: office', to: '    for: county' },
      'duties[5].for: county: 只能是 village（每村）、town（全镇）或 office',
    ],
    [
      'a market day left out that was none',
      { file: TOWN, from: '    - 9\n', to: '    - 9\n  except:\n    - 2027-02-04\n' },
      'market.except[0]: 2027-02-04: 这天本来就不是圩日',
    ],
    [
      'the same key date twice',
      { file: 'national.yaml', from: '- id: anti-drug-day', to: '- id: consumer-day' },
      `[${indexOf('anti-drug-day')}].id: consumer-day: 编号重复`,
    ],
    [
      'a village’s id that stands for the whole town in those of activities',
      { file: TOWN, from: 'id: xincheng', to: 'id: town' },
      'villages[11].id: town: 这个编号留给全镇的活动用了，请换一个',
    ],
    [
      'a village’s code that is a number',
      { file: TOWN, from: 'code: "440823112200"', to: 'code: 440823112200' },
      'villages[0].code: 440823112200: 要写十二位统计用区划代码，并加引号',
    ],
    [
      'a lawyer where there is none',
      { file: TOWN, from: '\nlawyers:\n', to: '\nlawyers: []\nothers:\n' },
      'villages[0].lawyer: lawyer-1: 没有这个律师，请先写上这个律师',
    ],
    [
      'a theme of no year',
      { file: 'national.yaml', from: '    2026: ', to: '    26: ' },
      '.themes.26: 提升消费品质: 要写四位数的年份，例如 2014',
    ],
    [
      'a key twice',
      { file: 'national.yaml', from: '  short: 3·15', to: '  short: 3·15\n  short: 3.15' },
      'YAML 写法有误',
    ],
    [
      'a make-up workday on a holiday',
      { file: 'holidays/2026.yaml', from: '- 2026-10-10', to: '- 2026-10-04' },
      'holidays[6].work[1]: 2026-10-04: 同一天又放假又上班',
    ],
  ])('is refused for %s', (_what, edit, expected) => {
    expect(faultsAfter(edit).join('\n')).toContain(expected);
  });

  it('is told where the key stands, also of what is written below it', () => {
    const days = '    days:\n      before: 10\n';
    expect(faultsAfter({ file: TOWN, from: days, to: days.replace('before: 10\n', 'before: -1\n') })).toEqual(
      [expect.stringContaining(`${TOWN}:${lineOf(TOWN, '    days:') + 1} campaigns[0].days.before: -1: `)],
    );
    expect(faultsAfter({ file: TOWN, from: days, to: '    days:\n' })).toEqual([
      expect.stringContaining(`${TOWN}:${lineOf(TOWN, '    days:')} campaigns[0].days.before: `),
    ]);
    // A year is a number in YAML, and a string in the data.
    const [year, mistyped] = ['    2026: ', '    26: '];
    expect(faultsAfter({ file: 'national.yaml', from: year, to: mistyped })).toEqual([
      expect.stringMatching(
        new RegExp(`^national\\.yaml:${lineOf('national.yaml', year)} \\[\\d+\\]\\.themes\\.26: `),
      ),
    ]);
  });

  it('is refused for text that YAML takes for a reference', () => {
    const line = lineOf('national.yaml', 'short: 3·15');
    expect(faultsAfter({ file: 'national.yaml', from: 'short: 3·15', to: 'short: *重点*' })).toContain(
      `national.yaml:${line}: *重点*: 星号开头的文字在 YAML 里是引用，请把整段文字加上引号`,
    );
  });

  it('is refused in another encoding than UTF-8, whose names would be read as other names', () => {
    const dir = freshFolder();
    cpSync('calendars', dir, { recursive: true });
    // 某镇 as Notepad saves it by its own, GB 18030.
    writeFileSync(join(dir, 'towns', 'gbk.yaml'), Buffer.from('6e616d653a20c4b3d5f20a', 'hex'));
    expect(readCalendars(filesIn(dir)).faults.map(faultLine)).toEqual([
      `${dir}/towns/gbk.yaml:1: 不是 UTF-8 编码的文件，请在编辑软件里另存为，编码选 UTF-8`,
    ]);
    // With a byte order mark it is UTF-8 all the same.
    rmSync(join(dir, 'towns', 'gbk.yaml'));
    writeFileSync(join(dir, TOWN), `\uFEFF${readFileSync(join('calendars', TOWN), 'utf8')}`);
    expect(readCalendars(filesIn(dir)).faults).toEqual([]);
  });

  it('is not passed over for the ending of its name', () => {
    const dir = freshFolder();
    cpSync('calendars', dir, { recursive: true });
    renameSync(join(dir, 'holidays', '2026.yaml'), join(dir, 'holidays', '2026.yml'));
    writeFileSync(join(dir, 'towns', 'xipo.YAML'), '');
    expect(() => loadCalendars(dir, 'gangmen')).toThrow(
      new CalendarsError([
        fileFault(join(dir, 'holidays', '2026.yml'), 1, '只读 .yaml 结尾的文件，请改名为 2026.yaml'),
        fileFault(join(dir, 'towns', 'xipo.YAML'), 1, '只读 .yaml 结尾的文件，请改名为 xipo.yaml'),
      ]),
    );
  });

  it('is missing where the folder is none', () => {
    expect(() => loadCalendars('calendars/national.yaml', 'gangmen')).toThrow(
      'calendars/national.yaml:1: 没有找到节点文件（national.yaml），请检查 CALENDARS_DIR',
    );
  });

  it('stops loading with all of it', () => {
    const dir = freshFolder();
    expect(() => loadCalendars(dir, 'gangmen')).toThrow(CalendarsError);
    expect(() => loadCalendars('calendars', 'elsewhere')).toThrow(
      'elsewhere: 没有这个镇，请把 TOWN 或 --town 改成：gangmen',
    );
  });
});
