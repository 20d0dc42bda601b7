import { townUrlOf } from '../environment.js';
import { hasStore } from '../store/index.js';
import { openTowns } from '../town/index.js';
import { makeOneTimeLink } from '../web/index.js';
import { readArgs } from './args.js';
import { UsageError, type Command } from './command.js';

const USAGE = 'pufa admin-link [--town gangmen]';

/** `pufa admin-link [--town ID]`: a fresh one-time link to a town or a county, for whoever owns the data folder. */
export const adminLink: Command = (args, { env, print, now }) => {
  const { values } = readArgs(args, { town: { type: 'string' } }, USAGE);
  // With a database the folder may hold nothing else yet.
  if (env.DATABASE_URL === undefined && !hasStore(env.DATA_DIR))
    throw new UsageError(`${env.DATA_DIR}: 这里没有数据，请检查 DATA_DIR，或先运行 pufa start`);
  const { town = env.TOWN } = values;
  // What is served without asking is there; a link to what is not would open nothing.
  if (town !== env.TOWN) {
    const { ids, counties } = openTowns(env.CALENDARS_DIR);
    const known = [...ids, ...counties.map(({ id }) => id)];
    if (!known.includes(town))
      throw new UsageError(`--town ${town}: 没有这个镇，也没有这个县，可用：${known.join('、')}`);
  }
  print(makeOneTimeLink({ dataDir: env.DATA_DIR, town, baseUrl: townUrlOf(env, town) }, now()));
  return Promise.resolve(0);
};
