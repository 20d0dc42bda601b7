import { inBoth } from './lang.js';

/** What a status means to whoever reads a page. */
const FAILED: Readonly<Record<number, string>> = {
  400: 'What was sent cannot be understood. Nothing was stored.',
  403: 'That is not allowed from here.',
  404: 'There is no such thing any more.',
  409: 'That cannot be done as things stand now. Nothing was stored.',
  412: 'Somebody else has changed it meanwhile. Nothing was stored; please look again.',
  413: 'What was sent is too large.',
  429: 'Too many tries. Please wait some minutes.',
  500: 'Something went wrong here; it is in the log.',
  503: 'It cannot be used just now. Please try again in a moment.',
  507: 'Nothing could be stored: the disk takes no more.',
};

/** The frame of every page, and the pages that say one thing. */
export const frame = inBoth(
  {
    htmlLang: 'zh-CN',
    skip: '跳到正文',
    /** Names the other language, in that language. */
    otherLanguage: 'English',
    siteNav: '本站',
    calendarOf: (town: string) => `${town}普法日历`,
    titled: (page: string, town: string) => `${page} · ${town}普法日历`,
    year: '年历',
    month: '月历',
    list: '清单',
    subscribe: '订阅',
    backToCalendar: '回到日历',
    /** After a word: how many, or whose. */
    aside: (text: string | number) => `（${text}）`,
    between: '，',
    notFound: '没有找到',
    notFoundText: '没有这个页面，请检查网址。',
    failed: '出错了',
    /** @param detail what is wrong, in Chinese, as the API says it */
    failedText: (_status: number, detail: string) => detail,
    notAllowed: '不能看这一页',
    notAllowedText: '您的账号不能用这一页。需要的话，请联系管理员。',
  },
  {
    htmlLang: 'en',
    skip: 'Skip to the content',
    otherLanguage: '中文',
    siteNav: 'This site',
    calendarOf: (town: string) => `${town} Legal Publicity Calendar`,
    titled: (page: string, town: string) => `${page} · ${town} Legal Publicity Calendar`,
    year: 'Year',
    month: 'Month',
    list: 'List',
    subscribe: 'Subscribe',
    backToCalendar: 'Back to the calendar',
    aside: (text) => ` (${text})`,
    between: ', ',
    notFound: 'Not found',
    notFoundText: 'There is no such page. Please check the address.',
    failed: 'That did not work',
    failedText: (status) => FAILED[status] ?? (status < 500 ? FAILED[400] : FAILED[500]) ?? '',
    notAllowed: 'Not for this account',
    notAllowedText: 'Your account may not use this page. If you need it, ask an administrator.',
  },
);
