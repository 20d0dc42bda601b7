import { contractOf } from './contract.js';

/**
 * A request with the admin token; a body goes as JSON, a string or a form as it is.
 *
 * @throws when the answer of something below `/api` is none that `/openapi.json` states
 */
export type AdminApi = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Response>;

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Asks the server at `url` as its admin. @param note told of each documented answer, as `operationId status` */
export const adminApi =
  (url: string, token: string, note: (answer: string) => void = () => undefined): AdminApi =>
  async (method, path, body, headers = {}) => {
    const contract = await contractOf(url);
    const isForm = body instanceof FormData;
    const text = body === undefined ? null : isForm || typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(url + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: text,
      redirect: 'manual',
    });
    if (path.startsWith('/api/')) {
      const sent = typeof text === 'string' ? jsonIn(text) : undefined;
      const answer = await contract.check({ method, path, sent, response });
      if (answer !== null) note(answer);
    }
    return response;
  };
