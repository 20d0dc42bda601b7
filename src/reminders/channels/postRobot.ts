import { createHash } from 'node:crypto';
import type { ChannelAddress, Outcome } from './channel.js';
import { robotAddressFault, type RobotKind } from './robotAddress.js';

/** Where robots may be, and how long they may take. */
export interface RobotReach {
  /** `host:port` beside the platforms' own. */
  readonly extraHosts: readonly string[];
  /** A robot that has not answered after so many milliseconds is asked again later. */
  readonly timeoutMs: number;
}

/**
 * Longer than `fetch` lets a connection take to come about (10 seconds, give or take one): what is cut off by then was not
 * posted, and a network that swallows packets would else be taken for a robot that may have the message.
 */
export const ROBOT_TIMEOUT_MS = 15_000;

/** No robot's answer is longer, in bytes; the rest is not read. */
const ANSWER_LIMIT = 64 * 1024;

const MINUTE = 60_000;

/** No answer keeps reminders waiting longer, whatever pause it asks for, in milliseconds. */
const LONGEST_PAUSE_MS = 60 * MINUTE;

/** What each code in a robot's answer means. */
export interface Dialect {
  readonly kind: RobotKind;
  /** Where the code stands in the body; 0 there is success, HTTP 200 is not. The first that is there counts. */
  readonly codeFields: readonly string[];
  readonly codes: Readonly<Record<number, Outcome>>;
}

/** Too fast; again after the robot's own pause. */
export const tooFast = (afterMs = MINUTE): Outcome => ({
  outcome: 'retry',
  result: '发得太快，稍后再发',
  afterMs,
});
export const busy: Outcome = { outcome: 'retry', result: '对方系统繁忙' };
export const mend = (result: string): Outcome => ({ outcome: 'configuration', result });
export const never = (result: string): Outcome => ({ outcome: 'permanent', result });

/** The address of a channel that has one. */
export const urlIn = (address: ChannelAddress): string => ('url' in address ? address.url : '');

/** What shares a robot's budget; a hash, for the address holds its key. */
export const robotBudgetKey = (address: ChannelAddress): string =>
  createHash('sha256').update(urlIn(address)).digest('base64url');

/** The body of an answer as text, cut at the limit. */
async function bodyOf(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    parts.push(part);
    size += part.length;
    if (size > ANSWER_LIMIT) break;
  }
  return Buffer.concat(parts).toString('utf8');
}

/** The code in a body, or null where there is none. */
function codeIn(body: string, fields: readonly string[]): number | null {
  try {
    const json = JSON.parse(body) as Readonly<Record<string, unknown>> | null;
    const found = fields.map((field) => json?.[field]).find((code) => typeof code === 'number');
    return found ?? null;
  } catch {
    return null;
  }
}

/** What an answer without a code means, by its HTTP status. */
function withoutCode(response: Response): Outcome {
  const { status } = response;
  if (status === 429 || status >= 500) {
    const seconds = Number(response.headers.get('retry-after'));
    const result = `对方暂时不能接收（HTTP ${status}）`;
    return {
      outcome: 'retry',
      result,
      ...(seconds > 0 ? { afterMs: Math.min(seconds * 1000, LONGEST_PAUSE_MS) } : {}),
    };
  }
  if (status >= 400) return mend(`地址不对（HTTP ${status}）`);
  if (status >= 300) return mend('地址要求跳转，没有照办，请检查地址');
  // A gateway that wants a login answers so, with a page of its own.
  return { outcome: 'retry', result: '回答看不懂，不是机器人的' };
}

/** What an answer means. Code 0 counts only where HTTP agrees; a code unknown is no success, so it is tried again. */
function outcomeOf(response: Response, body: string, { codeFields, codes }: Dialect): Outcome {
  const code = codeIn(body, codeFields);
  if (code === null || (code === 0 && !response.ok)) return withoutCode(response);
  if (code === 0) return { outcome: 'sent', result: '已送到群里' };
  const known = codes[code];
  if (known) return { ...known, result: `${known.result}（${code}）` };
  return { outcome: 'retry', result: `对方没有接收（${code}）` };
}

/** Codes of a connection that never came to be, TLS included, so that nothing was posted. */
const UNCONNECTED =
  /^(?:ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT|ERR_(?:SSL|TLS)_.*|UNABLE_TO_.*|.*CERT.*)$/;

/** Node gives a connection that breaks before it is secure the code of one that breaks at any time. */
const UNSECURED = 'before secure TLS connection';

/** Whether a request of `fetch` failed before anything could be posted. */
export const neverConnected = (error: unknown): boolean => {
  const { cause } = (error ?? {}) as { readonly cause?: Partial<NodeJS.ErrnoException & AggregateError> };
  if (!cause) return false;
  const { code = '', syscall, message = '', errors } = cause;
  // Of a host with several addresses node says the first one's code and no call; that first may have taken too long.
  const isNowhere = (errors as readonly NodeJS.ErrnoException[] | undefined)?.every(
    (one) => one.syscall === 'connect',
  );
  return isNowhere === true || syscall === 'connect' || UNCONNECTED.test(code) || message.includes(UNSECURED);
};

/**
 * Posts a body to a robot and reads what became of it. The address is checked again, for it may have been entered when
 * other hosts were allowed; a redirect is not followed, for it would lead past that check.
 *
 * @param signal ends the wait early
 * @returns never throws; no part of the address stands in the result
 */
export async function postRobot(
  dialect: Dialect,
  url: string,
  body: unknown,
  { extraHosts, timeoutMs, signal }: RobotReach & { readonly signal: AbortSignal },
): Promise<Outcome> {
  const fault = robotAddressFault(dialect.kind, url, extraHosts);
  if (fault !== null) return mend(`没有发送：${fault}`);
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body),
      redirect: 'manual',
      signal: AbortSignal.any([signal, timeout]),
    });
    return outcomeOf(response, await bodyOf(response), dialect);
  } catch (error) {
    const slow = timeout.aborted || signal.aborted;
    const result = slow ? '对方没有及时回答' : '连不上对方';
    return { outcome: 'retry', result, ...(neverConnected(error) ? {} : { mayHaveGone: true }) };
  }
}
