import { inBoth } from './lang.js';

/** What stands around every page behind login. */
export const staff = inBoth(
  {
    nav: '工作页面',
    parts: {
      today: '今天',
      board: '总览',
      calendar: '日历',
      plans: '计划',
      activities: '活动',
      contacts: '联系人',
      ledger: '台账',
      imports: '导入',
      accounts: '账号',
      apiDocs: '接口文档',
    },
    publicPage: '公开日历',
    county: '县总览',
    password: '改密码',
    logOut: '退出登录',
  },
  {
    nav: 'Work pages',
    parts: {
      today: 'Today',
      board: 'Board',
      calendar: 'Calendar',
      plans: 'Plans',
      activities: 'Activities',
      contacts: 'Contacts',
      ledger: 'Ledger',
      imports: 'Imports',
      accounts: 'Accounts',
      apiDocs: 'API',
    },
    publicPage: 'Public calendar',
    county: 'County board',
    password: 'Password',
    logOut: 'Log out',
  },
);
