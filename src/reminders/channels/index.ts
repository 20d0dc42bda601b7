/** The ways a reminder can go, one file each; how to add another is written in docs/channels.md. */
export type * from './channel.js';
export { dingtalkChannel } from './dingtalk.js';
export { emailChannel, type MailOptions } from './email.js';
export { feishuChannel } from './feishu.js';
export { logChannel, type LineLog } from './log.js';
export { sentText } from './sentText.js';
export { mailServerSchema, type MailServer } from './mailServer.js';
export { robotAddressFault, webhookHostsSchema, type RobotKind } from './robotAddress.js';
export { wecomChannel } from './wecom.js';
export { BY_HAND, waitsForHand } from './wechatCopy.js';
