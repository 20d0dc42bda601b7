import { AsyncLocalStorage } from 'node:async_hooks';
import type { RequestHandler } from 'express';

/*
 * Where a town's addresses begin. The pages, routes and answers of a town know nothing of it: they write `/board`, and
 * what goes out says `/xipo/board`. It travels with the request, so that no page can forget it.
 */

const here = new AsyncLocalStorage<string>();

/** What stands between the host and a town's own addresses: `/xipo`; nothing for the town that has the whole host. */
export const baseOf = (baseUrl: string): string =>
  baseUrl.replace(/^[a-z]+:\/\/[^/]*/, '').replace(/\/+$/, '');

/** Runs what answers a request of the town whose addresses begin there. */
export const underBase = (base: string, work: () => void): void => {
  if (base === '') work();
  else here.run(base, work);
};

/** Where the addresses of the town begin whose request is being answered. */
export const baseHere = (): string => here.getStore() ?? '';

/** Below it are the files of pages, all towns' the same. */
const SHARED = '/assets/';

/** An address of a town as it stands from outside; what leads elsewhere, or is every town's, stays as it is. */
export const linkUnder = (base: string, address: string): string =>
  base === '' || !/^\/(?!\/)/.test(address) || address.startsWith(SHARED) ? address : base + address;

/** The same, for the town whose request is being answered. */
export const linkHere = (address: string): string => linkUnder(baseHere(), address);

/** Makes every `Location` of an app one of the town's: of a redirect, and of what the API has made. */
export const locationsUnder =
  (base: string): RequestHandler =>
  (_request, response, next) => {
    const plain = response.location.bind(response);
    response.location = (address) => plain(linkUnder(base, address));
    next();
  };
