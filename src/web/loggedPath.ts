/** A request's path as it may stand in a log: the secret that a private address ends in left out. */
export const loggedPath = (path: string): string =>
  path.replace(/^(\/r\/|\/login\/invite\/|\/feeds\/private\/).+/, '$1（不显示）');
