import { inBoth, many } from './lang.js';

/** A county's board. */
export const county = inBoth(
  {
    title: '县总览',
    towns: (count: number) => `${count} 个镇`,
    caption: (year: number) => `${year}年各镇的安排和台账，要紧的在前`,
    hint: '数字和各镇自己的总览一样算，只数各村在各节点的活动。点镇名，看这个镇的总览。',
    town: '镇',
    villages: '村',
    forgotten: '没有活动的村',
    silent: '没有回复',
    noPlan: '还没有发布计划',
    none: '这个县还没有镇：镇的资料里 county 要写这个县的名称。',
    broken: (towns: readonly string[]) => `读不了这些镇，没有算进来：${towns.join('、')}。请看运行日志。`,
    sums: { noPlan: '个镇没有计划', forgotten: '个村没有活动' },
    roles: {
      admin: '管理员：各镇什么都能改，管县里的账号',
      office: '县司法局：在各镇排期、修改、报告',
      reader: '只看：县总览和各镇的公开日历',
    },
  },
  {
    title: 'County board',
    towns: (count) => many(count, 'town'),
    caption: (year) => `What is arranged and recorded in ${year}, by town; the most pressing first`,
    hint: 'Counted as on each town’s own board: the villages’ activities of the year’s campaigns. A name leads to that town’s board.',
    town: 'Town',
    villages: 'Villages',
    forgotten: 'Villages with nothing',
    silent: 'Unanswered',
    noPlan: 'No plan released yet',
    none: 'This county has no towns yet: a town’s file names the county it belongs to.',
    broken: (towns) => `Could not be read and are not counted: ${towns.join(', ')}. The log says why.`,
    sums: { noPlan: 'towns without a plan', forgotten: 'villages with nothing' },
    roles: {
      admin: 'Admin: may change anything in every town, and the county’s accounts',
      office: 'County bureau: plans, edits, reports in every town',
      reader: 'Only looks: at this board and the public calendars',
    },
  },
);
