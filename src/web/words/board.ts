import { inBoth, many } from './lang.js';

/** What a village lacks of one campaign. */
interface GapSaid {
  /** Whether nothing at all stands for it. */
  readonly bare: boolean;
  /** Whether its days are past. */
  readonly over: boolean;
  readonly missing: number;
  readonly late: number;
}

/** `/board` and `/board/ledger`. */
export const board = inBoth(
  {
    title: '总览',
    years: '年份',
    figures: {
      label: '要紧的数字',
      villages: '个村有缺口',
      missing: '项没有安排',
      late: '项没有台账',
      silent: '条没有回复',
      undelivered: '条没有送到',
      warnings: '条排期提醒',
    },
    states: {
      missing: '没有安排',
      late: '没有台账',
      planned: '已安排',
      confirmed: '已确认',
      done: '已办有台账',
    },
    statesShort: { missing: '没安排', late: '没台账', planned: '已安排', confirmed: '已确认', done: '已办' },
    colon: '：',
    semicolon: '；',
    comma: '、',
    unknown: '（活动已不在）',

    forgotten: {
      title: '哪个村落下了',
      none: (year: number) => `${year}年没有村落下：该办的都安排了，办过的都有台账。`,
      nothing: '还没有发布计划，所有的村都还没有安排。',
      toPlans: '去编排计划',
      gap: (name: string, { bare, over, missing, late }: GapSaid) => {
        const lacks = bare
          ? over
            ? ['没有办']
            : ['还没有安排']
          : missing > 0
            ? [over ? `少办 ${missing} 项` : `还缺 ${missing} 项`]
            : [];
        return `${name} ${[...lacks, ...(late > 0 ? [`${late} 项没有台账`] : [])].join('、')}`;
      },
      common: '各村都一样',
      more: (count: number) => `还有 ${count} 个村`,
    },

    matrix: {
      title: '各村各节点',
      hint: '点一格，看那一格里的每一项。',
      caption: (year: number) => `${year}年各村在各节点的安排和台账，缺得多的村在前`,
      village: '村',
      cell: (village: string, campaign: string) => `${village}，${campaign}`,
      before: '启用前',
      beforeHint: '启用前：这个节点在日历启用以前已经过去，不算缺。',
      nothing: '不要求',
      none: '没有和您有关的节点。',
    },

    agenda: {
      title: '未来两周',
      none: '未来两周没有活动。',
      today: '今天',
      tomorrow: '明天',
      market: '圩日',
      villages: (count: number) => `${count} 个村`,
      confirmedOf: (confirmed: number, all: number) => `${confirmed}/${all} 已确认`,
      lead: '牵头',
      lawyer: '律师',
      status: { planned: '未确认', confirmed: '已确认', done: '已办', cancelled: '已取消' },
    },

    answers: {
      title: '提醒',
      none: '没有要转发的，没有等回复的，也没有没送到的。',
      waiting: '等您转发',
      waitingHint: '复制文字，发到村里的微信群或本人，再按“已发送”。',
      /** Before a name. */
      to: '发给 ',
      copy: '复制文字',
      copied: '已复制',
      copyAgain: '复制提醒文字',
      sent: '已发送',
      call: '打电话',
      silent: '没有回复',
      since: (when: string, ago: string) => `${when} 发的，${ago}`,
      ago: (days: number) => (days <= 0 ? '今天' : days === 1 ? '昨天' : `${days} 天前`),
      next: {
        'second-contact': (at: string) => `${at} 还没回复就催第二联系人`,
        office: (at: string) => `${at} 还没回复就报司法所`,
      },
      reached: { 'second-contact': '已经催了第二联系人', office: '已经报了司法所' },
      noNext: '不会再自动催，请打电话',
      shown: '看文字',
      undelivered: '没有送到',
      undeliveredHint: '最近七天。联系人的地址改对后会自动再发；来不及就打电话。',
      failed: (result: string) => `没有发出：${result}`,
      missed: '过了时限，没有发出',
      due: (at: string) => `应在 ${at} 发`,
      more: (count: number) => `还有 ${count} 条`,
    },

    hours: {
      title: '律师驻村',
      caption: (year: number) => `${year}年各村每月律师服务的小时数`,
      hint: (wanted: number) => `每村每月要 ${wanted} 小时。数字是台账记录的小时数。`,
      village: '村和律师',
      noLawyer: '没有挂点律师',
      states: { whole: '够', ahead: '已安排', short: '不够', none: '没有安排', before: '启用前' },
      cell: (month: string, recorded: number, planned: number, wanted: number) =>
        `${month}：记录 ${recorded} 小时，待办 ${planned} 小时，要 ${wanted} 小时`,
      gaps: (month: string) => `${month}要补的`,
    },

    warnings: {
      title: '排期提醒',
      none: '现在的安排没有违反排期规则。',
      daysOff: '落在休息日',
      broken: '违反排期规则',
      unplaced: '上次发布的计划没有排上的',
      plan: '发布计划时的提醒',
    },

    list: {
      title: '台账',
      filter: '筛选',
      village: '村',
      campaign: '节点或任务',
      state: '状态',
      month: '月份',
      all: '全部',
      show: '查看',
      clear: '全部显示',
      empty: '没有符合的活动。',
      lackingOver: '没有办',
      lackingAhead: '还没有安排',
      people: (people: number) => `${people} 人`,
      outOfSight: (count: number) => `另有 ${count} 项由别的单位办，这里不列。`,
      files: '下载',
      ledgerFile: '台账（Excel）',
      planFile: '计划表（Excel）',
      reportFile: '报告（Word）',
      back: '回到总览',
    },
  },
  {
    title: 'Board',
    years: 'Year',
    figures: {
      label: 'What matters',
      villages: 'villages with gaps',
      missing: 'not arranged',
      late: 'without a record',
      silent: 'unanswered',
      undelivered: 'not delivered',
      warnings: 'planning warnings',
    },
    states: {
      missing: 'Not arranged',
      late: 'No record',
      planned: 'Planned',
      confirmed: 'Confirmed',
      done: 'Done, with record',
    },
    statesShort: {
      missing: 'missing',
      late: 'no record',
      planned: 'planned',
      confirmed: 'confirmed',
      done: 'done',
    },
    colon: ': ',
    semicolon: '; ',
    comma: ', ',
    unknown: '(the activity is gone)',

    forgotten: {
      title: 'Which village is forgotten?',
      none: (year) =>
        `No village is forgotten in ${year}: all is arranged, and what was held has its record.`,
      nothing: 'No plan is released yet: nothing is arranged for any village.',
      toPlans: 'Make a plan',
      gap: (name, { bare, over, missing, late }) => {
        const lacks = bare
          ? over
            ? ['not held']
            : ['not arranged yet']
          : missing > 0
            ? [over ? `${missing} not held` : `${missing} still missing`]
            : [];
        return `${name} ${[...lacks, ...(late > 0 ? [`${late} without a record`] : [])].join(', ')}`;
      },
      common: 'The same in every village',
      more: (count) => many(count, 'more village'),
    },

    matrix: {
      title: 'Villages and campaigns',
      hint: 'Each cell leads to what it counts.',
      caption: (year) =>
        `What is arranged and recorded in ${year}, by village and campaign; the most forgotten first`,
      village: 'Village',
      cell: (village, campaign) => `${village}, ${campaign}`,
      before: 'earlier',
      beforeHint: 'Earlier: it was over before the calendar began here, and is not missing.',
      nothing: 'not asked for',
      none: 'No campaign is yours.',
    },

    agenda: {
      title: 'The coming two weeks',
      none: 'Nothing in the coming two weeks.',
      today: 'Today',
      tomorrow: 'Tomorrow',
      market: 'Market day',
      villages: (count) => many(count, 'village'),
      confirmedOf: (confirmed, all) => `${confirmed} of ${all} confirmed`,
      lead: 'Lead',
      lawyer: 'Lawyer',
      status: { planned: 'not confirmed', confirmed: 'confirmed', done: 'done', cancelled: 'cancelled' },
    },

    answers: {
      title: 'Reminders',
      none: 'Nothing to pass on, nobody silent, nothing undelivered.',
      waiting: 'To be passed on by you',
      waitingHint: 'Copy the text, send it to the village’s group or to the person, then press “Sent”.',
      to: 'To ',
      copy: 'Copy the text',
      copied: 'Copied',
      copyAgain: 'Copy the reminder',
      sent: 'Sent',
      call: 'Call',
      silent: 'Unanswered',
      since: (when, ago) => `sent ${when}, ${ago}`,
      ago: (days) => (days <= 0 ? 'today' : days === 1 ? 'yesterday' : `${days} days ago`),
      next: {
        'second-contact': (at) => `the second contact is told at ${at}`,
        office: (at) => `the office is told at ${at}`,
      },
      reached: { 'second-contact': 'the second contact was told', office: 'the office was told' },
      noNext: 'nobody else is told by itself: please call',
      shown: 'Show the text',
      undelivered: 'Not delivered',
      undeliveredHint:
        'Of the last seven days. Once the address is correct it is sent again by itself; otherwise call.',
      failed: (result) => `not sent: ${result}`,
      missed: 'too late to be sent',
      due: (at) => `due ${at}`,
      more: (count) => `${count} more`,
    },

    hours: {
      title: 'Lawyers in the villages',
      caption: (year) => `Hours of the lawyers in ${year}, by village and month`,
      hint: (wanted) =>
        `Each village is to have ${wanted} hours a month. The figures are the recorded hours.`,
      village: 'Village and lawyer',
      noLawyer: 'no lawyer',
      states: {
        whole: 'enough',
        ahead: 'planned',
        short: 'too few',
        none: 'not arranged',
        before: 'earlier',
      },
      cell: (month, recorded, planned, wanted) =>
        `${month}: ${recorded} hours recorded, ${planned} to come, ${wanted} asked for`,
      gaps: (month) => `Missing in ${month}`,
    },

    warnings: {
      title: 'Planning warnings',
      none: 'What stands now breaks no planning rule.',
      daysOff: 'On days off',
      broken: 'Breaking a planning rule',
      unplaced: 'Not placed by the released plan',
      plan: 'Warnings at the release',
    },

    list: {
      title: 'Ledger',
      filter: 'Filter',
      village: 'Village',
      campaign: 'Campaign or duty',
      state: 'State',
      month: 'Month',
      all: 'All',
      show: 'Show',
      clear: 'Show all',
      empty: 'No activity matches.',
      lackingOver: 'not held',
      lackingAhead: 'not arranged yet',
      people: (people) => many(people, 'person', 'people'),
      outOfSight: (count) => `${count} more held by other units`,
      files: 'Files',
      ledgerFile: 'Ledger (Excel)',
      planFile: 'Plan (Excel)',
      reportFile: 'Report (Word)',
      back: 'Back to the board',
    },
  },
);
