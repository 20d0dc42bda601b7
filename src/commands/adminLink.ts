import { existsSync } from 'node:fs';
import { makeOneTimeLink } from '../web/index.js';
import { readArgs } from './args.js';
import { UsageError, type Command } from './command.js';

/** `pufa admin-link`: a fresh one-time link, for whoever owns the data folder. */
export const adminLink: Command = (args, { env, print, now }) => {
  readArgs(args, {}, 'pufa admin-link');
  if (!existsSync(env.DATA_DIR))
    throw new UsageError(`${env.DATA_DIR}: 没有这个数据目录，请先运行 pufa start`);
  print(makeOneTimeLink(env.DATA_DIR, env.BASE_URL ?? `http://${env.HOST}:${env.PORT}`, now()));
  return Promise.resolve(0);
};
