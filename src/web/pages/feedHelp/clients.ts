import type { Lang } from '../../words/index.js';

type InBoth<T> = Readonly<Record<Lang, T>>;

/** What a calendar does with the address of a feed, as far as it is known. */
export interface Client {
  /** As it stands in `?phone=`. */
  readonly id: string;
  readonly name: InBoth<string>;
  readonly works: 'yes' | 'no' | 'unknown';
  /** The way in: the phone's own calendar opens, the address is pasted, or a file is imported once. */
  readonly way: 'open' | 'paste' | 'file';
  /** What to do, a sentence each. */
  readonly how: InBoth<readonly string[]>;
  /** How soon a change shows; empty where nothing is known. */
  readonly refresh: InBoth<string>;
}

const UNKNOWN: InBoth<string> = { zh: '', en: '' };

/**
 * The calendars that people here have, from what was found about each. What nobody has verified is said to be so, and
 * nothing is promised that was not found.
 */
export const CLIENTS: readonly Client[] = [
  {
    id: 'apple',
    name: { zh: '苹果手机、平板、电脑', en: 'iPhone, iPad, Mac' },
    works: 'yes',
    way: 'open',
    how: {
      zh: [
        '用自带的 Safari 浏览器打开本页，按“苹果手机订阅”，再按“订阅”。',
        '也可以自己添加：设置 → 日历 → 账户 → 添加已订阅的日历，把网址粘贴进去。',
      ],
      en: [
        'Open this page in Safari, press “Subscribe on iPhone”, then “Subscribe”.',
        'Or by hand: Settings → Calendar → Accounts → Add Subscribed Calendar, and paste the address.',
      ],
    },
    refresh: {
      zh: '手机上从一小时到一天不等；电脑上可以自己设，五分钟到一周',
      en: 'on a phone within an hour to a day; on a computer as you set it, five minutes to a week',
    },
  },
  {
    id: 'xiaomi',
    name: { zh: '小米手机自带的日历', en: 'Xiaomi’s own calendar' },
    works: 'yes',
    way: 'paste',
    how: {
      zh: ['可以用网址导入。这一条来自网上的资料，我们没有在手机上试过。'],
      en: ['It can import by address. This was read on the web; we have not tried it on a phone.'],
    },
    refresh: {
      zh: '会定期更新，多久一次没有查到',
      en: 'it does so regularly; how often was not found',
    },
  },
  {
    id: 'huawei',
    name: { zh: '华为、OPPO、vivo 自带的日历', en: 'The calendars of Huawei, OPPO, vivo' },
    works: 'no',
    way: 'file',
    how: {
      zh: [
        '没有查到用网址订阅的功能。',
        '按“下载日历文件”，用日历打开，一次性导入；以后有变动不会跟着变，要再下载一次。',
        '想自动更新，可以另装能订阅的日历软件，例如 ICSx⁵。',
      ],
      en: [
        'No way to subscribe by address was found.',
        'Press “Download the calendar file” and open it with the calendar. It does not follow changes: download it again.',
        'For updates install an app that subscribes, such as ICSx⁵.',
      ],
    },
    refresh: { zh: '不更新', en: 'never' },
  },
  {
    id: 'harmony',
    name: { zh: '鸿蒙系统自带的日历', en: 'The calendar of HarmonyOS' },
    works: 'unknown',
    way: 'file',
    how: {
      zh: ['能不能用网址订阅，没有核实。'],
      en: ['Whether it can subscribe by address is not verified.'],
    },
    refresh: UNKNOWN,
  },
  {
    id: 'outlook-web',
    name: { zh: 'Outlook 网页版、新版 Outlook', en: 'Outlook on the web, new Outlook' },
    works: 'yes',
    way: 'paste',
    how: { zh: ['可以用网址订阅。'], en: ['It can subscribe by address.'] },
    refresh: { zh: '大约三小时，有时超过一天', en: 'within about three hours, at times more than a day' },
  },
  {
    id: 'outlook',
    name: { zh: 'Outlook 电脑版', en: 'Outlook for Windows' },
    works: 'yes',
    way: 'paste',
    how: { zh: ['可以用网址订阅。'], en: ['It can subscribe by address.'] },
    refresh: {
      zh: '打开时更新，以后每一到三小时',
      en: 'when it is opened, then every one to three hours',
    },
  },
  {
    id: 'google',
    name: { zh: '谷歌日历', en: 'Google Calendar' },
    works: 'yes',
    way: 'paste',
    how: {
      zh: ['可以用网址订阅，但是在大陆打不开。'],
      en: ['It can subscribe by address, but cannot be reached from the mainland.'],
    },
    refresh: { zh: '八小时到一天', en: 'within eight hours to a day' },
  },
  {
    id: 'work',
    name: { zh: '飞书、钉钉、企业微信', en: 'Feishu, DingTalk, WeCom' },
    works: 'unknown',
    way: 'paste',
    how: {
      zh: ['它们能把自己的日历给别的软件用；能不能订阅别人的网址，没有核实。'],
      en: ['They give their own calendars to others; whether they subscribe to an address is not verified.'],
    },
    refresh: UNKNOWN,
  },
  {
    id: 'wps',
    name: { zh: 'WPS 日历', en: 'WPS Calendar' },
    works: 'unknown',
    way: 'paste',
    how: { zh: ['没有查到。'], en: ['Nothing was found.'] },
    refresh: UNKNOWN,
  },
];
