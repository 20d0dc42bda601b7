import { inBoth, many } from './lang.js';

const WEEKDAYS = '一二三四五六日';
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const DAYS = 'Mon Tue Wed Thu Fri Sat Sun'.split(' ');
const HALVES = { am: '上午', pm: '下午', day: '全天' };
const HALVES_EN = { am: 'morning', pm: 'afternoon', day: 'whole day' };

type Half = keyof typeof HALVES;

const monthOf = (day: string): number => Number(day.slice(5, 7));
const dateOf = (day: string): number => Number(day.slice(8, 10));

/** What the browser says by itself of plans and activities, and pages of the same; no other words go to it. */
export const moving = inBoth(
  {
    /** @param weekday 1 Monday … 7 Sunday */
    slot: (day: string, half: Half, weekday: number) =>
      `${monthOf(day)}月${dateOf(day)}日（周${WEEKDAYS.charAt(weekday - 1)}）${HALVES[half]}`,
    asking: '正在看这样改行不行…',
    fine: '不违反排期规则。',
    breaks: (count: number) => `会违反 ${count} 条排期规则：`,
    stillPossible: '确有需要也可以改，改了会固定在那里。',
    tells: (names: string) => `会通知：${names}。`,
    tellsNobody: '不用马上通知谁；到日子照常提醒。',
    tellsLater: '先前通知过的人会收到变更。',
    refused: (why: string) => `不能这样改：${why}`,
    changedMeanwhile: (slot: string, status: string) =>
      `刚才有人改过这项活动：现在是${slot}，${status}。没有改动它。请看清楚再决定。`,
    changedElse: (status: string) =>
      `刚才有人改过这项活动（不是时间），现在${status}。没有改动它。请看清楚再决定。`,
    moved: (slot: string) => `已改到${slot}。`,
    movedAway: (month: string) => `看${month}`,
    pinned: '已固定，重新编排也不会移动它。',
    unpinned: '已取消固定，重新编排时可以移动它。',
    failed: '没有连上服务器，没有改动。请检查网络再试。',
    gone: '这项活动已经不在了，请刷新本页。',
    month: (month: string) => `${Number(month.slice(0, 4))}年${Number(month.slice(5, 7))}月`,
    statuses: { planned: '计划', confirmed: '已确认', done: '已完成', cancelled: '已取消' },
    /** How far a search has come. */
    best: (best: number) => `目前最好的方案代价 ${best}`,
    bound: (bound: number) => `不会低于 ${bound}`,
    seconds: (seconds: number) => `已用 ${seconds} 秒`,
    nothingYet: '还没有找到第一个方案',
    colon: '：',
    comma: '，',
    listComma: '、',
  },
  {
    slot: (day, half, weekday) =>
      `${DAYS[weekday - 1] ?? ''} ${dateOf(day)} ${MONTHS[monthOf(day) - 1] ?? ''}, ${HALVES_EN[half]}`,
    asking: 'Asking whether that works…',
    fine: 'It breaks no planning rule.',
    breaks: (count) => `It breaks ${many(count, 'planning rule')}:`,
    stillPossible: 'You may move it all the same; it will be pinned there. ',
    tells: (names) => `Will be told: ${names}.`,
    tellsNobody: 'Nobody need be told at once; reminders come in time.',
    tellsLater: 'Whoever was told before is told of the change.',
    refused: (why) => `That cannot be done: ${why}`,
    changedMeanwhile: (slot, status) =>
      `Somebody has just changed it: it is now ${slot}, ${status}. Nothing was changed. Please look and decide.`,
    changedElse: (status) =>
      `Somebody has just changed it (not its time); it is now ${status}. Nothing was changed. Please look and decide.`,
    moved: (slot) => `Moved to ${slot}.`,
    movedAway: (month) => `See ${month}`,
    pinned: 'Pinned; no plan moves it.',
    unpinned: 'Unpinned; a plan may move it.',
    failed: 'The server did not answer; nothing was changed. Please check the network and try again.',
    gone: 'This activity is gone. Please reload the page.',
    month: (month) => `${MONTHS[Number(month.slice(5, 7)) - 1] ?? ''} ${Number(month.slice(0, 4))}`,
    statuses: { planned: 'planned', confirmed: 'confirmed', done: 'done', cancelled: 'cancelled' },
    best: (best) => `Best so far: cost ${best}`,
    bound: (bound) => `none below ${bound}`,
    seconds: (seconds) => `${seconds} s`,
    nothingYet: 'No first plan yet',
    colon: ': ',
    comma: ', ',
    listComma: ', ',
  },
);
