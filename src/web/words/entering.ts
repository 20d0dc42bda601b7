import { inBoth } from './lang.js';

/** Logging in, passwords, and the page for those who write programs. */
export const entering = inBoth(
  {
    logIn: '登录',
    byLink: (days: number, idle: number) =>
      `这个登录链接只能用一次。按一下就登录，这台设备 ${days} 天内不用再登录；连续 ${idle} 天不用，要重新登录。`,
    username: '用户名',
    password: '密码',
    forgotten: '忘了密码，或者没有账号',
    forgottenText: (isCounty: boolean) =>
      `请找${isCounty ? '县里' : '镇里'}的管理员要一个设密码的链接，打开它自己设新密码。管理员看不到您的密码。`,
    admin: '管理员：用登录链接或令牌',
    adminHint: ['在装着程序的电脑上运行 ', '，打开它给出的链接；或者在这里填管理令牌。'] as readonly [
      string,
      string,
    ],
    token: '管理令牌',
    byToken: '用令牌登录',
    wrongToken: (command: string) =>
      `登录链接或令牌不对，或者已经用过。请在装着程序的电脑上运行 ${command}，取一个新的链接。`,
    linkGone: '这个链接已经用过、过期，或者不完整。请找管理员要一个新的。',
    linkGoneTitle: '链接打不开',
    noPassword: '没有密码',
    noPasswordText: '您是用登录链接或令牌进来的，没有密码可改。',
    change: '改密码',
    set: '设密码',
    yours: ['，您的用户名是 ', '。'] as readonly [string, string],
    old: '原来的密码',
    fresh: (shortest: number) => `新密码（至少 ${shortest} 个字符，可以用一句话）`,
    again: '再写一遍新密码',
    save: '保存',
    others: '改了以后，您在别的手机和电脑上要重新登录。',
    docs: {
      title: '接口文档',
      lead: [
        '给写程序的人看。机器读的是 ',
        '（OpenAPI 3.1），下面的说明由它生成。展开一项，按 ',
      ] as readonly [string, string],
      tryIt: [' 可以当场试：用的是您现在的登录，', '改动是真的', '，先用 ', '。'] as readonly [
        string,
        string,
        string,
        string,
      ],
      commandLine: '命令行里：',
      tokenHere: '令牌',
      opening: '正在打开……没有出来的话，请打开浏览器的 JavaScript，或直接看 /openapi.json。',
    },
  },
  {
    logIn: 'Log in',
    byLink: (days, idle) =>
      `This link logs in once: press the button. This device then stays logged in for ${days} days, unless it is not used for ${idle}.`,
    username: 'User name',
    password: 'Password',
    forgotten: 'No password, or no account',
    forgottenText: (isCounty) =>
      `Ask the ${isCounty ? 'county' : 'town'}’s administrator for a link by which you set a new password yourself. Administrators never see it.`,
    admin: 'Administrators: by link or token',
    adminHint: [
      'Run ',
      ' on the computer that the program runs on and open the link it prints; or enter the admin token here.',
    ],
    token: 'Admin token',
    byToken: 'Log in by token',
    wrongToken: (command) =>
      `The link or token is wrong, or was used before. Run ${command} on the computer that the program runs on to get a new one.`,
    linkGone: 'This link was used, has expired, or is not whole. Please ask an administrator for a new one.',
    linkGoneTitle: 'The link does not open',
    noPassword: 'No password',
    noPasswordText: 'You came in by a link or a token; there is no password to change.',
    change: 'Change the password',
    set: 'Set a password',
    yours: [', your user name is ', '.'],
    old: 'The old password',
    fresh: (shortest) => `The new password (at least ${shortest} characters; a sentence will do)`,
    again: 'The new password again',
    save: 'Save',
    others: 'After the change you have to log in again on your other devices.',
    docs: {
      title: 'API',
      lead: [
        'For those who write programs. Machines read ',
        ' (OpenAPI 3.1), of which this page is made; its texts are in Chinese. Open an operation and press ',
      ],
      tryIt: [
        ' to try it at once, as whoever you are logged in: ',
        'changes are real',
        ', so begin with ',
        '.',
      ],
      commandLine: 'On the command line: ',
      tokenHere: 'TOKEN',
      opening: 'Opening … If nothing appears, turn JavaScript on, or read /openapi.json itself.',
    },
  },
);
