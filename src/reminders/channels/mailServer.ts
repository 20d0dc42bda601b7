import { z } from 'zod';

/** The server that mail is handed to. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; else STARTTLS where the server offers it. */
  readonly secure: boolean;
  readonly login: { readonly user: string; readonly pass: string } | null;
  /** Who the mail is from; null where the address does not say. */
  readonly from: string | null;
}

const EXAMPLE = '例如 smtps://用户名:密码@smtp.example.cn:465；用户名里的 @ 写成 %40';

const decoded = (text: string): string | null => {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
};

const mailAddress = z.email();

function serverIn(text: string): MailServer | string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '')
    return `要写 smtp:// 或 smtps:// 开头的地址，${EXAMPLE}`;
  const [user, pass] = [decoded(url.username), decoded(url.password)];
  if (user === null || pass === null) return `用户名或密码里的 % 要写成 %25，${EXAMPLE}`;
  if ((user === '') !== (pass === '')) return `用户名和密码要么都写，要么都不写，${EXAMPLE}`;
  if (
    !/^\/?$/.test(url.pathname) ||
    url.hash !== '' ||
    [...url.searchParams.keys()].some((key) => key !== 'from')
  )
    return `主机后面只能写 ?from=发件地址，${EXAMPLE}`;
  const given = url.searchParams.get('from');
  const from = given ?? (user.includes('@') ? user : null);
  if (from !== null && !mailAddress.safeParse(from).success)
    return '发件地址不对，请在最后写 ?from=pufa@example.cn';
  const secure = url.protocol === 'smtps:';
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    login: user === '' ? null : { user, pass },
    from,
  };
}

/** `smtp://` or `smtps://`, with user, password, port and `?from=` where they are wanted. */
export const mailServerSchema = z.string().transform((text, context): MailServer => {
  const server = serverIn(text);
  if (typeof server !== 'string') return server;
  context.addIssue({ code: 'custom', message: server });
  return z.NEVER;
});

/** Whether a server is on this machine, where a certificate would prove nothing. */
export const isLocal = ({ host }: MailServer): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
