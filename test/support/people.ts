import type { AccountRole } from '../../src/facts/index.js';
import { adminApi, type AdminApi } from './adminApi.js';
import type { webServer } from './webServer.js';

type Server = Awaited<ReturnType<typeof webServer>>;

/** What a test says of a token; the role alone is enough for most. */
interface Grant {
  readonly role?: AccountRole;
  readonly village?: string;
  readonly department?: string;
  readonly account?: string;
  readonly scope?: 'read' | 'write';
  readonly expiresAt?: string;
}

/** The answer of a request that must succeed. */
export async function sound<T>(answer: Promise<Response>): Promise<T> {
  const response = await answer;
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

/** A new API token, with its public id. */
export const newToken = ({ api }: Server, grant: Grant): Promise<{ id: string; token: string }> =>
  sound(api('POST', '/api/v1/api-tokens', { label: '测试', scope: 'write', ...grant }));

/** The API as somebody with that role uses it. */
export const apiAs = async (server: Server, grant: Grant): Promise<AdminApi> =>
  adminApi(server.url, (await newToken(server, grant)).token);

export const PASSWORD = '普法要进村入户到人心';

interface MadeAccount {
  readonly id: string;
  readonly username: string;
  readonly invitation: { readonly link: string; readonly expiresAt: string } | null;
}

/** A new account with `PASSWORD`, of the office unless said. */
export const newAccount = ({ api }: Server, given: Record<string, unknown> = {}): Promise<MadeAccount> =>
  sound(
    api('POST', '/api/v1/accounts', {
      username: 'chen',
      name: '陈所长',
      role: 'office',
      password: PASSWORD,
      ...given,
    }),
  );

/** Tries to log in over the API, as a program does, without saying where from. */
export const logIn = (
  { url }: Pick<Server, 'url'>,
  username = 'chen',
  password = PASSWORD,
  headers: Record<string, string> = {},
): Promise<Response> =>
  fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ username, password }),
  });

/** What a browser sends back of an answer's cookie. */
export const cookieOf = (response: Response): string =>
  response.headers.getSetCookie()[0]?.split(';')[0] ?? '';

/** A request as a page of ours makes it, with a session's cookie. */
export const asBrowser =
  (url: string, cookie: string) =>
  (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(url + path, {
      method,
      headers: {
        cookie,
        origin: url,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? null : JSON.stringify(body),
      redirect: 'manual',
    });
