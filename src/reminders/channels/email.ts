import { createTransport } from 'nodemailer';
import type { Activity } from '../../facts/index.js';
import type { Channel, Outcome } from './channel.js';
import { isLocal, type MailServer } from './mailServer.js';
import { sentText } from './sentText.js';

const TIMEOUT_MS = 15_000;

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
  /** A server that says nothing for so many milliseconds is asked again later; 15 seconds when left out. */
  readonly timeoutMs?: number;
}

/** The program ends before the mail server has answered. */
const BROKEN_OFF = new Error('aborted');

/** Before a mail is spoken of: a server that refuses then refuses this machine, or everybody for a while. */
const GREETINGS = ['CONN', 'EHLO', 'HELO', 'STARTTLS'];

/**
 * What a failure means: of the answer's code, RFC 5321 §4.2.1: 4yz is for now, 5yz for good.
 *
 * @param isWhole whether the server had the whole text, so that it may have taken it before the connection ended
 */
export function outcomeOfFailure(error: unknown, isWhole: boolean): Outcome {
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
  if (responseCode >= 500 && GREETINGS.includes(command ?? ''))
    return { outcome: 'retry', result: `邮件服务器不接受连接${said}` };
  if (responseCode >= 500) return { outcome: 'permanent', result: `邮件被退回${said}` };
  return {
    outcome: 'retry',
    result: '连不上邮件服务器',
    ...(isWhole ? { mayHaveGone: true } : {}),
  };
}

/** What `work` gives, unless the signal comes first. */
async function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  // One of its own: the other outlives every mail, and many go at once.
  const ended = AbortSignal.any([signal]);
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => {
      reject(BROKEN_OFF);
    };
    if (ended.aborted) stop();
    else ended.addEventListener('abort', stop);
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    ended.removeEventListener('abort', stop);
  }
}

const transportTo = (server: MailServer, timeout: number, onWhole: () => void) =>
  createTransport({
    host: server.host,
    port: server.port,
    secure: server.secure,
    ...(server.login ? { auth: server.login } : {}),
    tls: { rejectUnauthorized: !isLocal(server) },
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    // No error tells how far a mail had come; this line of nodemailer's log comes when its last byte is written.
    logger: {
      info: ({ tnx }: { readonly tnx?: string }) => {
        if (tnx === 'message') onWhole();
      },
    },
    // Nothing of a message may make this machine read a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });

/** Mail by SMTP, with the activities as an .ics file. */
export const emailChannel = ({
  server,
  from,
  fromName,
  calendarOf,
  timeoutMs = TIMEOUT_MS,
}: MailOptions): Channel => ({
  kind: 'email',
  budgets: [],
  budgetKey: (address) => ('address' in address ? address.address.toLowerCase() : ''),
  send: async (address, message, { signal }) => {
    if (!('address' in address)) return { outcome: 'configuration', result: '没有写邮箱地址' };
    const come = { isWhole: false };
    const transport = transportTo(server, timeoutMs, () => {
      come.isWhole = true;
    });
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
      await unlessAborted(
        signal,
        transport.sendMail({
          from: { name: fromName, address: from },
          to: address.address,
          subject: message.title,
          text: sentText(message, TEXT_LIMIT),
          // No answering machine answers it (RFC 3834 §5).
          headers: { 'Auto-Submitted': 'auto-generated' },
          attachments,
        }),
      );
      return { outcome: 'sent', result: '已交给邮件服务器' };
    } catch (error) {
      // Broken off, the mail goes on its way as long as the program still runs.
      return outcomeOfFailure(error, come.isWhole || error === BROKEN_OFF);
    } finally {
      transport.close();
    }
  },
});
