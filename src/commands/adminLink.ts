import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { baseUrlOf } from '../environment.js';
import { makeOneTimeLink } from '../web/index.js';
import { readArgs } from './args.js';
import { UsageError, type Command } from './command.js';

/** `pufa admin-link`: a fresh one-time link, for whoever owns the data folder. */
export const adminLink: Command = (args, { env, print, now }) => {
  readArgs(args, {}, 'pufa admin-link');
  // With a database the folder may hold nothing else yet.
  if (env.DATABASE_URL === undefined && !existsSync(join(env.DATA_DIR, 'store.json')))
    throw new UsageError(`${env.DATA_DIR}: 这里没有数据，请检查 DATA_DIR，或先运行 pufa start`);
  print(makeOneTimeLink(env.DATA_DIR, baseUrlOf(env), now()));
  return Promise.resolve(0);
};
