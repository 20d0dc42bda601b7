import { createTransport } from 'nodemailer';
import type { Activity } from '../../facts/index.js';
import type { Channel, Outcome } from './channel.js';
import { isLocal, type MailServer } from './mailServer.js';
import { sentText } from './sentText.js';

/** A mail server that answers nothing for so long is asked again later, in milliseconds. */
const TIMEOUT = 15_000;

/** Bytes; a reminder is never near it. */
const TEXT_LIMIT = 100_000;

export interface MailOptions {
  readonly server: MailServer;
  /** Who the mail is from: `name@example.cn`. */
  readonly from: string;
  /** The name beside it: the town's office. */
  readonly fromName: string;
  /** Activities as an iCalendar file, which a phone or a computer can put into its calendar. */
  readonly calendarOf: (activities: readonly Activity[]) => string;
}

/** The program ends before the mail server has answered. */
const BROKEN_OFF = new Error('aborted');

/** What a failure means: of the answer's code, RFC 5321 §4.2.1: 4yz is for now, 5yz for good. */
export function outcomeOfFailure(error: unknown): Outcome {
  const {
    code,
    responseCode = 0,
    command,
  } = error as {
    readonly code?: string;
    readonly responseCode?: number;
    readonly command?: string;
  };
  const said = responseCode > 0 ? `（${responseCode}）` : '';
  if (responseCode >= 400 && responseCode < 500)
    return { outcome: 'retry', result: `邮件服务器暂时不收${said}` };
  if (code === 'EAUTH' || code === 'ENOAUTH')
    return { outcome: 'configuration', result: `邮件服务器不认 SMTP_URL 里的用户名或密码${said}` };
  if (command === 'MAIL FROM')
    return { outcome: 'configuration', result: `邮件服务器不让用这个发件地址${said}` };
  if (code === 'EENVELOPE') return { outcome: 'configuration', result: `对方的邮箱地址不对或拒收${said}` };
  if (responseCode >= 500) return { outcome: 'permanent', result: `邮件被退回${said}` };
  // Broken off while the mail was on its way, nobody knows whether it was taken.
  const onItsWay = command === 'DATA' || error === BROKEN_OFF || code === 'ETIMEDOUT';
  return {
    outcome: 'retry',
    result: '连不上邮件服务器',
    ...(onItsWay ? { mayHaveGone: true } : {}),
  };
}

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    const stop = (): void => {
      reject(BROKEN_OFF);
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });

const transportTo = (server: MailServer) =>
  createTransport({
    host: server.host,
    port: server.port,
    secure: server.secure,
    ...(server.login ? { auth: server.login } : {}),
    tls: { rejectUnauthorized: !isLocal(server) },
    connectionTimeout: TIMEOUT,
    greetingTimeout: TIMEOUT,
    socketTimeout: TIMEOUT,
    // Nothing of a message may make this machine read a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });

/** Mail by SMTP, with the activities as an .ics file. */
export const emailChannel = ({ server, from, fromName, calendarOf }: MailOptions): Channel => ({
  kind: 'email',
  budgets: [],
  budgetKey: (address) => ('address' in address ? address.address.toLowerCase() : ''),
  send: async (address, message, { signal }) => {
    if (!('address' in address)) return { outcome: 'configuration', result: '没有写邮箱地址' };
    const transport = transportTo(server);
    const attachments =
      message.activities.length === 0
        ? []
        : [
            {
              filename: 'huodong.ics',
              content: calendarOf(message.activities),
              contentType: 'text/calendar; charset=utf-8',
            },
          ];
    try {
      await Promise.race([
        transport.sendMail({
          from: { name: fromName, address: from },
          to: address.address,
          subject: message.title,
          text: sentText(message, TEXT_LIMIT),
          // No answering machine answers it (RFC 3834 §5).
          headers: { 'Auto-Submitted': 'auto-generated' },
          attachments,
        }),
        aborted(signal),
      ]);
      return { outcome: 'sent', result: '已交给邮件服务器' };
    } catch (error) {
      return outcomeOfFailure(error);
    } finally {
      transport.close();
    }
  },
});
