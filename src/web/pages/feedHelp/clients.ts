/** What a calendar does with the address of a feed, as far as it is known. */
export interface Client {
  readonly name: string;
  readonly works: 'yes' | 'no' | 'unknown';
  /** What to do, a sentence each. */
  readonly how: readonly string[];
  /** How soon a change shows; empty where nothing is known. */
  readonly refresh: string;
}

/**
 * The calendars that people here have, from what was found about each. What nobody has verified is said to be so, and
 * nothing is promised that was not found.
 */
export const CLIENTS: readonly Client[] = [
  {
    name: '苹果手机、平板、电脑',
    works: 'yes',
    how: [
      '用自带的 Safari 浏览器打开本页，按“苹果手机订阅”，再按“订阅”。',
      '也可以自己添加：设置 → 日历 → 账户 → 添加已订阅的日历，把网址粘贴进去。',
    ],
    refresh: '手机上从一小时到一天不等；电脑上可以自己设，五分钟到一周',
  },
  {
    name: '小米手机自带的日历',
    works: 'yes',
    how: ['可以用网址导入。这一条来自网上的资料，我们没有在手机上试过。'],
    refresh: '会定期更新，多久一次没有查到',
  },
  {
    name: '华为、OPPO、vivo 自带的日历',
    works: 'no',
    how: [
      '没有查到用网址订阅的功能。',
      '按“下载日历文件”，用日历打开，一次性导入；以后有变动不会跟着变，要再下载一次。',
      '想自动更新，可以另装能订阅的日历软件，例如 ICSx⁵。',
    ],
    refresh: '不更新',
  },
  {
    name: '鸿蒙系统自带的日历',
    works: 'unknown',
    how: ['能不能用网址订阅，没有核实。'],
    refresh: '',
  },
  {
    name: 'Outlook 网页版、新版 Outlook',
    works: 'yes',
    how: ['可以用网址订阅。'],
    refresh: '大约三小时，有时超过一天',
  },
  {
    name: 'Outlook 电脑版',
    works: 'yes',
    how: ['可以用网址订阅。'],
    refresh: '打开时更新，以后每一到三小时',
  },
  {
    name: '谷歌日历',
    works: 'yes',
    how: ['可以用网址订阅，但是在大陆打不开。'],
    refresh: '八小时到一天',
  },
  {
    name: '飞书、钉钉、企业微信',
    works: 'unknown',
    how: ['它们能把自己的日历给别的软件用；能不能订阅别人的网址，没有核实。'],
    refresh: '',
  },
  { name: 'WPS 日历', works: 'unknown', how: ['没有查到。'], refresh: '' },
];
