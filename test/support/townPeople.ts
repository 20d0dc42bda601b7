import { adminApi, type AdminApi } from './adminApi.js';
import { TOKEN, type Installation } from './installation.js';
import { cookieOf, PASSWORD, sound } from './people.js';

/** Where a town's, or a county's, addresses begin; the home town's are the host's own. */
export const placeOf = ({ url }: Pick<Installation, 'url'>, id: string, home: string): string =>
  id === home ? url : `${url}/${id}`;

/** The API of a town as whoever holds the outside token uses it, or somebody else's. */
export const apiAt = (place: string, token = TOKEN): AdminApi => adminApi(place, token);

/** A new account there, with `PASSWORD` unless said. */
export const accountAt = (place: string, given: Record<string, unknown> = {}): Promise<{ id: string }> =>
  sound(
    apiAt(place)('POST', '/api/v1/accounts', {
      username: 'chen',
      name: '陈所长',
      role: 'office',
      password: PASSWORD,
      ...given,
    }),
  );

/** Logs in by the page's form, as a browser does. */
export const enter = (place: string, fields: Record<string, string>): Promise<Response> =>
  fetch(`${place}/login`, {
    method: 'POST',
    headers: { origin: new URL(place).origin },
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });

/** The cookie of somebody who logs in there. */
export const cookieAt = async (place: string, username = 'chen', password = PASSWORD): Promise<string> =>
  cookieOf(await enter(place, { username, password }));

/** The status of an address, for whoever has these headers. */
export const statusOf = async (address: string, headers: Record<string, string> = {}): Promise<number> =>
  (await fetch(address, { headers, redirect: 'manual' })).status;
