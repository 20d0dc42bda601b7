import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import proxyAddr from 'proxy-addr';
import { z } from 'zod';
import type { WebContext } from './context.js';

const TRUST_ERROR =
  '要写反向代理的层数（1 到 9），或它们的地址，用逗号隔开，例如 loopback 或 10.0.0.1,192.168.0.0/16';

/** Whether an address is a proxy of ours, the nearest first. */
export type TrustsProxy = WebContext['trustsProxy'];

/** Without a proxy nobody's word is taken for where a request comes from. */
export const NO_PROXY: TrustsProxy = () => false;

/** `TRUST_PROXY`: how many proxies stand before the program, or which. */
export const trustProxySchema = z.string().transform((text, issues): TrustsProxy => {
  const hops = /^[1-9]$/.exec(text)?.[0];
  if (hops !== undefined) return (_address, hop) => hop < Number(hops);
  try {
    // By itself a number would pass for an address.
    if (/^\d+$/.test(text)) throw new TypeError(text);
    return proxyAddr.compile(text.split(',').map((part) => part.trim()));
  } catch {
    issues.addIssue({ code: 'custom', message: TRUST_ERROR });
    return z.NEVER;
  }
});

/** The address a request comes from, as the last proxy of ours tells it. */
export function clientAddress(request: IncomingMessage, trustsProxy: TrustsProxy): string | undefined {
  const told = proxyAddr(request, trustsProxy);
  return isIP(told) === 0 ? request.socket.remoteAddress : told;
}
