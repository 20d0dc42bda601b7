import { inBoth } from './lang.js';

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
  },
);
